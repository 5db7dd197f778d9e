import { type Draft, type Drafts, seriesOfDraft } from "./cases.ts";
import { agrees, checkAt } from "./checks.ts";
import { decoysFor } from "./decoys.ts";
import type { Grid } from "./grid.ts";
import { evaluationTimes } from "./probe.ts";
import type { Aspect, Check, InputSeries, Unsolvable, Witness, WitnessCase } from "./problem.ts";
import { momentsOf, Script } from "./script.ts";
import type { Stage } from "./stage.ts";
import { type Life, live } from "./timeline.ts";
import { plainly, type Title } from "./title.ts";
import { traceOf } from "./trace.ts";
import { valuesOf } from "./values.ts";

/** Evaluations that an alert has for resolving. */
const MOST_AFTER = 420;

/** What came of the drafts. */
export interface Finished {
  readonly solution: Witness<Title> | Unsolvable<Title>;
  /** Whether an alert's value was another when it began to hold than at the moment that values were solved for. */
  readonly isBlunt: boolean;
}

/** Lets the alert live through each draft, and keeps what both of Prometheus's major versions agree on. */
export function finished(stage: Stage, { drafts, missed }: Drafts): Finished {
  const values = valuesOf(drafts);
  const decoys = decoysFor(stage, drafts);
  const all = [
    ...drafts.map((draft) => ({
      draft,
      lived: draft.kind === "fires" ? livedThrough(draft, decoys) : standing(draft, decoys),
    })),
    ...values.drafts.map((draft) => ({
      draft,
      lived: stage.effort.within(0.5, () => standing(draft, [])) ?? { problem: "trying it out takes too long" },
    })),
  ];
  const trouble = all.find(({ draft, lived }) => draft.kind === "fires" && "problem" in lived)?.lived;
  if (trouble && "problem" in trouble) return { solution: unproven(stage, trouble.problem), isBlunt: false };
  // Cases beside those that fire are left out where they come out otherwise than they were solved.
  const told = all.flatMap(({ draft, lived }) =>
    "problem" in lived ? [] : [toldOf(draft, lived, values.drafts.includes(draft) ? [] : decoys)],
  );
  const isBlunt = told.some(({ lived }) => lived.isBlunt);
  const cases = told.map((one) => one.witnessed).filter(({ checks }) => checks.length > 0);
  const first = told.find(({ witnessed }) => witnessed.kind === "fires" && witnessed.checks.length > 0);
  if (!first) return { solution: unproven(stage, "its firing depends on the version of Prometheus"), isBlunt };
  const { problem, slice } = stage;
  const { grid } = first.stage;
  const solution: Witness<Title> = {
    kind: "witness",
    alert: problem.alert.alert,
    sampleMs: grid.sampleMs,
    evaluationMs: grid.evaluationMs,
    records: [...new Set(slice.recordings.map(({ record }) => record))].sort(),
    cases,
    aspects: [...all.flatMap(aspectsOf), ...missed, ...values.missed],
    trace: traceOf(first.stage, first.lived.life),
    versionDependent: told.reduce(
      (sum, { lived, witnessed }) => sum + lived.checks.length - witnessed.checks.length,
      0,
    ),
  };
  return { solution, isBlunt };
}

function aspectsOf({ draft: { aspect }, lived }: { draft: Draft; lived: Lived | Troubled }): readonly Aspect<Title>[] {
  if (aspect === undefined) return [];
  return "problem" in lived ? [{ ...aspect, missing: plainly(lived.problem) }] : [aspect];
}

/** Whether alerts fire in all drafts that shall fire, with nothing put beside them. */
export function livesOut({ drafts }: Drafts): boolean {
  return drafts.every((draft) => draft.kind !== "fires" || !("problem" in livedThrough(draft, [])));
}

