import type { LabelledSeries } from "./corpus.ts";

/** What finding, missing and crying wolf weigh. */
export interface Profile {
  readonly found: number;
  readonly missed: number;
  readonly falseAlarm: number;
}

/** The benchmark's three profiles. */
export const profiles = {
  standard: { found: 1, missed: 1, falseAlarm: 0.11 },
  lowFalsePositives: { found: 1, missed: 1, falseAlarm: 0.22 },
  lowFalseNegatives: { found: 1, missed: 2, falseAlarm: 0.11 },
} as const satisfies Readonly<Record<string, Profile>>;

/** A series with the detector's score of each sample, 0..1. */
export interface ScoredSeries {
  readonly series: LabelledSeries;
  readonly scores: readonly number[];
}

/** What came of a detector at one threshold for all series. */
export interface Outcome {
  readonly threshold: number;
  /** 100 finds all at once without a false alarm, 0 finds nothing. */
  readonly normalised: number;
  /** Samples at or above the threshold outside of all windows. */
  readonly falseAlarms: number;
  readonly windowsFound: number;
  readonly windows: number;
}

/** One sample: what it earns or costs where it is at or above the threshold. */
interface Point {
  readonly score: number;
  readonly worth: number;
  /** The window that it is in; −1 outside. */
  readonly window: number;
}

/** Parts of a series that a detector may learn from without being scored: the first 15 %, of no more than 5,000 samples. */
const PROBATION = 0.15;
const PROBATION_OF_SAMPLES = 5000;

/**
 * Scores by the rules of the Numenta Anomaly Benchmark v1.1 (Lavin and Ahmad 2015): the earliest detection in a window
 * earns by a sigmoid, more the earlier; one outside costs, more the farther; the threshold is the same for all series.
 */
export function outcomeAt(all: readonly ScoredSeries[], profile: Profile, threshold: number): Outcome {
  const tally = new Tally(all, profile);
  for (const point of tally.points) if (point.score >= threshold) tally.take(point);
  return tally.outcome(threshold);
}

/** The outcome at the threshold that suits the profile best. */
export function bestOutcome(all: readonly ScoredSeries[], profile: Profile): Outcome {
  const tally = new Tally(all, profile);
  const points = tally.points.toSorted((left, right) => right.score - left.score);
  let best = tally.outcome(1.1);
  for (const [index, point] of points.entries()) {
    tally.take(point);
    if (points[index + 1]?.score === point.score || tally.normalised() <= best.normalised) continue;
    best = tally.outcome(point.score);
  }
  return best;
}

/** The sum over all series while points are taken in. */
class Tally {
  readonly points: readonly Point[];
  readonly #profile: Profile;
  readonly #windows: number;
  readonly #best = new Map<number, number>();
  #total: number;
  #falseAlarms = 0;

  constructor(all: readonly ScoredSeries[], profile: Profile) {
    this.#profile = profile;
    this.#windows = all.reduce((count, { series }) => count + series.windows.length, 0);
    let before = 0;
    this.points = all.flatMap((scored) => {
      const points = pointsOf(scored, profile, before);
      before += scored.series.windows.length;
      return points;
    });
    const within = new Set(this.points.flatMap(({ window }) => (window < 0 ? [] : [window])));
    this.#total = -profile.missed * within.size;
  }

  take({ window, worth }: Point): void {
    if (window < 0) {
      this.#falseAlarms += 1;
      this.#total += worth;
      return;
    }
    const best = this.#best.get(window) ?? -this.#profile.missed;
    if (worth <= best) return;
    this.#total += worth - best;
    this.#best.set(window, worth);
  }

  normalised(): number {
    const { found, missed } = this.#profile;
    return (100 * (this.#total + missed * this.#windows)) / (found + missed) / this.#windows;
  }

  outcome(threshold: number): Outcome {
    const counts = { falseAlarms: this.#falseAlarms, windowsFound: this.#best.size, windows: this.#windows };
    return { threshold, normalised: this.normalised(), ...counts };
  }
}

/** The points of one series after its probation; `before` is how many windows the series before it have. */
function pointsOf({ scores, series }: ScoredSeries, profile: Profile, before: number): Point[] {
  const count = series.seconds.length;
  const probation = Math.min(Math.floor(PROBATION * count), PROBATION * PROBATION_OF_SAMPLES);
  const ranges = series.windows.map(
    ([from, to]) => [series.seconds.indexOf(from), series.seconds.indexOf(to)] as const,
  );
  return series.seconds.flatMap((_, index) => {
    if (index < probation) return [];
    const window = ranges.findIndex(([first, last]) => index >= first && index <= last);
    const worth = window < 0 ? costAt(index, ranges, profile) : earnedAt(index, ranges[window], profile);
    return [{ score: Number(scores[index]), worth, window: window < 0 ? -1 : before + window }];
  });
}

type Range = readonly [first: number, last: number];

function earnedAt(index: number, [first, last]: Range = [0, 0], { found }: Profile): number {
  return (scaledSigmoid(-(last - index + 1) / (last - first + 1)) * found) / scaledSigmoid(-1);
}

/** Right after a window a detection is merely late. */
function costAt(index: number, ranges: readonly Range[], { falseAlarm }: Profile): number {
  const previous = ranges.findLast(([, last]) => last < index);
  if (previous === undefined) return -falseAlarm;
  const [first, last] = previous;
  return scaledSigmoid((index - last) / (last - first)) * falseAlarm;
}

function scaledSigmoid(position: number): number {
  return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}
