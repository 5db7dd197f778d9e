/** Mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Quantile by linear interpolation (type 7 of Hyndman and Fan 1996); NaN of nothing. */
export function quantile(values: Float64Array, probability: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = Number(sorted[below]);
  return low + (position - below) * (Number(sorted[Math.min(below + 1, sorted.length - 1)]) - low);
}

/** Middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: Float64Array): number {
  return quantile(values, 0.5);
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
