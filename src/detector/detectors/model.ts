/** What a model holds for normal: values from `low` to `high`, and beyond them up to `threshold` scales. */
export interface Baseline {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly scale: number;
  /** In scales beyond `low` and `high`. */
  readonly threshold: number;
  /** Turns a distance in scales into the statistic that people know; the distance itself unless given. */
  readonly statistic?: (distance: number) => number;
}

/** The numbers behind a detector: finite values in, a baseline out. */
export interface Model {
  /** How many values the baseline rests on. */
  readonly count: number;
  baseline(): Baseline;
  learn(value: number): void;
  toJSON(): object;
}

/** Widens the scale to the least one allowed. */
export function withLeastScale(baseline: Baseline, minimumScale: number, minimumRelativeScale: number): Baseline {
  const least = Math.max(minimumScale, minimumRelativeScale * Math.abs(baseline.expected));
  return baseline.scale >= least ? baseline : { ...baseline, scale: least };
}

/** The baseline of a series from which something usual was taken, put back onto it. */
export function raised(baseline: Baseline, usual: number): Baseline {
  const { expected, high, low } = baseline;
  return { ...baseline, expected: expected + usual, high: high + usual, low: low + usual };
}

/** The value within the threshold that is nearest to the given one. */
export function clipped(value: number, baseline: Baseline): number {
  const margin = baseline.threshold * baseline.scale;
  return Math.min(baseline.high + margin, Math.max(baseline.low - margin, value));
}
