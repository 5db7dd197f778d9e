import { innovations } from "./arma-likelihood.ts";
import { differenced } from "./differencing.ts";
import { applied, denseCoefficients, type LagPolynomial, lagPolynomial, stationary } from "./lag-polynomial.ts";
import { nelderMead } from "./nelder-mead.ts";
import { mean } from "./weighted-order.ts";

/** ARIMA(p, d, q)(P, D, Q) with the period of the season (1 without one). */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  readonly seasonalP: number;
  readonly seasonalD: number;
  readonly seasonalQ: number;
  readonly period: number;
  /** Whether the differenced series has a mean other than 0. */
  readonly constant: boolean;
}

/** How an ARIMA model is fitted. */
export interface ArimaFitting {
  /** Least conditional sum of squares, quick; or the greatest exact likelihood, from there on. */
  readonly method: "squares" | "likelihood";
  readonly evaluations?: number;
}

/** A fitted model: its own parameters, and what forecasts need. */
export interface FittedArima {
  readonly order: ArimaOrder;
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly seasonalAr: Float64Array;
  readonly seasonalMa: Float64Array;
  /** Variance of the one-step errors. */
  readonly variance: number;
  readonly logLikelihood: number;
  /** Akaike's criterion with Hurvich and Tsai's correction for small samples. */
  readonly aicc: number;
  readonly values: Float64Array;
  /** The differenced series around its mean, and its one-step errors. */
  readonly centred: Float64Array;
  readonly errors: Float64Array;
  readonly constant: number;
  readonly polynomials: Polynomials;
}

interface Polynomials {
  readonly ar: LagPolynomial;
  readonly ma: LagPolynomial;
}

/** Fits by Nelder and Mead's search over partial autocorrelations, so that each model tried is stationary and invertible. */
export function fitArima(values: Float64Array, order: ArimaOrder, { method, evaluations }: ArimaFitting): FittedArima {
  const stationarySeries = differencedBy(values, order);
  const constant = order.constant ? mean(stationarySeries) : 0;
  const centred = stationarySeries.map((value) => value - constant);
  const count = order.p + order.q + order.seasonalP + order.seasonalQ;
  const start = new Float64Array(count).fill(0.1);
  const limits = { step: 0.3, tolerance: 1e-7, ...(evaluations === undefined ? {} : { evaluations }) };
  const squares = (free: Float64Array) => conditionalErrors(centred, polynomialsAt(free, order)).squares;
  let free = count === 0 ? start : nelderMead(squares, start, limits).point;
  if (method === "likelihood" && count > 0) {
    free = nelderMead((point) => -exactLogLikelihood(centred, polynomialsAt(point, order)), free, {
      ...limits,
      step: 0.1,
    }).point;
  }
  return fittedAt(values, centred, { free, order, method, constant });
}

interface FittedPoint {
  readonly free: Float64Array;
  readonly order: ArimaOrder;
  readonly method: ArimaFitting["method"];
  readonly constant: number;
}

function fittedAt(
  values: Float64Array,
  centred: Float64Array,
  { free, order, method, constant }: FittedPoint,
): FittedArima {
  const polynomials = polynomialsAt(free, order);
  const { errors, squares } = conditionalErrors(centred, polynomials);
  const exact = method === "likelihood" ? exactLogLikelihood(centred, polynomials) : undefined;
  const used = Math.max(1, centred.length);
  const logLikelihood = exact ?? normalLogLikelihood(used, squares, 0);
  const parameters = free.length + 1 + (order.constant ? 1 : 0);
  const aicc =
    2 * parameters - 2 * logLikelihood + (2 * parameters * (parameters + 1)) / Math.max(1, used - parameters - 1);
  const variance = squares / used;
  const parts = partsOf(free, order);
  return { order, ...parts, variance, logLikelihood, aicc, values, centred, errors, constant, polynomials };
}

