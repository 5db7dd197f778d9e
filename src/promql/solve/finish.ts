import { prepare } from "../evaluate/evaluate.ts";
import type { Storage } from "../evaluate/storage.ts";
import { type Draft, type Drafts, seriesOfDraft } from "./cases.ts";
import { decoysFor } from "./decoys.ts";
import type { Check, ExpectedInstance, InputSeries, Trace, Unsolvable, Witness, WitnessCase } from "./problem.ts";
import type { Stage } from "./stage.ts";
import { type Life, live, type Snapshot } from "./timeline.ts";

/** Evaluations that an alert has for resolving. */
const MOST_AFTER = 420;

/** Lets the alert live through each draft, and keeps what both of Prometheus's major versions agree on. */
export function finished(stage: Stage, { drafts }: Drafts): Witness | Unsolvable {
  const decoys = decoysFor(stage, drafts);
  const cases: WitnessCase[] = [];
  let first: Lived | undefined;
  let versionDependent = 0;
  for (const draft of drafts) {
    const lived = draft.kind === "fires" ? livedThrough(stage, draft, decoys) : standing(stage, draft, decoys);
    if ("problem" in lived) {
      if (draft.kind !== "fires") continue;
      return { kind: "unproven", alert: stage.problem.alert.alert, reason: lived.problem };
    }
    const checks = lived.checks.flatMap((choices) => choices.find((check) => agrees(check, lived.other, stage)) ?? []);
    versionDependent += lived.checks.length - checks.length;
    if (checks.length === 0) continue;
    if (draft.kind === "fires") first ??= lived;
    cases.push({
      kind: draft.kind,
      title: draft.title,
      series: [...lived.series, ...decoysUpTo(decoys, lived.untilMs, stage)],
      checks,
    });
  }
  const { problem, grid, slice } = stage;
  if (!first)
    return { kind: "unproven", alert: problem.alert.alert, reason: "its firing depends on the version of Prometheus" };
  return {
    kind: "witness",
    alert: problem.alert.alert,
    sampleMs: grid.sampleMs,
    evaluationMs: grid.evaluationMs,
    records: [...new Set(slice.recordings.map(({ record }) => record))].sort(),
    cases,
    trace: traceOf(stage, first),
    versionDependent,
  };
}

interface Lived {
  readonly life: Life;
  /** The same with ranges as the other major version of Prometheus sees them. */
  readonly other: Life;
  readonly series: readonly InputSeries[];
  readonly untilMs: number;
  /** For each thing to show, the moments at which it can be shown, best first. */
  readonly checks: readonly (readonly Check[])[];
}

interface Troubled {
  readonly problem: string;
}

/** A constant decoy, as long as a case needs it. */
function decoysUpTo(decoys: readonly InputSeries[], untilMs: number, { grid }: Stage): readonly InputSeries[] {
  const count = Math.floor(untilMs / grid.sampleMs) + 1;
  return decoys.map((decoy) => ({
    ...decoy,
    runs: decoy.runs.map((run) => (run.kind === "ramp" ? { ...run, count } : run)),
  }));
}

/** A case that is looked at once, at its moment. */
function standing(stage: Stage, draft: Draft, decoys: readonly InputSeries[]): Lived | Troubled {
  const { grid, problem } = stage;
  const untilMs = grid.momentMs;
  const series = seriesOfDraft(stage, draft, untilMs);
  const all = [...series, ...decoysUpTo(decoys, untilMs, stage)];
  const closed = problem.closedRanges ?? false;
  const life = live(stage, all, untilMs, closed);
  if (life.failure !== undefined) return { problem: life.failure };
  const snapshots = life.log.at(-1) ?? [];
  if (draft.kind === "silent" ? snapshots.length > 0 : snapshots.length === 0)
    return { problem: "it isn't as it was solved" };
  const other = live(stage, all, untilMs, !closed);
  const why = draft.kind === "silent" ? "silent" : "the condition holds";
  const checks = [[checkAt(stage, life, untilMs, why)]];
  return { life, other, series, untilMs, checks };
}

