import { findQuantile } from "./find-quantile.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";

/** Probability that Student's t with the given degrees of freedom exceeds t ≥ 0 (DLMF 8.17: half of I_{ν/(ν+t²)}(ν/2, ½)). */
export function studentTail(t: number, freedom: number): number {
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/**
 * The t that Student's t exceeds with the given probability, above 0 and at most ½; at least 0.
 * Relative error below 1e-10 for the tails in use.
 */
export function studentQuantile(probability: number, freedom: number): number {
  return findQuantile(
    probability,
    (t) => studentTail(t, freedom),
    (t) => density(t, freedom),
  );
}

function density(t: number, freedom: number): number {
  const front = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - 0.5 * Math.log(freedom * Math.PI);
  return Math.exp(front - ((freedom + 1) / 2) * Math.log1p((t * t) / freedom));
}
