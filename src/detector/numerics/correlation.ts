import { incompleteBeta } from "./incomplete-beta.ts";

/** Correlation by Pearson of two lists of the same length, −1..1; 0 where one of them is constant. */
export function pearson(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const [a, b] = [centred(left), centred(right)];
  const norm = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  return norm === 0 ? 0 : Math.max(-1, Math.min(1, dot(a, b) / norm));
}

/** Probability of a correlation by Pearson as far from 0 in n pairs of normal values that don't depend on each other; two-sided. n ≥ 3. */
export function pearsonProbability(correlation: number, n: number): number {
  return incompleteBeta(1 - correlation * correlation, n / 2 - 1, 0.5);
}

/** Correlation by Spearman: Pearson's of the ranks, ties sharing theirs. O(n log n). */
export function spearman(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return pearson(ranks(left), ranks(right));
}

/** Correlation by Kendall, tau-b (1945): concordant less discordant pairs, ties taken out below the line. O(n²). */
export function kendall(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let [agreement, leftPairs, rightPairs] = [0, 0, 0];
  for (let i = 0; i < left.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const a = Math.sign(Number(left[i]) - Number(left[j]));
      const b = Math.sign(Number(right[i]) - Number(right[j]));
      agreement += a * b;
      leftPairs += a * a;
      rightPairs += b * b;
    }
  }
  const norm = Math.sqrt(leftPairs) * Math.sqrt(rightPairs);
  return norm === 0 ? 0 : agreement / norm;
}

/**
 * Correlation of the second list with the first at each lag from −longest to longest: at lag k the second's value at t + k is held against the
 * first's at t, over the pairs that there are.
 */
export function crossCorrelation(first: ArrayLike<number>, second: ArrayLike<number>, longest: number): number[] {
  const [a, b] = [Array.from(first), Array.from(second)];
  const n = Math.min(a.length, b.length);
  return Array.from({ length: 2 * longest + 1 }, (_, index) => {
    const lag = index - longest;
    const length = Math.max(0, n - Math.abs(lag));
    const from = Math.max(0, -lag);
    return pearson(a.slice(from, from + length), b.slice(from + lag, from + lag + length));
  });
}

/** Fisher's z of a correlation, near normal with the variance 1/(n − 3) in n pairs (1915); finite at ±1 too. */
export function fisherZ(correlation: number): number {
  return Math.atanh(Math.max(-MOST, Math.min(MOST, correlation)));
}

const MOST = 1 - 1e-9;

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, index) => index).sort((i, j) => Number(values[i]) - Number(values[j]));
  const result = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[Number(order[to])] === values[Number(order[from])]) to += 1;
    for (const index of order.slice(from, to)) result[index] = (from + 1 + to) / 2;
    from = to;
  }
  return result;
}

function centred(values: ArrayLike<number>): Float64Array {
  const list = Float64Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
  return list.map((value) => value - mean);
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, index) => sum + value * Number(right[index]), 0);
}
