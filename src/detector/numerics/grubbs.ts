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
