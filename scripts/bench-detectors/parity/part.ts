import * as z from "zod";

/** Figures of scipy, scikit-learn, statsmodels and river: `reference/golden.json`, by section. */
export type Golden = Readonly<Record<string, unknown>>;

/** One quantity held against its reference. */
export interface ParityRow {
  readonly quantity: string;
  readonly cases: number;
  readonly difference: number;
  readonly allowed: number;
}

/** A part of the comparison: some sections of the reference figures in, rows out. */
export type ParityPart = (golden: Golden) => readonly ParityRow[];

/** What was found and what the reference says. */
export type Pair = readonly [found: number, expected: number];

/** The greatest difference of all pairs, relative to the expected value where that is above 1. */
export function compared(quantity: string, allowed: number, pairs: Iterable<Pair>): ParityRow {
  let cases = 0;
  let difference = 0;
  for (const [found, expected] of pairs) {
    cases += 1;
    const here = found === expected ? 0 : Math.abs(found - expected) / Math.max(1, Math.abs(expected));
    difference = here <= difference ? difference : here;
  }
  return { quantity, cases, difference, allowed };
}

/** How many of the lists differ anywhere: none may. */
export function equalLists(
  quantity: string,
  lists: Iterable<readonly [readonly unknown[], readonly unknown[]]>,
): ParityRow {
  let cases = 0;
  let difference = 0;
  for (const [found, expected] of lists) {
    cases += 1;
    if (JSON.stringify(found) !== JSON.stringify(expected)) difference += 1;
  }
  return { quantity, cases, difference, allowed: 0 };
}

/** Pairs of two lists of the same length. */
export function paired(found: ArrayLike<number>, expected: ArrayLike<number>): Pair[] {
  const length = Math.max(found.length, expected.length);
  return Array.from({ length }, (_, index) => [Number(found[index]), Number(expected[index])] as const);
}

/** A list of numbers. */
export const numbers = z.array(z.number());