/** A case that begins, fires and resolves. */
function livedThrough(stage: Stage, draft: Draft, decoys: readonly InputSeries[]): Lived | Troubled {
  const { grid, problem } = stage;
  const { evaluationMs: step } = grid;
  const [wait, keep] = [problem.alert.forMs ?? 0, problem.alert.keepFiringForMs ?? 0];
  const up = (time: number): number => Math.ceil(time / step) * step;
  const horizon = grid.momentMs + up(wait) + up(keep) + MOST_AFTER * step;
  const closed = problem.closedRanges ?? false;
  const script = new Script(grid.momentMs, step, grid.momentMs + up(wait) + 3 * step);
  const seriesUntil = (untilMs: number): readonly InputSeries[] => [
    ...seriesOfDraft(stage, draft, untilMs, script.calmMs),
    ...decoysUpTo(decoys, untilMs, stage),
  ];
  const hasCalm = [...draft.behaviours.values()].some((behaviour) => behaviour.calm !== undefined);
  const life = live(stage, seriesUntil(horizon), horizon, closed, (snapshots, timeMs) => {
    if (!script.direct(snapshots, timeMs)) return script.isOver ? "end" : undefined;
    return hasCalm ? seriesUntil(horizon) : "end";
  });
  if (life.failure !== undefined) return { problem: life.failure };
  if (script.firedMs === undefined)
    return { problem: "its condition holds, but not for as long as it has to before it fires" };
  const untilMs = (life.log.length - 1) * step;
  const all = seriesUntil(untilMs);
  const other = live(stage, all, untilMs, !closed);
  const checks = momentsOf(script, step).map(({ why, times }) =>
    times.filter((timeMs) => timeMs >= 0 && timeMs <= untilMs).map((timeMs) => checkAt(stage, life, timeMs, why)),
  );
  return { life, other, series: seriesOfDraft(stage, draft, untilMs, script.calmMs), untilMs, checks };
}

/** Follows an alert: when it began, when it fired, when the series are to become calm, when it was over. */
class Script {
  calmMs: number | undefined;
  onsetMs: number | undefined;
  firedMs: number | undefined;
  resolvedMs: number | undefined;
  isOver = false;
  readonly #momentMs: number;
  readonly #stepMs: number;
  readonly #latestMs: number;

  constructor(momentMs: number, stepMs: number, latestMs: number) {
    this.#momentMs = momentMs;
    this.#stepMs = stepMs;
    this.#latestMs = latestMs;
  }