function toldOf({ stage, kind, title }: Draft, lived: Lived, decoys: readonly InputSeries[]) {
  const checks = lived.checks.flatMap((choices) => choices.find((check) => agrees(check, lived.other, stage)) ?? []);
  const series = [...lived.series, ...decoysUpTo(decoys, lived.untilMs, stage)];
  const witnessed: WitnessCase<Title> = { kind, title, series, checks };
  return { stage, lived, witnessed };
}

function unproven({ problem }: Stage, reason: string): Unsolvable<Title> {
  return { kind: "unproven", alert: problem.alert.alert, reason: plainly(reason) };
}

interface Lived {
  readonly life: Life;
  /** The same with ranges as the other major version of Prometheus sees them. */
  readonly other: Life;
  readonly series: readonly InputSeries[];
  readonly untilMs: number;
  /** For each thing to show, the moments at which it can be shown, best first. */
  readonly checks: readonly (readonly Check[])[];
  readonly isBlunt: boolean;
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
function standing(draft: Draft, decoys: readonly InputSeries[]): Lived | Troubled {
  const { stage } = draft;
  const { grid, problem } = stage;
  const untilMs = grid.momentMs;
  const series = seriesOfDraft(draft, untilMs);
  const all = [...series, ...decoysUpTo(decoys, untilMs, stage)];
  const closed = problem.closedRanges ?? false;
  // What is silent, and isn't kept firing, doesn't depend on what was before.
  const isMomentary = draft.kind === "silent" && (problem.alert.keepFiringForMs ?? 0) === 0;
  const lived = (isClosed: boolean): Life =>
    isMomentary
      ? live(stage, all, untilMs, isClosed, undefined, evaluationTimes(stage))
      : live(stage, all, untilMs, isClosed);
  const life = lived(closed);
  if (life.failure !== undefined) return { problem: life.failure };
  const snapshots = life.log.at(-1) ?? [];
  if (draft.kind === "silent" ? snapshots.length > 0 : snapshots.length === 0)
    return { problem: "it isn't as it was solved" };
  const other = lived(!closed);
  const why = draft.kind === "silent" ? "silent" : "the condition holds";
  const checks = [[checkAt(stage, life, untilMs, why)]];
  return { life, other, series, untilMs, checks, isBlunt: false };
}

/** A case that begins, fires and resolves. */
function livedThrough(draft: Draft, decoys: readonly InputSeries[]): Lived | Troubled {
  const { stage } = draft;
  const { grid, problem } = stage;
  const { evaluationMs: step } = grid;
  const [wait, keep] = [problem.alert.forMs ?? 0, problem.alert.keepFiringForMs ?? 0];
  const up = (time: number): number => Math.ceil(time / step) * step;
  const horizon = grid.momentMs + up(wait) + up(keep) + MOST_AFTER * step;
  const closed = problem.closedRanges ?? false;
  const script = new Script(grid, stage.leads ? grid.startMs : 0, grid.momentMs + up(wait) + 3 * step);
  const hasCalm = [...draft.behaviours.values()].some((behaviour) => behaviour.calm !== undefined);
  const seriesUntil = (untilMs: number): readonly InputSeries[] => [
    ...seriesOfDraft(draft, untilMs, script.calmMs ?? (hasCalm ? Number.POSITIVE_INFINITY : undefined)),
    ...decoysUpTo(decoys, untilMs, stage),
  ];
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
  const series = seriesOfDraft(draft, untilMs, script.calmMs);
  return { life, other, series, untilMs, checks, isBlunt: isBlunt(script.onsetMs, life, grid) };
}

/** Values further from each other than this are others: bounds two percent apart would tell them from each other. */
const SHARP = 0.012;

function isBlunt(onsetMs: number | undefined, { log }: Life, { startMs, momentMs, evaluationMs }: Grid): boolean {
  if (onsetMs === undefined) return false;
  const [first] = log[Math.round(onsetMs / evaluationMs)] ?? [];
  const [later] = log[Math.round(momentMs / evaluationMs)] ?? [];
  if (!first || !later) return false;
  return onsetMs < startMs || Math.abs(first.value - later.value) > SHARP * Math.abs(later.value);
}
