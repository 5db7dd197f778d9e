/** The least share that a bin counts with: an empty one would make the index infinite. */
const LEAST_SHARE = 1e-4;

/** Population stability index of two histograms over the same bins: Σ (q − p)·ln(q/p) of their shares, none below 1e-4. At least 0. */
export function populationStability(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const [p, q] = [shares(reference), shares(current)];
  let sum = 0;
  for (const [bin, share] of p.entries()) {
    const before = Math.max(LEAST_SHARE, share);
    const after = Math.max(LEAST_SHARE, Number(q[bin]));
    sum += (after - before) * Math.log(after / before);
  }
  return sum;
}

/** Counts, or any weights, as shares of their sum. */
export function shares(counts: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(counts);
  const total = values.reduce((sum, one) => sum + one, 0);
  return total === 0 ? values : values.map((one) => one / total);
}
