import { type Fold, relativeErrors } from "./back-test.ts";
import { weightedMedian } from "./weighted-order.ts";

/** A candidate counts with its back-test's error to the power of minus so much: one twice as wrong for a sixteenth. */
const STRICTNESS = 4;

/** What each candidate counts, adding up to 1; 0 for who wasn't tried enough. */
export function weightsFrom(folds: readonly Fold[]): Float64Array {
  const weights = Float64Array.from(relativeErrors(folds), (error) =>
    error === undefined ? 0 : Math.max(error, 1e-3) ** -STRICTNESS,
  );
  const sum = weights.reduce((total, one) => total + one, 0);
  return weights.map((one) => one / sum);
}

/** At each step the weighted median of what the candidates say: one that runs away moves it little. */
export function combined(
  forecasts: readonly (Float64Array | undefined)[],
  weights: Float64Array,
  horizon: number,
): Float64Array {
  const voices = forecasts.flatMap((forecast, index) => {
    const weight = Number(weights[index]);
    return forecast === undefined || weight === 0 ? [] : [{ forecast, weight }];
  });
  const shares = Float64Array.from(voices, ({ weight }) => weight);
  return Float64Array.from({ length: horizon }, (_, step) =>
    weightedMedian(
      Float64Array.from(voices, ({ forecast }) => Number(forecast[step])),
      shares,
    ),
  );
}

/** The errors of the combination at each origin (seen less forecast), its weights taken from the other origins. */
export function combinationErrors(folds: readonly Fold[]): readonly Float64Array[] {
  return folds.map((fold, left) => {
    const others = folds.length === 1 ? folds : folds.filter((_, index) => index !== left);
    const forecast = combined(fold.forecasts, weightsFrom(others), fold.seen.length);
    return fold.seen.map((value, step) => value - Number(forecast[step]));
  });
}
