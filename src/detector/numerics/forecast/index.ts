import { type Accuracy, coverage, meanDistance, seasonalDistance, smape } from "./accuracy.ts";
import { backTest, type Fold, planBackTest, usable } from "./back-test.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import { combinationErrors, combined, weightsFrom } from "./combination.ts";
import { halfWidths } from "./conformal.ts";
import { withoutGaps } from "./gaps.ts";
import { findPeriods } from "./periods.ts";

/** How a series is to be forecast. */
export interface ForecastOptions {
  /** How many values ahead; 24 unless given, at most 2000. */
  readonly horizon?: number;
  /** Periods in values, as [24, 168] of hourly ones; found in the values unless given. Empty: none. */
  readonly periods?: readonly number[];
  /** The share of values that the intervals are to hold; 0.9 unless given. */
  readonly level?: number;
  /** What the series can't fall below or rise above. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One way to forecast, and what it counted. */
export interface ForecastMember {
  readonly name: string;
  /** 0..1; all add up to 1. */
  readonly weight: number;
}

/** What is expected of the next values. */
export interface Forecast {
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The way that counted most, and all that counted at least 1 %, the greatest first. */
  readonly model: string;
  readonly members: readonly ForecastMember[];
  readonly periods: readonly number[];
  /** Of the back-test: at each origin by what was known there. */
  readonly accuracy: Accuracy;
  /** Errors of the back-test, one row an origin, the latest first: seen less forecast. */
  readonly errors: readonly Float64Array[];
}

const MOST_HORIZON = 2000;
const LONGEST_PERIOD = 1_000_000;
const LEAST_VALUES = 8;
/** What lies further back than so many of the longest periods says little of tomorrow; and bounds the work. */
const MOST_PERIODS = 8;
const LEAST_KEPT = 512;
const MOST_KEPT = 8192;

/**
 * Forecast with intervals by automatic choice: many simple and some learned ways are tried on up to seven past origins, each
 * knowing only what came before; those that were right count, and the errors that were made there make the intervals.
 * What is no finite number is a gap. Throws a RangeError where fewer than 8 values or an impossible option are given.
 */
export function forecast(values: ArrayLike<number>, options: ForecastOptions = {}): Forecast {
  const { horizon, level } = checked(values, options);
  const periods = usablePeriods(
    options.periods ?? findPeriods(withoutGaps(values).slice(-MOST_KEPT)),
    Math.min(values.length, MOST_KEPT),
  );
  const kept = Math.min(MOST_KEPT, Math.max(LEAST_KEPT, 2 * horizon, MOST_PERIODS * (periods.at(-1) ?? 1)));
  const known = withoutGaps(values, periods[0]).slice(-kept);
  const plan = planBackTest(known.length, periods[0] ?? 1, horizon);
  const candidates = candidatesFor(periods, known.slice(0, plan.origins.at(-1)));
  const folds = backTest(known, candidates, plan);
  const weights = weightsFrom(folds);
  const mean = combined(
    candidates.map((one) => usable(one, known, horizon)),
    weights,
    horizon,
  );
  const errors = combinationErrors(folds);
  const widths = halfWidths(errors, level, horizon);
  const within = bounded(options);
  const members = membersOf(candidates, weights);
  return {
    mean: mean.map(within),
    lower: mean.map((one, step) => within(one - Number(widths[step]))),
    upper: mean.map((one, step) => within(one + Number(widths[step]))),
    model: members[0]?.name ?? "naive",
    members,
    periods,
    accuracy: accuracyOf(folds, errors, { widths, scale: seasonalDistance(known, periods[0] ?? 1) }),
    errors,
  };
}

function checked(values: ArrayLike<number>, { horizon = 24, level = 0.9, periods = [] }: ForecastOptions) {
  const demands: readonly (readonly [boolean, string])[] = [
    [values.length >= LEAST_VALUES, `a forecast needs at least ${LEAST_VALUES} values`],
    [isWhole(horizon, 1, MOST_HORIZON), `horizon must be a whole number from 1 to ${MOST_HORIZON}`],
    [level > 0 && level < 1, "level must be between 0 and 1"],
    [
      periods.every((period) => isWhole(period, 2, LONGEST_PERIOD)),
      `periods must be whole numbers from 2 to ${LONGEST_PERIOD}`,
    ],
  ];
  const unmet = demands.filter(([isMet]) => !isMet).map(([, text]) => text);
  if (unmet.length > 0) throw new RangeError(unmet.join("; "));
  return { horizon, level };
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Periods of which the series holds at least two, the shortest first. */
function usablePeriods(periods: readonly number[], count: number): readonly number[] {
  return [...new Set(periods)].filter((period) => 2 * period <= count).sort((left, right) => left - right);
}

function bounded({ maximum = Number.POSITIVE_INFINITY, minimum = Number.NEGATIVE_INFINITY }: ForecastOptions) {
  return (value: number) => Math.min(maximum, Math.max(minimum, value));
}

function membersOf(candidates: readonly Candidate[], weights: Float64Array): readonly ForecastMember[] {
  return candidates
    .map(({ name }, index) => ({ name, weight: Number(weights[index]) }))
    .filter(({ weight }) => weight >= 0.01)
    .sort((left, right) => right.weight - left.weight);
}

interface Judged {
  readonly widths: Float64Array;
  readonly scale: number;
}

function accuracyOf(folds: readonly Fold[], errors: readonly Float64Array[], { scale, widths }: Judged): Accuracy {
  const judged = folds.map(({ seen }, index) => {
    const error = errors[index] ?? seen;
    const said = seen.map((value, step) => value - Number(error[step]));
    return {
      distance: meanDistance(said, seen),
      smape: smape(said, seen),
      coverage: coverage(
        said.map((one, step) => one - Number(widths[step])),
        said.map((one, step) => one + Number(widths[step])),
        seen,
      ),
    };
  });
  const average = (of: (one: (typeof judged)[number]) => number) =>
    judged.reduce((sum, one) => sum + of(one), 0) / judged.length;
  const rest = { smape: average((one) => one.smape), coverage: average((one) => one.coverage) };
  return scale > 0 ? { mase: average((one) => one.distance) / scale, ...rest } : rest;
}
