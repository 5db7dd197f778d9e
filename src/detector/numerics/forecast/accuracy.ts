/** How far forecasts were off. */
export interface Accuracy {
  /** Mean distance over that of repeating the season (or the last value) within what was known; absent where that is 0. */
  readonly mase?: number;
  /** Mean of 200 |y − f| / (|y| + |f|) %, 0 where both are 0. */
  readonly smape: number;
  /** Share of the values within their interval. */
  readonly coverage: number;
}

/** Mean distance of two series. */
export function meanDistance(forecast: Float64Array, seen: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < seen.length; at += 1) sum += Math.abs(Number(seen[at]) - Number(forecast[at]));
  return sum / seen.length;
}

/** Mean distance between values a season apart: what MASE divides by (Hyndman and Koehler 2006). 0 of too short a series. */
export function seasonalDistance(values: Float64Array, period: number): number {
  const lag = values.length > period ? period : 1;
  return values.length > lag ? meanDistance(values.subarray(0, values.length - lag), values.subarray(lag)) : 0;
}

/** Symmetric mean absolute percentage error, 0 to 200. */
export function smape(forecast: Float64Array, seen: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < seen.length; at += 1) {
    const [f, y] = [Number(forecast[at]), Number(seen[at])];
    if (f !== y) sum += (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f));
  }
  return sum / seen.length;
}

/** Share of values that lie within lower and upper. */
export function coverage(lower: Float64Array, upper: Float64Array, seen: Float64Array): number {
  let inside = 0;
  for (let at = 0; at < seen.length; at += 1) {
    const value = Number(seen[at]);
    if (value >= Number(lower[at]) && value <= Number(upper[at])) inside += 1;
  }
  return inside / seen.length;
}
