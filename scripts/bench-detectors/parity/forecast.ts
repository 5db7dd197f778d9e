import * as z from "zod";
import { arimaAhead, fitArima } from "../../../src/detector/numerics/forecast/arima.ts";
import {
  ahead,
  type SeasonKind,
  type SmoothState,
  smooth,
} from "../../../src/detector/numerics/forecast/holt-winters.ts";
import { leastSquares } from "../../../src/detector/numerics/forecast/least-squares.ts";
import { compared, numbers, type Pair, type ParityPart, type ParityRow, paired } from "./part.ts";

const fixed = z.object({
  forecast: numbers,
  params: z.object({
    alpha: z.number(),
    beta: z.number(),
    gamma: z.number(),
    l0: z.number(),
    b0: z.number(),
    s0: numbers,
  }),
  sse: z.number(),
  last_fitted: numbers,
});
const withParameters = z.object({ forecast: numbers, params: numbers });
const series = z.object({
  y: numbers,
  h: z.number(),
  period: z.number(),
  train_n: z.number(),
  models: z.looseObject({
    hw_add_fixed: fixed,
    hw_mul_fixed: fixed.optional(),
    arima_211: withParameters,
    sarima_011_011_log: withParameters.optional(),
    ar13_ols: withParameters,
  }),
});
type Series = z.infer<typeof series>;

/** Smoothing, ARIMA and regressions against statsmodels'. */
export const forecasting: ParityPart = (golden) => {
  const all = Object.values(z.record(z.string(), series).parse(golden["forecasting"]));
  return [...smoothing(all), autoregressions(all), ...arima(all)];
};

function smoothing(all: readonly Series[]): readonly ParityRow[] {
  const cases = all.flatMap((one) => [
    holtWinters(one, "additive", one.models.hw_add_fixed),
    ...(one.models.hw_mul_fixed === undefined ? [] : [holtWinters(one, "multiplicative", one.models.hw_mul_fixed)]),
  ]);
  return [
    compared(
      "Holt–Winters: squared errors",
      1e-9,
      cases.map((one) => one.squares),
    ),
    compared(
      "Holt–Winters: fitted values",
      1e-9,
      cases.flatMap((one) => one.fitted),
    ),
    compared(
      "Holt–Winters: forecasts",
      1e-9,
      cases.flatMap((one) => one.forecasts),
    ),
  ];
}

/** statsmodels leaves the season of the very last value as it was before it: so does this comparison, and nothing else. */
function holtWinters(one: Series, kind: SeasonKind, { forecast, last_fitted, params, sse }: z.infer<typeof fixed>) {
  const train = trainOf(one);
  const start = { level: params.l0, trend: params.b0, season: Float64Array.from(params.s0) };
  const run = (values: Float64Array) => smooth(values, kind, { ...params, damping: 1 }, start);
  const { fitted, squaredErrors, state } = run(train);
  const season = Float64Array.from(state.season);
  season[season.length - 1] = Number(run(train.subarray(0, -1)).state.season[0]);
  const asTheirs: SmoothState = { ...state, season };
  return {
    squares: [squaredErrors, sse] satisfies Pair,
    fitted: paired(fitted.subarray(-last_fitted.length), last_fitted),
    forecasts: paired(ahead(asTheirs, kind, 1, one.h), forecast),
  };
}

function autoregressions(all: readonly Series[]): ParityRow {
  const pairs = all.flatMap((one) => {
    const { params } = one.models.ar13_ols;
    const train = trainOf(one);
    const lags = params.length - 1;
    const rows = new Float64Array((train.length - lags) * params.length);
    for (let at = lags; at < train.length; at += 1) {
      rows.set([1, ...train.slice(at - lags, at).reverse()], (at - lags) * params.length);
    }
    return paired(leastSquares({ rows, width: params.length }, train.slice(lags)), params);
  });
  return compared("autoregression of order 13, least squares", 1e-6, pairs);
}

/** Both maximise a likelihood by search: near, not equal. SARIMAX starts from a diffuse state, this from differences. */
function arima(all: readonly Series[]): readonly ParityRow[] {
  const order = { p: 2, d: 1, q: 1, seasonalP: 0, seasonalD: 0, seasonalQ: 0, period: 1, constant: false };
  const plain = all.map((one) => {
    const fitted = fitArima(trainOf(one), order, { method: "likelihood" });
    const found = [...fitted.ar, ...fitted.ma];
    return {
      parameters: paired(found, one.models.arima_211.params.slice(0, 3)),
      forecasts: relative(arimaAhead(fitted, one.h).mean, one.models.arima_211.forecast),
    };
  });
  const [air] = all;
  const airline = { p: 0, d: 1, q: 1, seasonalP: 0, seasonalD: 1, seasonalQ: 1, period: 12, constant: false };
  const seasonal = air?.models.sarima_011_011_log;
  const fitted =
    air === undefined ? undefined : fitArima(trainOf(air).map(Math.log), airline, { method: "likelihood" });
  const theirs = seasonal?.params.slice(0, 2) ?? [];
  return [
    compared(
      "ARIMA(2,1,1), greatest likelihood: parameters",
      5e-3,
      plain.flatMap((one) => one.parameters),
    ),
    compared(
      "ARIMA(2,1,1): forecasts",
      2e-3,
      plain.flatMap((one) => one.forecasts),
    ),
    compared(
      "ARIMA(0,1,1)(0,1,1)₁₂ of the airlines: parameters",
      5e-3,
      paired([...(fitted?.ma ?? []), ...(fitted?.seasonalMa ?? [])], theirs),
    ),
  ];
}

function relative(found: Float64Array, expected: readonly number[]): Pair[] {
  return expected.map((one, step): Pair => [Number(found[step]) / one, 1]);
}

function trainOf({ train_n, y }: Series): Float64Array {
  return Float64Array.from(y.slice(0, train_n));
}