  /** True when the series become calm from the next evaluation but one on. */
  direct(snapshots: readonly Snapshot[], timeMs: number): boolean {
    if (snapshots.length === 0) this.#ended(timeMs);
    else this.onsetMs ??= timeMs;
    if (this.firedMs === undefined && snapshots.some(({ state }) => state === "firing")) this.firedMs = timeMs;
    if (this.firedMs === undefined && timeMs > this.#latestMs) this.isOver = true;
    if (this.firedMs === undefined || this.calmMs !== undefined || timeMs < this.#momentMs) return false;
    this.calmMs = timeMs + 2 * this.#stepMs;
    return true;
  }

  #ended(timeMs: number): void {
    if (this.firedMs === undefined) this.onsetMs = undefined;
    else {
      this.resolvedMs ??= timeMs;
      // A little longer, for the version of Prometheus that sees it later.
      this.isOver = timeMs >= this.resolvedMs + 3 * this.#stepMs;
    }
  }
}

interface Moment {
  readonly why: string;
  readonly times: readonly number[];
}

function momentsOf({ onsetMs, firedMs, resolvedMs }: Script, step: number): readonly Moment[] {
  if (onsetMs === undefined || firedMs === undefined) return [];
  const moments: Moment[] = [];
  if (onsetMs > 0) moments.push({ why: "not yet", times: [onsetMs - step, onsetMs - 2 * step] });
  if (onsetMs !== firedMs) moments.push({ why: "the condition holds", times: [onsetMs] });
  if (firedMs - step > onsetMs) moments.push({ why: "not for long enough", times: [firedMs - step] });
  const last = (resolvedMs ?? Number.POSITIVE_INFINITY) - step;
  moments.push({
    why: "fires",
    times: [firedMs, firedMs + step, firedMs + 2 * step].filter((time) => time === firedMs || time < last),
  });
  if (resolvedMs === undefined) return moments;
  if (resolvedMs - step > firedMs)
    moments.push({ why: "still fires", times: [resolvedMs - step, resolvedMs - 2 * step] });
  moments.push({ why: "resolved", times: [0, 1, 2, 3].map((later) => resolvedMs + later * step) });
  return moments;
}

function checkAt(stage: Stage, life: Life, timeMs: number, why: string): Check {
  const snapshots = life.log[Math.round(timeMs / stage.grid.evaluationMs)] ?? [];
  const instances = snapshots.map((snapshot): ExpectedInstance => {
    return { ...snapshot, resultLabels: resultLabelsOf(stage, life, snapshot, timeMs) };
  });
  return { timeMs, why, instances };
}

// An alert that only keep_firing_for keeps has the labels that its condition gave last.
function resultLabelsOf(
  stage: Stage,
  life: Life,
  snapshot: Snapshot,
  timeMs: number,
): Readonly<Record<string, string>> {
  for (let time = timeMs; time >= 0; time -= stage.grid.evaluationMs) {
    const found = resultLabelsAt(stage, life.storage, time).find((labels) => isOf(labels, snapshot, stage));
    if (found) return found;
  }
  return {};
}

function resultLabelsAt(
  { problem, options }: Stage,
  storage: Storage,
  timeMs: number,
): readonly Readonly<Record<string, string>>[] {
  const outcome = prepare(problem.alert.expr, storage, options).at(timeMs);
  if (outcome.kind !== "vector") return [{}];
  return outcome.labels.map((labels) => Object.fromEntries(labels.entries()));
}

// Rule labels win over the result's.
function isOf(labels: Readonly<Record<string, string>>, { labels: given }: Snapshot, { problem }: Stage): boolean {
  const own = problem.alert.labels ?? {};
  return Object.entries(labels).every(([name, value]) => name === "__name__" || name in own || given[name] === value);
}

/** Whether the other major version of Prometheus sees the same at the time of a check. */
function agrees(check: Check, other: Life, { grid }: Stage): boolean {
  const snapshots = other.log[Math.round(check.timeMs / grid.evaluationMs)];
  if (other.failure !== undefined || !snapshots || snapshots.length !== check.instances.length) return false;
  const key = ({ labels, state }: Pick<Snapshot, "labels" | "state">): string =>
    `${state} ${JSON.stringify(Object.entries(labels).sort())}`;
  const seen = new Set(snapshots.map(key));
  return check.instances.every((instance) => seen.has(key(instance)));
}

/** The value of the condition's first comparison over the time of the firing case. */
function traceOf(stage: Stage, { life }: Lived): Trace {
  const { evaluationMs } = stage.grid;
  const times = life.log.map((_, index) => index * evaluationMs);
  const { expr } = stage.problem.alert;
  let compared = expr;
  while (compared.kind === "binary" && /^(?:and|or|unless)$/.test(compared.operator)) compared = compared.left;
  const isBinary = compared.kind === "binary";
  const [left, right] = compared.kind === "binary" ? [compared.left, compared.right] : [compared, undefined];
  const query = prepare(left, life.storage, stage.options);
  const bound = right?.kind === "number" ? right.value : undefined;
  const values = times.map((timeMs) => {
    const outcome = query.at(timeMs);
    const value = outcome.kind === "vector" ? outcome.values[0] : outcome.kind === "scalar" ? outcome.value : undefined;
    return value ?? Number.NaN;
  });
  return { times, values, bound, operator: isBinary && compared.kind === "binary" ? compared.operator : undefined };
}
