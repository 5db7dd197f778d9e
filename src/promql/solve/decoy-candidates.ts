import type { Matcher, Selector } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import type { Draft } from "./cases.ts";
import { type Cell, finds } from "./cells.ts";
import type { Use } from "./families.ts";
import type { Answer, Probe, Rules } from "./probe.ts";
import type { InputSeries } from "./problem.ts";
import { rounded, type Setting, tidy } from "./signal.ts";
import type { Stage } from "./stage.ts";
import { seriesOf } from "./world.ts";

/** A matcher that is left out somewhere, and the rules without it. */
export interface Mutant {
  readonly selector: Selector;
  readonly matcher: Matcher;
  readonly rules: Rules;
}

/** What decoys are tried on. */
export interface Search {
  readonly probes: readonly Probe[];
  readonly expected: readonly Answer[];
  readonly rules: Rules;
  readonly kept: readonly InputSeries[];
  /** What the series of the cases are called. */
  readonly names: ReadonlySet<string>;
  readonly draft: Draft | undefined;
}

/** Series that the matcher of a mutant keeps out, the likeliest to be noticed without it first. */
export function* candidatesOf(stage: Stage, mutant: Mutant, search: Search): Generator<readonly InputSeries[]> {
  const { selector, matcher } = mutant;
  const isRecorded = stage.slice.recordings.some(({ record }) => record === selector.metric);
  if (isRecorded) yield* recordedDecoys(stage, mutant, search);
  const use: Use = { text: "", matchers: selector.matchers.filter(({ label }) => label !== "le") };
  const cell = stage.cells.find(
    ({ family, labels }) =>
      selector.metric !== undefined && family.names.includes(selector.metric) && finds(use, labels),
  );
  if (!cell) return;
  for (const value of strangers(stage, cell, matcher)) {
    const stranger: Cell = { ...cell, labels: { ...cell.labels, [matcher.label]: value } };
    for (const setting of settingsOf(stage, cell, search.draft?.behaviours.get(cell)?.hot[0])) {
      const end = Math.round(stage.grid.momentMs / stage.grid.sampleMs) + 1;
      const always = { hot: [], references: [], calm: setting, leads: true };
      const grid = { ...stage.grid, startMs: 0, references: [], ages: [] };
      const series = seriesOf(stranger, always, grid, { end, calmMs: 0, isSpread: stage.isSpread });
      yield series.map((one) => ({ ...one, decoy: `${matcher.label} is another` }));
    }
  }
}

/** Values that a matcher refuses; first those with which a series is found by nothing else. */
function strangers(stage: Stage, cell: Cell, matcher: Matcher): readonly string[] {
  const refused = stage.labelling.candidates(matcher.label).filter((value) => !matches(matcher, value));
  const found = (value: string): number =>
    cell.family.uses.filter((use) => finds(use, { ...cell.labels, [matcher.label]: value })).length;
  return refused.toSorted((a, b) => found(a) - found(b)).slice(0, 3);
}

/** What a decoy does: far more than the real series, and far less. */
function settingsOf(stage: Stage, cell: Cell, real: Setting | undefined): readonly Setting[] {
  const plain = { slope: 0, shape: 0, missing: false };
  const amount = Math.abs(Number(real?.amount)) || 1;
  if (cell.family.kind === "counter") {
    return [20, 0.05].map((factor) => ({ ...plain, amount: rounded(amount * factor) }));
  }
  if (cell.family.kind === "histogram") {
    const last = stage.isSpread ? 0.9 : cell.family.bounds.length - 1;
    return [last, 0].map((shape) => ({ ...plain, shape, amount: rounded(amount * 20) }));
  }
  const steady = levelsOf(cell, amount).map((level) => ({ ...plain, amount: rounded(level) }));
  const steep = [3, -3].map((factor) => ({
    ...plain,
    amount: rounded(amount * 3),
    slope: rounded(Number(real?.slope) * factor),
  }));
  return real?.slope ? [...steady, ...steep] : steady;
}

function levelsOf({ family: { range, isFlag } }: Cell, amount: number): readonly number[] {
  const levels = isFlag ? [0, 1] : [amount * 3, amount / 3, range.to, range.from, -amount * 3];
  const possible = levels.map((level) => Math.min(range.to, Math.max(range.from, level)));
  return [...new Set(possible.filter(Number.isFinite))];
}

/** What another tenant records under the same name. */
function* recordedDecoys(
  stage: Stage,
  { selector, matcher }: Mutant,
  { probes, rules }: Search,
): Generator<readonly InputSeries[]> {
  const metric = selector.metric ?? "";
  const real = probes[0]?.recorded(rules, metric);
  if (!real) return;
  const value =
    stage.labelling.candidates(matcher.label).find((one) => !matches(matcher, one)) ?? `another-${matcher.label}`;
  const labels = new Map(real.labels.entries().filter(([name]) => name !== "__name__"));
  labels.set(matcher.label, value);
  const count = Math.round(stage.grid.momentMs / stage.grid.sampleMs) + 1;
  const size = Math.abs(real.value) || 1;
  for (const start of [20 * size, size / 20, -20 * size]) {
    const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
    yield [
      {
        metric,
        labels: sorted,
        decoy: "another tenant records it",
        runs: [{ kind: "ramp", start: tidy(rounded(start)), step: 0, count }],
      },
    ];
  }
}
