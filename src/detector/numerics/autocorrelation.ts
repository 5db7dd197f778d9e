import { autoProducts } from "./fourier.ts";

/**
 * Correlation of a series without mean with itself at the lags 0 to `longest`: over the pairs that each lag leaves, each side by its own
 * energy, so that long lags aren't damped. Within −1..1; 0 where a side is all zeros. O(n log n).
 */
export function autocorrelation(values: ArrayLike<number>, longest: number): Float64Array {
  const n = values.length;
  const products = autoProducts(values);
  const energy = new Float64Array(n + 1);
  for (let t = 0; t < n; t += 1) energy[t + 1] = Number(energy[t]) + Number(values[t]) ** 2;
  return Float64Array.from({ length: Math.min(longest, n - 1) + 1 }, (_, lag) => {
    const early = Number(energy[n - lag]);
    const late = Number(energy[n]) - Number(energy[lag]);
    const norm = Math.sqrt(early) * Math.sqrt(Math.max(0, late));
    return norm === 0 ? 0 : Math.max(-1, Math.min(1, Number(products[lag]) / norm));
  });
}
