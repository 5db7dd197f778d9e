import { evaluate } from "../evaluate/evaluate.ts";
import { Storage } from "../evaluate/storage.ts";
import type { Expr } from "../syntax/ast.ts";
import { selectors, walk } from "../syntax/walk.ts";
import { constantOf } from "../types/constant.ts";
import { infer } from "../types/infer.ts";
import type { Cell } from "./cells.ts";
import type { Comparison, Literal } from "./condition.ts";
import type { Effort } from "./effort.ts";
import type { Wish } from "./fulfil.ts";
import { gridOf } from "./grid.ts";
import type { Problem } from "./problem.ts";
import { JUST_PAST } from "./search.ts";
import { calls, type Stage, stageOf } from "./stage.ts";
import type { StageOptions } from "./stage-options.ts";

const HOUR = 3_600_000;

/** So many targets at most are made up to be counted. */
const MOST_COUNTED = 1100;

/** Stages for what can't be had on the plainest one, what is likeliest first; each is set once. */
export function alternatives(problem: Problem, effort: Effort): (wish: Wish) => Iterable<Stage> {
  const set = new Map<string, Stage>();
  return function* (wish) {
    for (const options of optionsFor(wish, problem, effort)) {
      const key = JSON.stringify(options);
      const stage = set.get(key) ?? stageOf(problem, effort, options);
      set.set(key, stage);
      yield stage;
    }
  };
}

function* optionsFor(wish: Wish, problem: Problem, effort: Effort): Generator<StageOptions> {
  const timed = wish.literals.filter(isAboutTime);
  if (timed.length > 0) {
    const laterMs = hourFor(timed, problem, stageOf(problem, effort));
    if (laterMs !== undefined) yield { laterMs };
    return;
  }
  for (const only of choices(stageOf(problem, effort).cells)) yield { only };
  yield { targets: 4, isSpread: true };
  yield { isFine: true };
  for (const begin of ["low", "high"] as const) {
    yield { begin };
    yield { begin, isFine: true };
  }
  yield { isYoung: true };
  const functions = new Set(
    wish.literals.flatMap(({ atom }) => (atom.kind === "comparison" ? [...calls(atom.expr)] : [])),
  );
  if (functions.has("timestamp")) yield { isSparse: true };
  if (functions.has("changes") || functions.has("resets")) yield* flipsFor(wish);
  yield* countsFor(wish, problem);
}

// What is told apart by a label on one side may have to be the same on both.
function choices(cells: readonly Cell[]): readonly (readonly [label: string, value: string])[] {
  const labels = new Set(cells.flatMap((cell) => Object.keys(cell.labels)));
  return [...labels].flatMap((label) => {
    const values = new Set(cells.flatMap((cell) => cell.labels[label] ?? []));
    return values.size > 1 ? [...values].map((value) => [label, value] as const) : [];
  });
}

function* flipsFor({ literals }: Wish): Generator<StageOptions> {
  const flips = new Set<number>();
  for (const { atom } of literals) {
    if (atom.kind !== "comparison") continue;
    walk(atom.expr, (node) => {
      if (node.kind === "number") for (const more of [0, 1, 2]) flips.add(Math.floor(node.value) + more);
    });
  }
  for (const count of [...flips].filter((flip) => flip > 0 && flip <= 60).sort((a, b) => a - b)) yield { flips: count };
}

function isAboutTime({ atom }: Literal): boolean {
  return atom.kind === "comparison" && selectors(atom.expr).length === 0;
}

/** How much later some comparisons of the time alone are as they are wished, within a week. */
function hourFor(literals: readonly Literal[], problem: Problem, { slice, options }: Stage): number | undefined {
  const nothing = new Storage();
  const isSo = ({ atom, holds }: Literal, timeMs: number): boolean => {
    if (atom.kind === "presence") return true;
    const outcome = evaluate(atom.expr, nothing, timeMs, options);
    return outcome.kind === "vector" && outcome.labels.length > 0 === holds;
  };
  for (let hour = 0; hour < 7 * 24; hour++) {
    const laterMs = hour * HOUR;
    const { momentMs } = gridOf(slice, problem, { laterMs });
    if (literals.every((literal) => isSo(literal, momentMs))) return laterMs;
  }
  return undefined;
}

const COUNTING = /^(?:count|count_values|sum|avg|group|topk|bottomk)$/;

/** As many targets as the numbers of a wish can tell apart, told apart by what is grouped by. */
function* countsFor({ literals }: Wish, problem: Problem): Generator<StageOptions> {
  const counts = new Set<number>();
  const labels = new Set<string>();
  for (const { atom, holds } of literals) {
    if (atom.kind !== "comparison" || !isCounting(atom.expr)) continue;
    for (const count of [...addendsFor(atom, problem), ...countsAround(atom, holds)]) counts.add(count);
    walk(atom.expr, (node) => {
      if (node.kind === "aggregation" && node.grouping?.kind === "by")
        for (const label of node.grouping.labels) labels.add(label);
    });
  }
  for (const targets of [...counts].filter((count) => count > 0 && count <= MOST_COUNTED)) {
    yield { targets, isExact: true };
    for (const label of labels) yield { targets, isExact: true, apartBy: label };
  }
}

function isCounting(expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === "aggregation" && COUNTING.test(node.operator)) found = true;
  });
  return found;
}

/** Counts next to the numbers of a comparison, small ones first, and of each number those first that are on the wished side of it. */
function countsAround({ expr, operator }: Comparison, holds: boolean): readonly number[] {
  const numbers: number[] = [];
  walk(expr, (node) => {
    if (node.kind === "number") numbers.push(Math.floor(node.value));
  });
  const rises = operator.startsWith(">") === holds;
  const around = rises ? [1, 0, 2, -1] : [-1, 0, 1, 2];
  return numbers.sort((a, b) => a - b).flatMap((number) => around.map((more) => number + more));
}

/** How many values it takes to reach a sum, where each of them has its highest. */
function addendsFor({ expr: { left, right } }: Comparison, { catalogue }: Problem): readonly number[] {
  if (left.kind !== "aggregation" || left.operator !== "sum") return [];
  const [most, bound] = [infer(left.expr, catalogue).range.to, constantOf(right)];
  return bound === undefined ? [] : [Math.ceil((bound * (1 + JUST_PAST.high)) / most)];
}
