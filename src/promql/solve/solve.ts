import { canonicalOf } from "./canonical.ts";
import { type Drafts, draftsOf } from "./cases.ts";
import { type Term, termsOf } from "./condition.ts";
import { tooMuchToTry } from "./effort.ts";
import { finished } from "./finish.ts";
import type { Problem, Unsolvable, Witness } from "./problem.ts";
import { reasonOf } from "./reason.ts";
import { restored, titled } from "./restore.ts";
import type { Band } from "./search.ts";
import { type Stage, stageOf } from "./stage.ts";
import type { Title } from "./title.ts";

/** The solution of a problem without its names. */
export type Solution = Witness<Title> | Unsolvable;

/** Solutions of problems without their names, so that what differs in names alone is solved once. Those used last come last. */
export type Solutions = Map<string, Solution>;

/**
 * Finds series that make an alert fire just past its threshold, that leave it silent just short of it, and that let it
 * resolve; each is lived through with Prometheus's semantics before it is believed. Deterministic and pure but for
 * `known`, in which solutions are remembered.
 */
export function solve(problem: Problem, known: Solutions = new Map()): Witness | Unsolvable {
  const canonical = canonicalOf(problem);
  const solution = known.get(canonical.key) ?? found(canonical.problem);
  known.delete(canonical.key);
  known.set(canonical.key, solution);
  const witness = solution.kind === "witness" ? restored(solution, canonical.names) : undefined;
  if (witness) return witness;
  // What can't be solved is explained in the author's names.
  const own = found(problem);
  return own.kind === "witness" ? titled(own, (text) => text) : own;
}

function found(problem: Problem): Witness<Title> | Unsolvable {
  const stage = stageOf(problem);
  const excess = tooMuchToTry(stage.inlined, problem.evaluationMs);
  if (excess !== undefined) return { kind: "unproven", alert: problem.alert.alert, reason: excess };
  const terms = termsOf(problem.alert.expr, stage.slice.bodies);
  if (terms.length === 0) {
    const reason = "its parts contradict each other, whatever the series are";
    return { kind: "unsatisfiable", alert: problem.alert.alert, reason };
  }
  const drafts = draftsOf(stage, terms);
  const missed = "unmet" in drafts ? terms.length : drafts.missed.length;
  const better = missed > 0 ? withMoreTargets(problem, terms, missed) : undefined;
  if (better) return better;
  return "unmet" in drafts ? reasonOf(stage, terms, drafts) : livedOut(stage, terms, drafts);
}

function livedOut(stage: Stage, terms: readonly Term[], drafts: Drafts): Witness<Title> | Unsolvable {
  const { solution, isBlunt } = finished(stage, drafts);
  if (solution.kind !== "witness") return withRoom(stage, terms) ?? solution;
  return (isBlunt ? withLead(stage.problem, terms) : undefined) ?? solution;
}

// A window that is only partly filled shows another value: series that were there before keep it full.
function withLead(problem: Problem, terms: readonly Term[]): Witness<Title> | undefined {
  const stage = stageOf(problem, { leads: true });
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
];

// A value that a trend carries away from its bound has to begin further from it.
function withRoom(stage: Stage, terms: readonly Term[]): Witness<Title> | undefined {
  for (const room of ROOM) {
    const drafts = draftsOf(stage, terms, room);
    if ("unmet" in drafts) continue;
    const { solution } = finished(stage, drafts);
    if (solution.kind === "witness") return solution;
  }
  return undefined;
}

// What holds of one series alone may need others beside it: a share of the whole, the difference from the rest.
function withMoreTargets(problem: Problem, terms: readonly Term[], missed: number): Witness<Title> | undefined {
  const stage = stageOf(problem, { targets: 3 });
  const drafts = draftsOf(stage, terms);
  if ("unmet" in drafts || drafts.missed.length >= missed) return undefined;
  const { solution } = finished(stage, drafts);
  return solution.kind === "witness" ? solution : undefined;
}
