import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";

/** Probability that Student's t with the given degrees of freedom exceeds t ≥ 0 (DLMF 8.17: half of I_{ν/(ν+t²)}(ν/2, ½)). */
export function studentTail(t: number, freedom: number): number {
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/**
 * The t that Student's t exceeds with the given probability, above 0 and at most ½; at least 0.
 * Newton's method on the tail inside a bracket that bisection narrows; relative error below 1e-10 for the tails in use.
 */
export function studentQuantile(probability: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (studentTail(high, freedom) > probability) [low, high] = [high, 2 * high];
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step += 1) {
    const excess = studentTail(t, freedom) - probability;
    if (excess > 0) low = t;
    else high = t;
    const newton = t + excess / density(t, freedom);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= Number.EPSILON * t) return next;
    t = next;
  }
  return t;
}

function density(t: number, freedom: number): number {
  const front = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - 0.5 * Math.log(freedom * Math.PI);
  return Math.exp(front - ((freedom + 1) / 2) * Math.log1p((t * t) / freedom));
}
