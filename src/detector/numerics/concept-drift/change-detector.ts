/** Watches a stream of finite values for a change of its mean. The value after a change starts anew. */
export interface ChangeDetector {
  update(value: number): void;
  /** Whether the last value made the change certain. */
  readonly changed: boolean;
  /** Whether a change is likely, by detectors that tell so. */
  readonly warning: boolean;
  /** How far the stream is from what it was, in the detector's own statistic; a change is one beyond the threshold. */
  readonly statistic: number;
  readonly threshold: number;
  /** Mean before and after the likeliest moment of a change; before, the same. */
  readonly before: number;
  readonly after: number;
  /** Another that goes on from here. */
  copy(): ChangeDetector;
  /** State from which a new one continues bit by bit. */
  toJSON(): object;
}

/** Count and mean of some values. */
export interface RunningMean {
  readonly count: number;
  readonly mean: number;
}

/** The mean of no values. */
export const noMean: RunningMean = { count: 0, mean: 0 };

/** The mean after one more value. */
export function addToMean({ count, mean }: RunningMean, value: number): RunningMean {
  return { count: count + 1, mean: mean + (1 / (count + 1)) * (value - mean) };
}

/** The mean of what came after the first part of a whole; that of the whole where nothing did. */
export function meanSince(part: RunningMean, whole: RunningMean): number {
  const count = whole.count - part.count;
  return count === 0 ? whole.mean : (whole.count * whole.mean - part.count * part.mean) / count;
}
