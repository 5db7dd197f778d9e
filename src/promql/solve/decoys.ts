import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import { map, selectors } from "../syntax/walk.ts";
import { type Draft, seriesOfDraft } from "./cases.ts";
import { type Cell, finds, type Use } from "./cells.ts";
import { type Answer, Probe, type Rules } from "./probe.ts";
import type { InputSeries } from "./problem.ts";
import { rounded, type Setting, tidy } from "./signal.ts";
import type { Stage } from "./stage.ts";
import { seriesOf } from "./world.ts";

/** A matcher that is left out somewhere, and the rules without it. */
interface Mutant {
  readonly selector: Selector;
  readonly matcher: Matcher;
  readonly rules: Rules;
}

/** So many matchers are looked at one by one. */
const MOST_MUTANTS = 30;

/**
 * Series that differ from those that a condition reads in one label only, so that each matcher is needed: were it left
 * out, some case would come out differently. They change nothing while the matchers are there.
 */
export function decoysFor(stage: Stage, drafts: readonly Draft[]): readonly InputSeries[] {
  const rules: Rules = { alert: stage.problem.alert, recordings: stage.slice.recordings };
  const probes = drafts.map((draft) => new Probe(stage, seriesOfDraft(stage, draft, stage.grid.momentMs)));
  const expected = probes.map((probe) => probe.ask(rules));
  let kept: readonly InputSeries[] = [];
  for (const mutant of mutantsOf(stage, rules)) {
    if (noticed(probes, expected, mutant.rules, kept) === "clearly") continue;
    const found = bestDecoy(stage, mutant, { probes, expected, rules, kept, draft: drafts[0] });
    if (found) kept = [...kept, ...found];
  }
  return kept;
}

interface Search {
  readonly probes: readonly Probe[];
  readonly expected: readonly Answer[];
  readonly rules: Rules;
  readonly kept: readonly InputSeries[];
  readonly draft: Draft | undefined;
}

function bestDecoy(stage: Stage, mutant: Mutant, search: Search): readonly InputSeries[] | undefined {
  const { probes, expected, rules, kept } = search;
  let second: readonly InputSeries[] | undefined;
  const taken = new Set(kept.map(nameOf));
  for (const decoy of candidatesOf(stage, mutant, search)) {
    if (decoy.some((series) => taken.has(nameOf(series)))) continue;
    const all = [...kept, ...decoy];
    const how = noticed(probes, expected, mutant.rules, all);
    if (how === undefined || (isRead(stage, decoy) && noticed(probes, expected, rules, all) !== undefined)) continue;
    if (how === "clearly") return decoy;
    if (how === "by value") second ??= decoy;
  }
  return second;
}

// What no selector finds changes nothing.
function isRead({ slice }: Stage, decoy: readonly InputSeries[]): boolean {
  const read = [...slice.reaches.map(({ selector }) => selector), ...slice.recorded];
  return decoy.some(({ metric, labels }) => {
    const values = Object.fromEntries(labels);
    return read.some(
      (selector) => selector.metric === metric && finds({ text: "", matchers: selector.matchers }, values),
    );
  });
}

function nameOf({ metric, labels }: InputSeries): string {
  return JSON.stringify([metric, labels]);
}

/** Whether rules give other results than expected: other series, or the same with another value. */
function noticed(
  probes: readonly Probe[],
  expected: readonly Answer[],
  rules: Rules,
  beside: readonly InputSeries[],
): "clearly" | "by value" | undefined {
  let how: "by value" | undefined;
  for (const [index, probe] of probes.entries()) {
    const [answer, wanted] = [probe.ask(rules, beside), expected[index]];
    if (!wanted || answer.failure !== wanted.failure || answer.values.size !== wanted.values.size) return "clearly";
    for (const [labels, value] of wanted.values) {
      const other = answer.values.get(labels);
      if (other === undefined) return "clearly";
      if (Math.abs(other - value) > 1e-3 * Math.abs(value)) how = "by value";
    }
  }
  return how;
}

