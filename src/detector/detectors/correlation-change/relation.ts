import { quantile } from "../../numerics/order.ts";
import type { RowHistory } from "./row-history.ts";

/** How two features went together: the second follows the first by `lag` rows, or goes before it where that is negative. */
export interface Relation {
  readonly first: number;
  readonly second: number;
  readonly lag: number;
  readonly correlation: number;
  /** How many rows it was learnt from. */
  readonly rows: number;
  readonly firstUnit: Unit;
  readonly secondUnit: Unit;
}

/** What a feature's values are measured in. */
export interface Unit {
  readonly centre: number;
  readonly deviation: number;
}

/** How far one feature may be behind another, and the least deviation of a feature, in its unit and as a fraction of its median. */
export interface RelationLimits {
  readonly longestLag: number;
  readonly minimumScale: number;
  readonly minimumRelativeScale: number;
}

/** Rows by age: `from` the newest, so many of them. */
export interface Stretch {
  readonly from: number;
  readonly rows: number;
}

/** A value beyond so many deviations counts as that: an outlier is no correlation. */
const MOST_DEVIATIONS = 4;
/** Correlations of features that have nothing to do with each other reach this, over the root of the rows, at some lag. */
const BY_CHANCE = 4;
/** The distance of a normal distribution's quartiles, in deviations. */
const NORMAL_QUARTILES = 1.349;
/** Fisher's z of anything closer to 1 tells more of rounding than of features. */
const MOST_CORRELATION = 0.99;

/** Learns how two features go together in a stretch of history: at the lag where they do so most, or at none where they don't. O(lags × rows). */
export function relate(
  history: RowHistory,
  [first, second]: readonly [number, number],
  stretch: Stretch,
  limits: RelationLimits,
): Relation {
  const { longestLag } = limits;
  const firstUnit = unitOf(history, first, stretch, limits);
  const secondUnit = unitOf(history, second, stretch, limits);
  const there = { from: stretch.from, rows: stretch.rows - longestLag };
  const atLag = (lag: number): Relation => {
    const unrelated = { first, second, lag, correlation: 0, rows: there.rows, firstUnit, secondUnit };
    return { ...unrelated, correlation: correlate(history, unrelated, there) };
  };
  const together = atLag(0);
  let best = together;
  for (let step = 1; step <= longestLag; step += 1) {
    for (const other of [atLag(step), atLag(-step)]) {
      const isStronger = Math.abs(other.correlation) > Math.abs(best.correlation);
      if (isStronger && !isSame(history, other, there)) best = other;
    }
  }
  return Math.abs(best.correlation) < BY_CHANCE / Math.sqrt(there.rows) ? together : best;
}

/** Whether one feature is the other's past, as the values of a single series are: that says nothing. */
function isSame(history: RowHistory, { first, lag, second }: Relation, { from, rows }: Stretch): boolean {
  const firstAge = from + Math.max(0, lag);
  const secondAge = from + Math.max(0, -lag);
  for (let row = 0; row < rows; row += 1) {
    if (history.at(firstAge + row, first) !== history.at(secondAge + row, second)) return false;
  }
  return true;
}

/** Correlation in a stretch, at a relation's lag and in its units; 0 where a feature is constant. */
export function correlate(
  history: RowHistory,
  { first, firstUnit, lag, second, secondUnit }: Relation,
  { from, rows }: Stretch,
): number {
  const firstAge = from + Math.max(0, lag);
  const secondAge = from + Math.max(0, -lag);
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows; row += 1) {
    const x = deviationOf(history.at(firstAge + row, first), firstUnit);
    const y = deviationOf(history.at(secondAge + row, second), secondUnit);
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const spread = Math.sqrt(Math.max(0, sumXX - (sumX * sumX) / rows) * Math.max(0, sumYY - (sumY * sumY) / rows));
  return spread < 1e-9 ? 0 : Math.max(-1, Math.min(1, (sumXY - (sumX * sumY) / rows) / spread));
}

/** How far a correlation in so many rows is from a relation's, in standard deviations of the difference of Fisher's z. */
export function distance(relation: Relation, correlation: number, rows: number): number {
  const difference = Math.abs(zOf(correlation) - zOf(relation.correlation));
  return difference / Math.sqrt(1 / Math.max(1, rows - 3) + 1 / Math.max(1, relation.rows - 3));
}

/** A value in a unit. */
export function deviationOf(value: number, { centre, deviation }: Unit): number {
  const distance = (value - centre) / deviation;
  return Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, distance));
}

function zOf(correlation: number): number {
  return Math.atanh(Math.max(-MOST_CORRELATION, Math.min(MOST_CORRELATION, correlation)));
}

/** Median and robust deviation of a feature in a stretch; rounding noise of a constant is no deviation. */
function unitOf(
  history: RowHistory,
  feature: number,
  { from, rows }: Stretch,
  { minimumRelativeScale, minimumScale }: RelationLimits,
): Unit {
  const values = Float64Array.from({ length: rows }, (_, row) => history.at(from + row, feature)).sort();
  const centre = quantile(values, 0.5);
  const width = quantile(values, 0.75) - quantile(values, 0.25);
  const least = Math.max(minimumScale, minimumRelativeScale * Math.abs(centre));
  return { centre, deviation: Math.max(least, width / NORMAL_QUARTILES) };
}
