import { KahanMean, KahanSum } from "./kahan.ts";
import { quantile } from "./quantile.ts";
import { delta, idelta, increase, irate, rate } from "./rate.ts";
import { type RangeFunction, timeAt, valueAt, type Window } from "./window.ts";

function reduce(window: Window, step: (kept: number, value: number) => number): number {
  let kept = valueAt(window, window.from);
  for (let index = window.from; index < window.to; index++) kept = step(kept, valueAt(window, index));
  return kept;
}

/** The index of the sample that wins every comparison with the one kept so far. */
function winner(window: Window, wins: (value: number, kept: number) => boolean): number {
  let kept = window.from;
  for (let index = window.from; index < window.to; index++) {
    if (wins(valueAt(window, index), valueAt(window, kept))) kept = index;
  }
  return kept;
}

const larger = (value: number, kept: number): boolean => value > kept || Number.isNaN(kept);
const smaller = (value: number, kept: number): boolean => value < kept || Number.isNaN(kept);
const notSmaller = (value: number, kept: number): boolean => value >= kept || Number.isNaN(kept);
const notLarger = (value: number, kept: number): boolean => value <= kept || Number.isNaN(kept);

function valuesOf(window: Window): number[] {
  const values: number[] = [];
  for (let index = window.from; index < window.to; index++) values.push(valueAt(window, index));
  return values;
}

function sum(window: Window): number {
  const total = new KahanSum();
  for (let index = window.from; index < window.to; index++) total.add(valueAt(window, index));
  return total.total();
}

function average(window: Window): number {
  const mean = new KahanMean(valueAt(window, window.from));
  for (let index = window.from + 1; index < window.to; index++) mean.add(valueAt(window, index));
  return mean.mean();
}

/** Welford's variance with Kahan sums. */
function variance(window: Window): number {
  const mean = new KahanSum();
  const squares = new KahanSum();
  for (let index = window.from; index < window.to; index++) {
    const value = valueAt(window, index);
    const distance = value - (mean.value + mean.rest);
    mean.add(distance / (index - window.from + 1));
    squares.add(distance * (value - (mean.value + mean.rest)));
  }
  return (squares.value + squares.rest) / (window.to - window.from);
}

function countWhere(window: Window, counts: (before: number, value: number) => boolean): number {
  let count = 0;
  for (let index = window.from + 1; index < window.to; index++) {
    if (counts(valueAt(window, index - 1), valueAt(window, index))) count++;
  }
  return count;
}

/** The median distance from the median. */
function medianDeviation(window: Window): number {
  const values = valuesOf(window);
  if (values.some(Number.isNaN)) return Number.NaN;
  const median = quantile(0.5, values);
  return quantile(
    0.5,
    values.map((value) => Math.abs(value - median)),
  );
}

/** Least squares over seconds counted from `origin`: the slope a second, and the value there. */
function regression(window: Window, origin: number): { readonly slope: number; readonly intercept: number } {
  const [sumX, sumY, sumXY, sumX2] = [new KahanSum(), new KahanSum(), new KahanSum(), new KahanSum()];
  const first = valueAt(window, window.from);
  let isConstant = true;
  for (let index = window.from; index < window.to; index++) {
    const value = valueAt(window, index);
    const x = (timeAt(window, index) - origin) / 1e3;
    if (index > window.from && value !== first) isConstant = false;
    sumX.add(x);
    sumY.add(value);
    sumXY.add(x * value);
    sumX2.add(x * x);
  }
  if (isConstant) {
    const isInfinite = Math.abs(first) === Number.POSITIVE_INFINITY;
    return isInfinite ? { slope: Number.NaN, intercept: Number.NaN } : { slope: 0, intercept: first };
  }
  const n = window.to - window.from;
  const [x, y] = [sumX.value + sumX.rest, sumY.value + sumY.rest];
  const [xy, x2] = [sumXY.value + sumXY.rest, sumX2.value + sumX2.rest];
  const slope = (xy - (x * y) / n) / (x2 - (x * x) / n);
  return { slope, intercept: y / n - (slope * x) / n };
}

function deriv(window: Window): number | undefined {
  return window.to - window.from < 2 ? undefined : regression(window, timeAt(window, window.from)).slope;
}

function predictLinear(window: Window, seconds: number): number | undefined {
  if (window.to - window.from < 2) return undefined;
  const { slope, intercept } = regression(window, window.now);
  return slope * seconds + intercept;
}

/** Functions of range vectors by name. The number is the scalar argument, where there is one. */
export const rangeFunctions: ReadonlyMap<string, RangeFunction> = new Map<string, RangeFunction>([
  ["rate", rate],
  ["increase", increase],
  ["delta", delta],
  ["irate", irate],
  ["idelta", idelta],
  ["deriv", deriv],
  ["predict_linear", predictLinear],
  ["sum_over_time", sum],
  ["avg_over_time", average],
  ["max_over_time", (window) => reduce(window, (kept, value) => (larger(value, kept) ? value : kept))],
  ["min_over_time", (window) => reduce(window, (kept, value) => (smaller(value, kept) ? value : kept))],
  ["count_over_time", (window) => window.to - window.from],
  ["present_over_time", () => 1],
  ["first_over_time", (window) => valueAt(window, window.from)],
  ["last_over_time", (window) => valueAt(window, window.to - 1)],
  ["stdvar_over_time", variance],
  ["stddev_over_time", (window) => Math.sqrt(variance(window))],
  ["quantile_over_time", (window, q) => quantile(q, valuesOf(window))],
  ["mad_over_time", medianDeviation],
  [
    "changes",
    (window) =>
      countWhere(window, (before, value) => value !== before && !(Number.isNaN(value) && Number.isNaN(before))),
  ],
  ["resets", (window) => countWhere(window, (before, value) => value < before)],
  ["ts_of_first_over_time", (window) => timeAt(window, window.from) / 1000],
  ["ts_of_last_over_time", (window) => timeAt(window, window.to - 1) / 1000],
  ["ts_of_max_over_time", (window) => timeAt(window, winner(window, notSmaller)) / 1000],
  ["ts_of_min_over_time", (window) => timeAt(window, winner(window, notLarger)) / 1000],
]);

/** Functions that give the samples they were given, so the metric keeps its name. */
export const keepsName: ReadonlySet<string> = new Set(["first_over_time", "last_over_time"]);
