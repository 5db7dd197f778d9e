/** Exponentially weighted mean and variance after `count` values. */
export interface ExponentialMoments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** The weight of a new value when the weight of an old one halves every `halfLife` values. */
export function weightOfHalfLife(halfLife: number): number {
  return 1 - 2 ** (-1 / halfLife);
}

/**
 * Moments after one more value of the given weight (Finch 2009, "Incremental calculation of weighted mean and variance", §9).
 * With the weight 1/count they are the plain mean and population variance.
 */
export function addWeighted(moments: ExponentialMoments, value: number, weight: number): ExponentialMoments {
  const count = moments.count + 1;
  if (moments.count === 0) return { count, mean: value, variance: 0 };
  const difference = value - moments.mean;
  return {
    count,
    mean: (1 - weight) * moments.mean + weight * value,
    variance: (1 - weight) * (moments.variance + weight * difference * difference),
  };
}
