import { Random } from "../fuzz/random.ts";
import { type Edit, edited, told } from "./edit.ts";
import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import type { Stack } from "./stack.ts";

/** The stack with one fault. */
export interface Mutant {
  readonly fault: Fault;
  readonly edits: readonly Edit[];
  readonly stack: Stack;
  /** The edit in words. */
  readonly what: string;
}

/** Mutants of a stack, as many of each class as it says; the same for the same seed. */
export function mutantsOf(stack: Stack, seed: number, share = 1): readonly Mutant[] {
  return FAULTS.flatMap((fault, index) => {
    const chosen = choose(fault.ways(stack), Math.ceil(fault.n * share), new Random(seed, index));
    return chosen.map((edits) => ({
      fault,
      edits,
      stack: edited(stack, edits),
      what: edits.map((edit) => told(stack, edit)).join("; "),
    }));
  });
}

/** Takes from each way in turn, each of its edits at most once. */
export function choose<T>(ways: readonly (readonly T[])[], n: number, random: Random): readonly T[] {
  const piles = ways.map((way) => shuffled(way, random)).filter((pile) => pile.length > 0);
  const chosen: T[] = [];
  const taken = new Set<string>();
  for (let turn = 0; chosen.length < n && piles.some((pile) => pile.length > 0); turn++) {
    const next = piles[turn % piles.length]?.pop();
    const key = JSON.stringify(next);
    if (next === undefined || taken.has(key)) continue;
    taken.add(key);
    chosen.push(next);
  }
  return chosen;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(random.below(left.length), 1));
  return order;
}
