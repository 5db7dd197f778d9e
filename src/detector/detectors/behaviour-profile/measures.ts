import { addWeighted, type ExponentialMoments } from "../../numerics/exponential-moments.ts";
import { studentTail } from "../../numerics/student-t.ts";

const FEWEST = 10;
/** The least deviation of a logarithm: values that differ by a hundredth are alike. */
const LEAST_DEVIATION = 0.01;

/** How likely a number is that lies as far from an entity's usual ones: they are compared by their logarithms. */
export function measureTail(moments: ExponentialMoments | undefined, value: number): number {
  if (moments === undefined || moments.count < FEWEST) return 1;
  const count = Math.min(moments.count, EFFECTIVE);
  const deviation = Math.max(LEAST_DEVIATION, Math.sqrt((moments.variance * count) / (count - 1)));
  const distance = Math.abs(scaled(value) - moments.mean) / (deviation * Math.sqrt(1 + 1 / count));
  return Math.min(1, 2 * studentTail(distance, count - 1));
}

/** Moments after one more number; the first ones weigh alike. */
export function measured(moments: ExponentialMoments | undefined, value: number, weight: number): ExponentialMoments {
  const before = moments ?? { count: 0, mean: 0, variance: 0 };
  return addWeighted(before, scaled(value), Math.max(weight, 1 / (before.count + 1)));
}

/** The number that is usual. */
export function usualMeasure({ mean }: ExponentialMoments): number {
  return Math.sign(mean) * Math.expm1(Math.abs(mean));
}

/** Logs have heavier tails than a normal distribution: with more degrees of freedom they would be underestimated. */
const EFFECTIVE = 30;

/** A logarithm that takes any number. */
function scaled(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value)) + 0;
}
