import { addValue, noMoments, sampleVariance } from "./moments.ts";
import { studentQuantile } from "./student-t.ts";

/** One-sided tests ask for an outlier on a given side, two-sided ones on either. */
export type Sides = 1 | 2;

/**
 * Student's t that the deleted residual of an outlier exceeds: the upper α/(sides·n) point with n − 2 degrees of freedom
 * (Grubbs 1969; NIST/SEMATECH e-Handbook §1.3.5.17.1). Needs n ≥ 3.
 */
export function grubbsCriticalT(count: number, alpha: number, sides: Sides): number {
  return studentQuantile(Math.min(0.5, alpha / (sides * count)), count - 2);
}

/**
 * Grubbs' G of a value whose deleted residual is t in a sample of n: (n − 1)/√n · √(t² / (n − 2 + t²)).
 * It grows with t, never beyond (n − 1)/√n; with the critical t it is the critical G.
 */
export function grubbsStatistic(t: number, count: number): number {
  const ratio = t === 0 ? 0 : 1 / Math.sqrt(1 + (count - 2) / t / t);
  return ((count - 1) / Math.sqrt(count)) * ratio;
}

/** The critical G: a sample of n clean, normal values exceeds it with the probability α. Needs n ≥ 3. */
export function grubbsCritical(count: number, alpha: number, sides: Sides): number {
  return grubbsStatistic(grubbsCriticalT(count, alpha, sides), count);
}

/** A value's place in its list, and how far it is from the mean, in sample deviations. */
export interface Extreme {
  readonly index: number;
  readonly g: number;
}

/** The value furthest from the mean, the first of equals; nothing where all are equal. */
export function extreme(values: readonly number[], leftOut: readonly number[] = []): Extreme | undefined {
  let moments = noMoments;
  for (const [index, value] of values.entries()) if (!leftOut.includes(index)) moments = addValue(moments, value);
  const deviation = Math.sqrt(sampleVariance(moments));
  let found: Extreme | undefined;
  for (const [index, value] of values.entries()) {
    const g = Math.abs(value - moments.mean) / deviation;
    if (!leftOut.includes(index) && g > (found?.g ?? 0)) found = { index, g };
  }
  return found;
}

/** The outliers that Grubbs' test finds one by one, each left out before the next test; it stops at the first that is none. */
export function grubbsOutliers(values: readonly number[], alpha: number, fewest = 6): number[] {
  const found: number[] = [];
  while (values.length - found.length > fewest) {
    const next = extreme(values, found);
    if (next === undefined || next.g <= grubbsCritical(values.length - found.length, alpha, 2)) break;
    found.push(next.index);
  }
  return found;
}

/**
 * The outliers by the generalised test of extreme deviates, at most `most` of them (Rosner 1983): outliers that hide each other from
 * Grubbs' test are found, for the last deviate beyond its critical value counts, with all before it.
 */
export function extremeDeviates(values: readonly number[], most: number, alpha: number): number[] {
  const order: number[] = [];
  let outliers = 0;
  while (order.length < Math.min(most, values.length - 3)) {
    const next = extreme(values, order);
    if (next === undefined) break;
    const isBeyond = next.g > grubbsCritical(values.length - order.length, alpha, 2);
    order.push(next.index);
    if (isBeyond) outliers = order.length;
  }
  return order.slice(0, outliers);
}