/** What the model expects of the next values, and the standard deviation of its errors from the weights of past shocks. */
export function arimaAhead(
  fitted: FittedArima,
  horizon: number,
): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const { centred, constant, errors, order, polynomials, values } = fitted;
  const n = centred.length;
  const series = extended(centred, horizon);
  const shocks = extended(errors, horizon);
  for (let at = n; at < n + horizon; at += 1) {
    series[at] = applied(polynomials.ar, series, at) + applied(polynomials.ma, shocks, at);
  }
  const undifferenced = integrated(
    values,
    series.subarray(n).map((value) => value + constant),
    order,
  );
  const weights = shockWeights(polynomials, order, horizon);
  let sum = 0;
  const deviation = weights.map((weight) => {
    sum += weight * weight;
    return Math.sqrt(fitted.variance * sum);
  });
  return { mean: undifferenced, deviation };
}

function partsOf(free: Float64Array, { p, q, seasonalP, seasonalQ }: ArimaOrder) {
  let from = 0;
  const next = (count: number) => {
    from += count;
    return stationary(free.slice(from - count, from));
  };
  const ar = next(p);
  const ma = next(q).map((one) => -one);
  const seasonalAr = next(seasonalP);
  return { ar, ma, seasonalAr, seasonalMa: next(seasonalQ).map((one) => -one) };
}

function polynomialsAt(free: Float64Array, order: ArimaOrder): Polynomials {
  const { ar, ma, seasonalAr, seasonalMa } = partsOf(free, order);
  return { ar: lagPolynomial(ar, seasonalAr, order.period, -1), ma: lagPolynomial(ma, seasonalMa, order.period, 1) };
}

/** One-step errors, taking what was before the series for its mean. */
function conditionalErrors(centred: Float64Array, { ar, ma }: Polynomials) {
  const errors = new Float64Array(centred.length);
  let squares = 0;
  for (let at = 0; at < centred.length; at += 1) {
    const error = Number(centred[at]) - applied(ar, centred, at) - applied(ma, errors, at);
    errors[at] = error;
    squares += error * error;
  }
  return { errors, squares };
}

/** Log-likelihood with the variance at its best. */
function exactLogLikelihood(centred: Float64Array, { ar, ma }: Polynomials): number {
  const { logs, squares } = innovations(centred, denseCoefficients(ar), denseCoefficients(ma));
  return normalLogLikelihood(centred.length, squares, logs);
}

function normalLogLikelihood(count: number, squares: number, logs: number): number {
  // A series that is predicted wholly has no likelihood; the least number keeps it finite.
  return -0.5 * (count * Math.log((2 * Math.PI * Math.max(squares, Number.MIN_VALUE * 1e20)) / count) + count + logs);
}

function differencedBy(values: Float64Array, { d, period, seasonalD }: ArimaOrder): Float64Array {
  let rest = values;
  for (let count = 0; count < seasonalD; count += 1) rest = differenced(rest, period);
  for (let count = 0; count < d; count += 1) rest = differenced(rest, 1);
  return rest;
}

/** Undoes the differences of what follows `values`. */
function integrated(values: Float64Array, next: Float64Array, { d, period, seasonalD }: ArimaOrder): Float64Array {
  const lags = [...new Array<number>(seasonalD).fill(period), ...new Array<number>(d).fill(1)];
  const stages = [values];
  for (const lag of lags) stages.push(differenced(stages.at(-1) ?? values, lag));
  let series = next;
  for (const [index, lag] of [...lags.entries()].reverse()) {
    const before = stages[index] ?? values;
    const whole = extended(before, series.length);
    for (const [at, step] of series.entries()) {
      whole[before.length + at] = step + Number(whole[before.length + at - lag]);
    }
    series = whole.subarray(before.length);
  }
  return series;
}

function extended(values: Float64Array, by: number): Float64Array {
  const longer = new Float64Array(values.length + by);
  longer.set(values);
  return longer;
}

/** What a shock of 1 adds to the values 0, 1, … steps later. */
function shockWeights({ ar, ma }: Polynomials, order: ArimaOrder, horizon: number): Float64Array {
  const shock = Float64Array.from({ length: horizon }, (_, at) => (at === 0 ? 1 : 0));
  const weights = new Float64Array(horizon);
  for (let at = 0; at < horizon; at += 1) {
    weights[at] = Number(shock[at]) + applied(ma, shock, at) + applied(ar, weights, at);
  }
  return integrated(new Float64Array(order.period * order.seasonalD + order.d), weights, order);
}
