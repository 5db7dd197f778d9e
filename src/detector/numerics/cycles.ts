import { autocorrelation } from "./autocorrelation.ts";
import { median } from "./order.ts";
import { periodogram, withoutTrend } from "./periodogram.ts";

/** A cycle that a series repeats. */
export interface Cycle {
  /** Its length, in samples. */
  readonly period: number;
  /** Correlation of the series with itself one period later, trend and spikes taken away: 0..1. */
  readonly strength: number;
}

/** What counts as a cycle. */
export interface CycleOptions {
  /** How often a cycle must have passed to be believed, at least 2; 3 unless given. */
  readonly repeats?: number;
  /** The least strength; 0.2 unless given. */
  readonly minimumStrength?: number;
  /** Periods that are preferred to their neighbours where they fit about as well: a day, a week. Whole numbers of samples. */
  readonly likely?: readonly number[];
  /** How many cycles are returned; 3 unless given. */
  readonly most?: number;
}

const FEWEST_VALUES = 8;
/** A value beyond this many robust deviations is a spike. */
const SPIKE = 4;
const NORMAL_UPPER_QUARTILE = 0.6745;
/** What is left of a straight line, when the values are at most 1. */
const ROUNDING = 1e-9;
/** Probability that the strongest frequency of noise is taken for a cycle, before it needs a hill too. */
const FALSE_PEAK = 0.01;
/** The most frequencies on each side that a peak is compared with. */
const NEIGHBOURS = 50;
/** How far a hill of the autocorrelation rises above the valley before it. */
const HILL = 0.1;
/** At how many multiples of a lag the series is compared with itself: they tell 24 from 23, which look alike once. */
const MULTIPLES = 4;
/** How much less like itself the series may be at a likely period than at the best. */
const AS_GOOD = 0.05;

/**
 * The cycles of evenly spaced finite values, the strongest first; none for noise, a trend or a random walk. Peaks of the periodogram that
 * stand out of their neighbourhood, each confirmed by a hill of the autocorrelation at its lag (after Vlachos, Yu and Castelli 2005,
 * "On periodicity detection and structural periodic similarity"). O(n log n).
 */
export function dominantPeriods(values: ArrayLike<number>, options: CycleOptions = {}): readonly Cycle[] {
  const { minimumStrength = 0.2, most = 3, repeats = 3 } = options;
  const n = values.length;
  if (n < FEWEST_VALUES) return [];
  const cleaned = withoutTrend(withoutSpikes(withoutTrend(withinOne(values))));
  if (cleaned.every((value) => Math.abs(value) < ROUNDING)) return [];
  const correlation = autocorrelation(cleaned, Math.floor(n / 2));
  const candidates = peaks(periodogram(cleaned), repeats).flatMap((k) => hills(correlation, k, options));
  return withoutEchoes(candidates)
    .filter(({ strength }) => strength >= minimumStrength)
    .slice(0, most);
}

/** The values less the first, at most 1 in size: their squares neither overflow nor vanish. */
function withinOne(values: ArrayLike<number>): Float64Array {
  const first = Number(values[0]);
  const moved = Float64Array.from(values).map((value) => value - first);
  const greatest = moved.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return greatest === 0 ? moved : moved.map((value) => value / greatest);
}

/** Values beyond some robust deviations from the median, pulled back to them. */
function withoutSpikes(values: Float64Array): Float64Array {
  const middle = median(values);
  const most = (SPIKE / NORMAL_UPPER_QUARTILE) * median(values.map((value) => Math.abs(value - middle)));
  return most === 0 ? values : values.map((value) => Math.max(middle - most, Math.min(middle + most, value)));
}

/** Frequencies, in cycles over the whole, that stand out of their neighbourhood: an ordinate of noise is exponential around its mean. */
function peaks(power: Float64Array, fewest: number): number[] {
  const least = Math.log(power.length / FALSE_PEAK) / Math.LN2;
  return [...power.keys()].filter((k) => {
    const here = Number(power[k]);
    if (k < fewest || here < Number(power[k - 1]) || here < Number(power[k + 1] ?? 0)) return false;
    const from = Math.max(1, Math.floor(k / 2) - 3, k - NEIGHBOURS);
    const to = Math.min(2 * k + 7, k + NEIGHBOURS);
    const around = power.subarray(from, to).filter((_, index) => Math.abs(from + index - k) > 1);
    return here > 0 && here > least * median(around);
  });
}

/** The lag that k cycles over n values allow and at which, and at whose multiples, the series is most like itself, if it is a summit. */
function hills(correlation: Float64Array, k: number, { likely = [], repeats = 3 }: CycleOptions): Cycle[] {
  const n = 2 * (correlation.length - 1);
  const from = Math.max(2, Math.floor(n / (k + 1)));
  const to = Math.min(Math.floor(n / repeats), Math.ceil(n / (k - 1)));
  const multiples = Math.min(MULTIPLES, Math.floor((correlation.length - 1) / to));
  const likeness = (lag: number) => {
    let sum = 0;
    for (let multiple = 1; multiple <= multiples; multiple += 1) sum += Number(correlation[multiple * lag]);
    return sum / multiples;
  };
  const found = best(from, to, likeness);
  const nearBy = likely.find((lag) => lag >= from && lag <= to && likeness(lag) >= likeness(found) - AS_GOOD);
  const period = nearBy ?? found;
  return isHill(correlation, period) ? [{ period, strength: Number(correlation[period]) }] : [];
}

function isHill(correlation: Float64Array, period: number): boolean {
  const [near, far] = [Math.floor(0.75 * period), Math.ceil(1.25 * period)];
  const summit = best(near, Math.min(far, correlation.length - 1), (lag) => Number(correlation[lag]));
  const valley = Math.min(...correlation.subarray(Math.floor(period / 4), period));
  return Math.abs(summit - period) <= 0.05 * period + 1 && Number(correlation[period]) - valley >= HILL;
}

/** The strongest first; without those that are near another, or that divide it or are its multiple without being as strong. */
function withoutEchoes(cycles: readonly Cycle[]): Cycle[] {
  const kept: Cycle[] = [];
  for (const cycle of [...cycles].sort((a, b) => b.strength - a.strength || a.period - b.period)) {
    if (!kept.some((one) => isEcho(cycle, one))) kept.push(cycle);
  }
  return kept;
}

function isEcho(cycle: Cycle, of: Cycle): boolean {
  const ratio = cycle.period / of.period;
  if (ratio > 0.85) return Math.abs(ratio - Math.round(ratio)) < 0.1 * ratio;
  return cycle.strength < of.strength / 2;
}

/** The whole number from `from` to `to` with the greatest mark, the first of them. */
function best(from: number, to: number, mark: (lag: number) => number): number {
  let found = from;
  for (let lag = from + 1; lag <= to; lag += 1) if (mark(lag) > mark(found)) found = lag;
  return found;
}
