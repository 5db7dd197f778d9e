import {
  ahead,
  relativeDeviations,
  type SeasonKind,
  type Smoothing,
  type SmoothState,
  smooth,
} from "./holt-winters.ts";
import { nelderMead } from "./nelder-mead.ts";
import { mean } from "./weighted-order.ts";

/** What a smoothing is to be fitted with. */
export interface SmoothingModel {
  readonly kind: SeasonKind;
  /** Steps of the season; 0 without one. */
  readonly period: number;
  /** Whether there is a trend, and whether it fades. */
  readonly trend: "none" | "damped" | "lasting";
  /** What is made least: squares, or distances, which outliers don't rule. */
  readonly loss: "squares" | "distances";
}

/** A fitted smoothing. */
export interface FittedSmoothing {
  readonly model: SmoothingModel;
  readonly smoothing: Smoothing;
  readonly state: SmoothState;
  /** Sum of squared one-step errors. */
  readonly squaredErrors: number;
  readonly count: number;
}

/** Where searches for α start: the sum has more than one valley. */
const STARTS = [0.05, 0.3, 0.7];
const EVALUATIONS = 80;

/** Smoothing parameters by Nelder and Mead's search from three starts, with 0 ≤ γ ≤ 1 − α. Needs two seasons, or two values. */
export function fitSmoothing(values: Float64Array, model: SmoothingModel): FittedSmoothing {
  const start = firstState(values, model);
  const skipped = Math.max(1, model.period);
  const cost = (point: Float64Array) => {
    const smoothing = smoothingAt(point, model);
    if (smoothing === undefined) return Number.POSITIVE_INFINITY;
    const { fitted, squaredErrors } = smooth(values, model.kind, smoothing, start);
    return model.loss === "squares" ? squaredErrors : distances(values, fitted, skipped);
  };
  const limits = { step: 0.05, evaluations: EVALUATIONS, tolerance: 1e-5 };
  const found = STARTS.map((alpha) => nelderMead(cost, firstPoint(alpha, model), limits));
  const best = found.reduce((left, right) => (right.value < left.value ? right : left));
  const smoothing = smoothingAt(best.point, model) ?? { alpha: 0.3, beta: 0, gamma: 0, damping: 0 };
  const { state, squaredErrors } = smooth(values, model.kind, smoothing, start);
  return { model, smoothing, state, squaredErrors, count: values.length };
}

/** What a fitted smoothing expects, with the standard deviation of its errors by the state-space formulas. */
export function smoothingAhead(
  { model, smoothing, state, squaredErrors, count }: FittedSmoothing,
  horizon: number,
): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  const one = Math.sqrt(squaredErrors / Math.max(1, count - parameterCount(model)));
  return {
    mean: ahead(state, model.kind, smoothing.damping, horizon),
    deviation: relativeDeviations(smoothing, model.period, horizon).map((relative) => one * relative),
  };
}

function parameterCount({ kind, trend }: SmoothingModel): number {
  const trends = { none: 0, damped: 2, lasting: 1 };
  return 1 + (kind === "none" ? 0 : 1) + trends[trend];
}

function firstPoint(alpha: number, { trend }: SmoothingModel): Float64Array {
  const gamma = 0.1 * (1 - alpha);
  return Float64Array.from(trend === "none" ? [alpha, gamma] : [alpha, gamma, 0.05, 0.95]);
}

/** The parameters at a point of the search; none outside what is allowed. */
function smoothingAt(point: Float64Array, { trend }: SmoothingModel): Smoothing | undefined {
  const [alpha = 0, gamma = 0, beta = 0, damping = 0] = point;
  const allowed = [
    within(alpha, 1e-4, 0.9999),
    within(gamma, 0, 1 - alpha),
    within(beta, 0, 1),
    trend === "none" || within(damping, 0.8, 0.995),
  ];
  if (allowed.includes(false)) return undefined;
  if (trend === "none") return { alpha, gamma, beta: 0, damping: 0 };
  return { alpha, gamma, beta, damping: trend === "damped" ? damping : 1 };
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** Seasons that the first state is taken from, at most. */
const FIRST_SEASONS = 5;
/** Without seasons, the first level is that of so many values. */
const FIRST_VALUES = 10;

/**
 * The first level is the first season's mean, less half a season of trend; the trend how the seasons' means differ; the season
 * what its steps are to their season's mean, on average.
 */
function firstState(values: Float64Array, { kind, period, trend }: SmoothingModel): SmoothState {
  const length = kind === "none" ? Math.min(values.length >> 1, FIRST_VALUES) : period;
  const seasons = Math.min(kind === "none" ? 2 : FIRST_SEASONS, Math.floor(values.length / length));
  const levels = Float64Array.from({ length: seasons }, (_, index) =>
    mean(values.subarray(index * length, (index + 1) * length)),
  );
  const slope =
    trend === "none" || seasons < 2 ? 0 : (Number(levels.at(-1)) - Number(levels[0])) / ((seasons - 1) * length);
  const level = Number(levels[0]) - (slope * (length + 1)) / 2;
  if (kind === "none") return { level, trend: slope, season: new Float64Array(0) };
  const season = Float64Array.from({ length }, (_, step) =>
    mean(
      levels.map((one, index) => {
        const seen = Number(values[index * length + step]);
        return kind === "multiplicative" ? seen / one : seen - one;
      }),
    ),
  );
  return { level, trend: slope, season };
}

function distances(values: Float64Array, fitted: Float64Array, from: number): number {
  let sum = 0;
  for (let at = from; at < values.length; at += 1) sum += Math.abs(Number(values[at]) - Number(fitted[at]));
  return sum;
}
