import { oneSampleTail } from "../kolmogorov.ts";
import { greatestCommonDivisor, twoSampleTail } from "../smirnov.ts";

/** A test of whether two samples come from one distribution. */
export interface TwoSampleTest {
  /** The distance in the test's own statistic. */
  readonly statistic: number;
  /** Probability of such a distance or more where nothing differs. */
  readonly probability: number;
}

/** How the probability of a distance is found. */
export type KolmogorovMethod = "exact" | "asymptotic" | "automatic";

/** Up to this many pairs of values the exact probability is cheap. */
const CHEAP_PAIRS = 1e6;

/**
 * The two-sample test by Kolmogorov and Smirnov, two-sided, of samples in any order: the greatest distance between their distribution
 * functions. Exact probabilities hold for values without ties; with ties they are too large, never too small. Asymptotic ones are those
 * of one sample of n·m/(n + m) values. O(n log n), exact O(n·m) where n ≠ m.
 */
export function kolmogorovSmirnov(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  method: KolmogorovMethod = "automatic",
): TwoSampleTest {
  const [n, m] = [left.length, right.length];
  const divisor = greatestCommonDivisor(n, m);
  const steps = distanceInSteps(Float64Array.from(left).sort(), Float64Array.from(right).sort(), divisor);
  const statistic = (steps * divisor) / n / m;
  const isCheap = n === m || n * m <= CHEAP_PAIRS;
  const isExact = method === "exact" || (method === "automatic" && isCheap);
  const probability = isExact
    ? twoSampleTail(steps, n, m)
    : oneSampleTail(statistic, Math.max(1, roundedToEven((n * m) / (n + m))));
  return { statistic, probability };
}

/** The greatest distance of two sorted samples' distribution functions, a whole number of steps of 1 / lcm(n, m). */
export function distanceInSteps(left: Float64Array, right: Float64Array, divisor: number): number {
  const [n, m] = [left.length, right.length];
  let [i, j, most] = [0, 0, 0];
  while (i < n && j < m) {
    const value = Math.min(Number(left[i]), Number(right[j]));
    while (i < n && left[i] === value) i += 1;
    while (j < m && right[j] === value) j += 1;
    most = Math.max(most, Math.abs(i * (m / divisor) - j * (n / divisor)));
  }
  return most;
}

/** As IEEE 754 rounds: halves to the even neighbour. */
function roundedToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
