import { residualScale } from "./weighted-order.ts";

/** Residuals beyond this many of their scales count as so many: one outlier makes no memory. */
const MOST_SCALES = 5;

/**
 * What an autoregression of the given order expects of residuals around 0. Fitted by Yule and Walker's equations
 * through Levinson's and Durbin's recursion, which always gives one that fades; at most a quarter as many terms as residuals.
 */
export function residualsAhead(residuals: Float64Array, order: number, horizon: number): Float64Array {
  const most = MOST_SCALES * residualScale(residuals);
  const tame = most > 0 ? residuals.map((one) => Math.min(most, Math.max(-most, one))) : residuals;
  const coefficients = levinsonDurbin(autocovariances(tame, Math.min(order, residuals.length >> 2)));
  const series = new Float64Array(coefficients.length + horizon);
  series.set(tame.subarray(tame.length - coefficients.length));
  for (let at = coefficients.length; at < series.length; at += 1) {
    let sum = 0;
    for (const [lag, one] of coefficients.entries()) sum += one * Number(series[at - 1 - lag]);
    series[at] = sum;
  }
  return series.subarray(coefficients.length);
}

/** Autocovariances around 0 at lags 0 to `most`, divided by the count (so that they are positive definite). */
export function autocovariances(values: Float64Array, most: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, lag) => {
    let sum = 0;
    for (let at = lag; at < values.length; at += 1) sum += Number(values[at]) * Number(values[at - lag]);
    return sum / values.length;
  });
}

/** The coefficients of lags 1, 2, … that the autocovariances of lags 0, 1, … ask for (Durbin 1960); none of a series of zeros. */
export function levinsonDurbin(covariances: Float64Array): Float64Array {
  let coefficients = new Float64Array(0);
  // A little more at lag 0 keeps a series that predicts itself wholly from dividing by nothing.
  let variance = Number(covariances[0]) * (1 + 1e-9);
  if (!(variance > Number.MIN_VALUE)) return coefficients;
  for (let order = 1; order < covariances.length; order += 1) {
    let rest = Number(covariances[order]);
    for (const [index, one] of coefficients.entries()) rest -= one * Number(covariances[order - 1 - index]);
    const partial = rest / variance;
    const longer = new Float64Array(order);
    for (const [index, one] of coefficients.entries())
      longer[index] = one - partial * Number(coefficients[order - 2 - index]);
    longer[order - 1] = partial;
    coefficients = longer;
    variance *= 1 - partial * partial;
  }
  return coefficients;
}
