import { median } from "../order.ts";

/** Mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The value that half of the weight lies up to: the first one, from below, to reach it. */
export function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const order = Array.from(values.keys()).sort((left, right) => Number(values[left]) - Number(values[right]));
  let rest = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  for (const index of order) {
    rest -= Number(weights[index]);
    if (rest <= 0) return Number(values[index]);
  }
  return Number(values[Number(order.at(-1))]);
}

/** 1.4826 times the median distance from 0: the standard deviation of normal residuals. */
export function residualScale(residuals: Float64Array): number {
  return 1.4826 * median(residuals.map(Math.abs));
}
