/** The middle of some finite values, or the mean of the two middle ones; NaN of none. */
export function median(values: ArrayLike<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}

/** Quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan 1996); NaN of none. */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const left = Number(sorted[below]);
  const fraction = position - below;
  return fraction === 0 ? left : left + (Number(sorted[below + 1]) - left) * fraction;
}
