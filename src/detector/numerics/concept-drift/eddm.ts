import { addValue, type Moments, noMoments, sampleVariance } from "../moments.ts";
import { type ChangeDetector, meanSince } from "./change-detector.ts";

/** Parameters of the early drift detection method. */
export interface EddmOptions {
  /** How many errors come before the first answer. */
  readonly warmUpErrors: number;
  /** The share of the best distance between errors below which there is a warning, and a change: 0..1. */
  readonly warningShare: number;
  readonly share: number;
}

/** Where a method stands: the distances between errors, and what they were when they were longest. */
export interface EddmState {
  readonly count: number;
  readonly lastError: number;
  readonly distances: Moments;
  readonly best: Moments;
  /** What the last error showed: the share of their longest that the distances still have. */
  readonly share: number;
}

const fresh: EddmState = { count: 0, lastError: 0, distances: noMoments, best: noMoments, share: 1 };

/** The early drift detection method: errors that come closer to each other (Baena-García and others 2006). Values 0 and 1. */
export class Eddm implements ChangeDetector {
  readonly #options: EddmOptions;
  #state: EddmState;

  constructor(options: EddmOptions, state: EddmState = fresh) {
    this.#options = options;
    this.#state = state;
  }

  get threshold(): number {
    return 1 - this.#options.share;
  }

  get statistic(): number {
    return Math.max(0, 1 - this.#state.share);
  }

  get changed(): boolean {
    return this.#state.share < this.#options.share;
  }

  get warning(): boolean {
    return !this.changed && this.#state.share < this.#options.warningShare;
  }

  /** Errors a value, until the distances were longest. */
  get before(): number {
    return rate(this.#state.best.count === 0 ? this.#state.distances.mean : this.#state.best.mean);
  }

  get after(): number {
    return rate(meanSince(this.#state.best, this.#state.distances));
  }

  update(value: number): void {
    const state = this.changed ? fresh : this.#state;
    const count = state.count + 1;
    this.#state = value === 1 ? this.#afterError({ ...state, count }) : { ...state, count };
  }

  copy(): Eddm {
    return new Eddm(this.#options, this.#state);
  }

  toJSON(): EddmState {
    return this.#state;
  }

  #afterError(state: EddmState): EddmState {
    const { count, lastError } = state;
    const { warmUpErrors } = this.#options;
    const distances = addValue(state.distances, count - lastError);
    const next = { ...state, distances, lastError: count };
    if (count <= warmUpErrors) return next;
    if (reach(distances) > reach(state.best) || state.best.count === 0) return { ...next, best: distances };
    return distances.count > warmUpErrors ? { ...next, share: reach(distances) / reach(state.best) } : next;
  }
}

/** Mean and two standard deviations. */
function reach(distances: Moments): number {
  return distances.mean + 2 * Math.sqrt(sampleVariance(distances));
}

function rate(distance: number): number {
  return distance === 0 ? 0 : 1 / distance;
}
