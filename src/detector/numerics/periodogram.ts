import { spectrum } from "./fourier.ts";

/**
 * Power spectral density of evenly spaced values, one-sided, their straight line taken away: entry k is at the frequency k/n a sample,
 * in units squared × samples (what scipy's `periodogram` gives with `detrend="linear"`). O(n log n).
 */
export function periodogram(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const { imaginary, real } = spectrum(withoutTrend(values));
  return real.map((x, k) => {
    const power = (x * x + Number(imaginary[k]) ** 2) / n;
    return k === 0 || 2 * k === n ? power : 2 * power;
  });
}

/** The values less their least-squares line. */
export function withoutTrend(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const middle = (n - 1) / 2;
  let mean = 0;
  for (let t = 0; t < n; t += 1) mean += Number(values[t]) / n;
  let products = 0;
  let squares = 0;
  for (let t = 0; t < n; t += 1) {
    products += (t - middle) * (Number(values[t]) - mean);
    squares += (t - middle) ** 2;
  }
  const slope = squares === 0 ? 0 : products / squares;
  return Float64Array.from({ length: n }, (_, t) => Number(values[t]) - mean - slope * (t - middle));
}