function mutantsOf(stage: Stage, rules: Rules): readonly Mutant[] {
  const mutants = new Map<string, Mutant>();
  const add = (key: string, expr: Expr, rebuilt: (expr: Expr) => Rules): void => {
    for (const [position, selector] of selectors(expr).entries()) {
      for (const matcher of selector.matchers) {
        if (matcher.label === "le" || matcher.label === "__name__") continue;
        const place = key === "alert" ? position : "";
        const id = `${place} ${selector.metric} ${usedAs(selector)} ${textOf(matcher)}`;
        if (mutants.has(id)) continue;
        mutants.set(id, { selector, matcher, rules: rebuilt(without(expr, selector, matcher)) });
      }
    }
  };
  add("alert", stage.problem.alert.expr, (expr) => ({ ...rules, alert: { expr } }));
  // Recordings select the same series again and again, over other windows; one of them speaks for all.
  for (const rule of rules.recordings) {
    add("", rule.expr, (expr) => ({
      ...rules,
      recordings: rules.recordings.map((one) => (one === rule ? { ...one, expr } : one)),
    }));
  }
  return [...mutants.values()].slice(0, MOST_MUTANTS);
}

function usedAs({ matchers }: Selector): string {
  return matchers
    .filter(({ label }) => label !== "le")
    .map(textOf)
    .sort()
    .join();
}

function textOf({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

function without(expr: Expr, selector: Selector, matcher: Matcher): Expr {
  return map(expr, (node) =>
    node === selector && node.kind === "selector"
      ? { ...node, matchers: node.matchers.filter((one) => one !== matcher) }
      : node,
  );
}

function* candidatesOf(stage: Stage, mutant: Mutant, search: Search): Generator<readonly InputSeries[]> {
  const { selector, matcher } = mutant;
  const isRecorded = stage.slice.recordings.some(({ record }) => record === selector.metric);
  if (isRecorded) yield* recordedDecoys(stage, mutant, search);
  const use: Use = { text: "", matchers: selector.matchers.filter(({ label }) => label !== "le") };
  const cell = stage.cells.find(
    ({ family, labels }) => family.names.includes(selector.metric ?? "") && finds(use, labels),
  );
  if (!cell) return;
  for (const value of strangers(stage, cell, matcher)) {
    const stranger: Cell = { ...cell, labels: { ...cell.labels, [matcher.label]: value } };
    for (const setting of settingsOf(stage, cell, search.draft)) {
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
function settingsOf(stage: Stage, cell: Cell, draft: Draft | undefined): readonly Setting[] {
  const { kind, range, bounds, isFlag } = cell.family;
  const real = draft?.behaviours.get(cell)?.hot[0]?.amount ?? 0;
  const plain = { slope: 0, shape: 0, missing: false };
  const amount = Math.abs(real) || 1;
  const slope = draft?.behaviours.get(cell)?.hot[0]?.slope ?? 0;
  if (kind === "counter") return [20, 0.05].map((factor) => ({ ...plain, amount: rounded(amount * factor) }));
  if (kind === "histogram") {
    const last = stage.isSpread ? 0.9 : bounds.length - 1;
    return [last, 0].map((shape) => ({ ...plain, shape, amount: rounded(amount * 20) }));
  }
  const levels = isFlag ? [0, 1] : [amount * 3, amount / 3, range.to, range.from, -amount * 3];
  const possible = levels.map((level) => Math.min(range.to, Math.max(range.from, level))).filter(Number.isFinite);
  const steady = [...new Set(possible)].map((level) => ({ ...plain, amount: rounded(level) }));
  const steep =
    slope === 0
      ? []
      : [3, -3].map((factor) => ({ ...plain, amount: rounded(amount * 3), slope: rounded(slope * factor) }));
  return [...steady, ...steep];
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
