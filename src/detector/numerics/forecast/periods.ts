import { autocorrelation } from "../autocorrelation.ts";
import { withoutTrend } from "../periodogram.ts";
import { residualScale } from "./weighted-order.ts";

/** Values a day at customary steps: an hour, a half, a quarter, ten, five minutes, one. */
const CUSTOMARY_DAYS = [24, 48, 96, 144, 288, 1440];
const DAYS_OF_WEEK = 7;
/** Longest lag looked at; a period is seen at least so many times, a customary one twice. */
const LONGEST = 2500;
const LEAST_CYCLES = 3;
/** Standard errors that the prominence of a customary period exceeds, and of one among all lags. */
const CUSTOMARY_ERRORS = 2;
const ANY_ERRORS = 4;
/** What any other period has to have more than the customary ones. */
const ADVANTAGE = 0.2;
/** Correlation of a customary period, of that of a found one nearby, for which it is taken. */
const AS_GOOD = 0.8;
/** The first lag with so much of the best one's prominence is the period: the others are its multiples. */
const SHARE_OF_BEST = 0.6;
/** Values beyond so many scales around the line count as so many. */
const MOST_SCALES = 3;

/**
 * Periods of a series, the shortest first: by how much its autocorrelation (the line taken away, outliers tamed) stands out
 * above that at half the lag before and after. A day of customary steps needs little to be taken, and brings its week; any
 * other period has to stand out far. Empty without any. O(n log n).
 */
export function findPeriods(values: Float64Array): number[] {
  const correlations = autocorrelation(tamed(withoutTrend(values)), values.length);
  const correlation = (lag: number) => correlations[lag] ?? 0;
  const prominence = (lag: number) => correlation(lag) - (correlation(lag >> 1) + correlation(lag + (lag >> 1))) / 2;
  const error = 1 / Math.sqrt(values.length);
  const days = CUSTOMARY_DAYS.filter((lag) => 2 * lag <= values.length)
    .map((lag) => ({ lag, height: Math.max(prominence(lag), weekly(lag, values.length, prominence)) }))
    .filter(({ height }) => height > CUSTOMARY_ERRORS * error);
  const most = days.reduce((best, { height }) => Math.max(best, height), 0);
  const day = days.find(({ height }) => height >= SHARE_OF_BEST * most) ?? { lag: 0, height: 0 };
  const any = anyPeriod(values.length, prominence, ANY_ERRORS * error);
  if (any === undefined || any.height < day.height + ADVANTAGE) return withWeek(day.lag);
  const near = [day.lag, day.lag * DAYS_OF_WEEK].some(
    (lag) => Math.abs(lag - any.lag) <= lag / 20 && correlation(lag) > AS_GOOD * correlation(any.lag),
  );
  return near ? withWeek(day.lag) : [any.lag];
}

interface Found {
  readonly lag: number;
  readonly height: number;
}

function withWeek(day: number): number[] {
  return day === 0 ? [] : [day, day * DAYS_OF_WEEK];
}

function weekly(day: number, count: number, prominence: (lag: number) => number): number {
  const week = day * DAYS_OF_WEEK;
  return 2 * week <= count ? prominence(week) : 0;
}

/** The first lag that is a top of the prominence and has most of what the best has; none below `least`. */
function anyPeriod(count: number, prominence: (lag: number) => number, least: number): Found | undefined {
  const longest = Math.min(LONGEST, Math.floor(count / LEAST_CYCLES));
  const heights = Float64Array.from({ length: longest + 2 }, (_, lag) => (lag < 2 ? 0 : prominence(lag)));
  const at = (lag: number) => Number(heights[lag]);
  const best = heights.subarray(0, longest + 1).reduce((most, one) => Math.max(most, one), 0);
  if (best < least) return undefined;
  const first = [...heights.subarray(0, longest + 1).keys()].find(
    (lag) => at(lag) >= SHARE_OF_BEST * best && at(lag) >= at(lag - 1) && at(lag) >= at(lag + 1),
  );
  return first === undefined ? undefined : { lag: first, height: at(first) };
}

function tamed(values: Float64Array): Float64Array {
  const most = MOST_SCALES * residualScale(values);
  return most === 0 ? values : values.map((value) => Math.min(most, Math.max(-most, value)));
}
