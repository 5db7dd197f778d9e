import { profile } from "./profile.ts";
import { mean } from "./weighted-order.ts";

/** Each value less the one `lag` before it. */
export function differenced(values: Float64Array, lag: number): Float64Array {
  return values.slice(lag).map((value, at) => value - Number(values[at]));
}

/** Above this strength a season is differenced away (Hyndman and Athanasopoulos 2021, 9.1). */
const STRONG_SEASON = 0.64;
/** Kwiatkowski, Phillips, Schmidt and Shin's 5 % point of the statistic around a level. */
const KPSS_CRITICAL = 0.463;
const MOST_DIFFERENCES = 2;

/** Seasonal differences that a series needs: one where the season is strong, and there are more than two of them. */
export function seasonalDifferences(values: Float64Array, period: number): 0 | 1 {
  return period > 1 && values.length > 2 * period && seasonalStrength(values, period) > STRONG_SEASON ? 1 : 0;
}

/** Differences until a series passes for stationary around a level, at most two. */
export function differences(values: Float64Array): number {
  let rest = values;
  for (let count = 0; count < MOST_DIFFERENCES; count += 1) {
    if (kpss(rest) <= KPSS_CRITICAL) return count;
    rest = differenced(rest, 1);
  }
  return MOST_DIFFERENCES;
}

/**
 * 1 − variance of the remainder / variance of season and remainder, at least 0 (Wang, Smith and Hyndman 2006), with the mean
 * over a period for the trend. Needs more than two periods.
 */
export function seasonalStrength(values: Float64Array, period: number): number {
  const level = movingMean(values, period);
  const offset = period >> 1;
  const detrended = level.map((one, at) => Number(values[at + offset]) - one);
  const season = profile(detrended, period, detrended.length, mean);
  const phase = detrended.length % period;
  const rest = detrended.map((one, at) => one - Number(season[(at - phase + period) % period]));
  const both = variance(detrended);
  return both === 0 ? 0 : Math.max(0, 1 - variance(rest) / both);
}

/** KPSS statistic around a level (1992), long-run variance by Bartlett's weights up to lag 3 √n / 13, as R's `ndiffs` takes it. 0 of a constant. */
export function kpss(values: Float64Array): number {
  const n = values.length;
  const level = mean(values);
  const errors = values.map((value) => value - level);
  let sum = 0;
  let squares = 0;
  for (const error of errors) {
    sum += error;
    squares += sum * sum;
  }
  const lags = Math.trunc((3 * Math.sqrt(n)) / 13);
  let longRun = product(errors, 0);
  for (let lag = 1; lag <= lags; lag += 1) longRun += 2 * (1 - lag / (lags + 1)) * product(errors, lag);
  return longRun > 0 ? squares / (n * longRun) : 0;
}

function product(errors: Float64Array, lag: number): number {
  let sum = 0;
  for (let at = lag; at < errors.length; at += 1) sum += Number(errors[at]) * Number(errors[at - lag]);
  return sum;
}

/** Mean over each whole period, from the first on. */
function movingMean(values: Float64Array, period: number): Float64Array {
  const means = new Float64Array(values.length - period + 1);
  let sum = 0;
  for (const [at, value] of values.entries()) {
    sum += value - (at >= period ? Number(values[at - period]) : 0);
    if (at >= period - 1) means[at - period + 1] = sum / period;
  }
  return means;
}

function variance(values: Float64Array): number {
  const level = mean(values);
  return mean(values.map((value) => (value - level) ** 2));
}
