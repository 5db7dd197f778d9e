import { findQuantile } from "./find-quantile.ts";
import { incompleteGammaAbove } from "./incomplete-gamma.ts";
import { logGamma } from "./log-gamma.ts";

/** Probability that chi-squared with the given degrees of freedom exceeds x ≥ 0: Q(ν/2, x/2). */
export function chiSquaredTail(x: number, freedom: number): number {
  return incompleteGammaAbove(freedom / 2, x / 2);
}

/** The x that chi-squared exceeds with the given probability, above 0 and below 1; relative error below 1e-10. */
export function chiSquaredQuantile(probability: number, freedom: number): number {
  const half = freedom / 2;
  const front = -half * Math.LN2 - logGamma(half);
  return findQuantile(
    probability,
    (x) => chiSquaredTail(x, freedom),
    (x) => Math.exp(front + (half - 1) * Math.log(x) - x / 2),
  );
}
