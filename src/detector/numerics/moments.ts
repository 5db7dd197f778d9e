/** Count, mean and sum of squared deviations from the mean of some values. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** The moments of no values. */
export const noMoments: Moments = { count: 0, mean: 0, squares: 0 };

/** Moments after one more value (Welford 1962: no difference of large sums). */
export function addValue(moments: Moments, value: number): Moments {
  const count = moments.count + 1;
  const difference = value - moments.mean;
  const mean = moments.mean + difference / count;
  return { count, mean, squares: moments.squares + difference * (value - mean) };
}

/** Moments of two sets of values together (Chan, Golub, LeVeque 1979). */
export function mergeMoments(left: Moments, right: Moments): Moments {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  const count = left.count + right.count;
  const difference = right.mean - left.mean;
  return {
    count,
    mean: left.mean + (difference * right.count) / count,
    squares: left.squares + right.squares + (difference * difference * left.count * right.count) / count,
  };
}

/** Sample variance (n − 1 below the line); 0 with fewer than two values. */
export function sampleVariance(moments: Moments): number {
  return moments.count < 2 ? 0 : moments.squares / (moments.count - 1);
}
