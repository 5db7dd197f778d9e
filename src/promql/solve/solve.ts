import type { Binary } from "../syntax/ast.ts";
import { alternatives } from "./alternatives.ts";
import { canonicalOf, withNamedMetrics } from "./canonical.ts";
import { type Drafts, draftsOf } from "./cases.ts";
import { type Term, termsOf } from "./condition.ts";
import { Effort, tooMuchToTry, tooMuchWork } from "./effort.ts";
import { finished, livesOut } from "./finish.ts";
import type { Unmet } from "./fulfil.ts";
import { neverMeet, neverOf } from "./never.ts";
import type { Problem, Unsolvable, Witness } from "./problem.ts";
import { reasonOf } from "./reason.ts";
import { explained, restored, titled } from "./restore.ts";
import type { Band } from "./search.ts";
import { type Stage, stageOf } from "./stage.ts";
import { plainly, type Title } from "./title.ts";

/** The solution of a problem without its names. */
export type Solution = Witness<Title> | Unsolvable<Title>;

/** Solutions of problems without their names, so that what differs in names alone is solved once. Those used last come last. */
export type Solutions = Map<string, Solution>;

/**
 * Finds series that make an alert fire just past its threshold, that leave it silent just short of it, and that let it
 * resolve; each is lived through with Prometheus's semantics before it is believed. Deterministic and pure but for
 * `known`, in which solutions are remembered, and `effort`, which counts the work.
 */
export function solve(
  problem: Problem,
  known: Solutions = new Map(),
  effort: Effort = new Effort(),
): Witness | Unsolvable {
  const { key, names, problem: nameless } = canonicalOf(problem);
  const solution = known.get(key) ?? found(nameless, effort);
  known.delete(key);
  known.set(key, solution);
  if (solution.kind !== "witness" && !names.isAmbiguous) return explained(solution, names.named);
  const witness = solution.kind === "witness" ? restored(solution, names) : undefined;
  return witness ?? asItIs(problem);
}

// Names that can't be put back in the places of stand-ins stay from the beginning.
function asItIs(problem: Problem): Witness | Unsolvable {
  const own = found(withNamedMetrics(problem), new Effort());
  const same = (text: string): string => text;
  return own.kind === "witness" ? titled(own, same) : explained(own, same);
}

function found(problem: Problem, effort: Effort): Solution {
  const stage = stageOf(problem, effort);
  const { alert } = problem.alert;
  const excess = tooMuchToTry(stage.inlined, problem.evaluationMs);
  if (excess !== undefined) return { kind: "unproven", alert, reason: plainly(excess) };
  const areApart = (expr: Binary): boolean => neverMeet(stage, expr);
  const terms = termsOf(problem.alert.expr, { recorded: stage.slice.bodies, areApart });
  if (terms.length === 0) {
    const reason = plainly("its parts contradict each other, whatever the series are");
    return { kind: "unsatisfiable", alert, reason };
  }
  const solution = effort.within(1, () => solved(stage, terms));
  return solution ?? { kind: "unproven", alert, ...tooMuchWork(stage.inlined, terms.length) };
}

function solved(stage: Stage, terms: readonly Term[]): Solution {
  const drafts = draftsOf(stage, terms);
  const { alert, expr } = stage.problem.alert;
  const never = "unmet" in drafts ? neverOf(stage, expr) : undefined;
  return never ? { kind: "unsatisfiable", alert, reason: never } : searched(stage, terms, drafts);
}

function searched(stage: Stage, terms: readonly Term[], drafts: Drafts | Unmet): Solution {
  const missed = "unmet" in drafts ? terms.length : drafts.missed.length;
  const better = missed > 0 ? stage.effort.within(0.5, () => withMoreTargets(stage, terms, missed)) : undefined;
  const fewer = "unmet" in drafts ? Number.POSITIVE_INFINITY : missed;
  const best = better ?? (missed > 0 ? stage.effort.within(0.7, () => withOthers(stage, terms, fewer)) : undefined);
  if (best) return best;
  return "unmet" in drafts ? reasonOf(stage, terms, drafts) : livedOut(stage, terms, drafts);
}

function livedOut(stage: Stage, terms: readonly Term[], drafts: Drafts): Solution {
  const { solution, isBlunt } = finished(stage, drafts);
  if (solution.kind !== "witness") return withRoom(stage, terms) ?? withTrend(stage, terms) ?? solution;
  return (isBlunt ? stage.effort.within(1, () => withLead(stage, terms)) : undefined) ?? solution;
}

// A window that is only partly filled shows another value: series that were there before keep it full.
function withLead({ problem, effort }: Stage, terms: readonly Term[]): Witness<Title> | undefined {
  const stage = stageOf(problem, effort, { leads: true });
  if (stage.grid.references.length > 0 || stage.cells.length === 0) return undefined;
  const drafts = draftsOf(stage, terms);
  if ("unmet" in drafts) return undefined;
  const { solution, isBlunt } = finished(stage, drafts);
  return solution.kind === "witness" && !isBlunt && isClean(solution) ? solution : undefined;
}

// Nothing is active before, and both major versions of Prometheus agree.
function isClean({ versionDependent, cases }: Witness<Title>): boolean {
  return versionDependent === 0 && cases[0]?.checks[0]?.instances.length === 0;
}

/** How far past their bounds comparisons are where just past them isn't enough: they don't hold for long enough. */
const ROOM: readonly Band[] = [
  { low: 0.03, high: 0.05 },
  { low: 0.2, high: 0.3 },
  { low: 0.5, high: 0.8 },
  { low: 0.9, high: 0.98 },
];

// A value that a trend carries away from its bound has to begin further from it.
function withRoom(stage: Stage, terms: readonly Term[]): Witness<Title> | undefined {
  for (const room of ROOM) {
    const drafts = draftsOf(stage, terms, { room });
    if ("unmet" in drafts || !livesOut(drafts)) continue;
    const { solution } = finished(stage, drafts);
    if (solution.kind === "witness") return solution;
  }
  return undefined;
}

// What is compared with what was a while ago may go on rising.
function withTrend({ problem, effort, grid }: Stage, terms: readonly Term[]): Witness<Title> | undefined {
  if (grid.references.length === 0) return undefined;
  const stage = stageOf(problem, effort, { isLong: true });
  const drafts = draftsOf(stage, terms);
  if ("unmet" in drafts) return undefined;
  const { solution } = finished(stage, drafts);
  return solution.kind === "witness" ? solution : undefined;
}

// What the plainest stage hasn't may be had on others: more targets, other values to begin with, another hour.
function withOthers(stage: Stage, terms: readonly Term[], missed: number): Witness<Title> | undefined {
  const drafts = draftsOf(stage, terms, { others: alternatives(stage.problem, stage.effort) });
  if ("unmet" in drafts || drafts.missed.length >= missed) return undefined;
  const { solution } = finished(stage, drafts);
  return solution.kind === "witness" ? solution : undefined;
}

// What holds of one series alone may need others beside it: a share of the whole, the difference from the rest.
function withMoreTargets(
  { problem, effort }: Stage,
  terms: readonly Term[],
  missed: number,
): Witness<Title> | undefined {
  const stage = stageOf(problem, effort, { targets: 3 });
  const drafts = draftsOf(stage, terms);
  if ("unmet" in drafts || drafts.missed.length >= missed) return undefined;
  const { solution } = finished(stage, drafts);
  return solution.kind === "witness" ? solution : undefined;
}
