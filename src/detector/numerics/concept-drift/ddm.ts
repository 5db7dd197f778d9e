import { addToMean, type ChangeDetector, meanSince, noMean, type RunningMean } from "./change-detector.ts";

/** Parameters of the drift detection method. */
export interface DdmOptions {
  readonly warmUpSamples: number;
  /** Deviations above the best error rate so far that are a warning, and a change. */
  readonly warningThreshold: number;
  readonly threshold: number;
}

/** Where a method stands: the error rate, and what it was when it was best. */
export interface DdmState {
  readonly rate: RunningMean;
  readonly best: RunningMean | null;
}

const fresh: DdmState = { rate: noMean, best: null };
/** More deviations than ever matter; a best rate of 0 has none to measure with. */
const MOST_DEVIATIONS = 1e6;

/** The drift detection method: an error rate that rises above its best by some standard errors (Gama and others 2004). Values 0 and 1. */
export class Ddm implements ChangeDetector {
  readonly #options: DdmOptions;
  #state: DdmState;

  constructor(options: DdmOptions, state: DdmState = fresh) {
    this.#options = options;
    this.#state = state;
  }

  get threshold(): number {
    return this.#options.threshold;
  }

  /** How many standard errors the rate, with its own error, is above the best. */
  get statistic(): number {
    const { best, rate } = this.#state;
    if (best === null) return 0;
    const excess = Math.max(0, rate.mean + standardError(rate) - best.mean);
    const error = standardError(best);
    return excess <= MOST_DEVIATIONS * error ? excess / Math.max(error, Number.MIN_VALUE) : MOST_DEVIATIONS;
  }

  get changed(): boolean {
    return this.#isBeyond(this.#options.threshold);
  }

  get warning(): boolean {
    return !this.changed && this.#isBeyond(this.#options.warningThreshold);
  }

  get before(): number {
    return (this.#state.best ?? this.#state.rate).mean;
  }

  get after(): number {
    return meanSince(this.#state.best ?? this.#state.rate, this.#state.rate);
  }

  update(value: number): void {
    const state = this.changed ? fresh : this.#state;
    const rate = addToMean(state.rate, value);
    const isBest = state.best === null || upper(rate) <= upper(state.best);
    this.#state = { rate, best: rate.count > this.#options.warmUpSamples && isBest ? rate : state.best };
  }

  copy(): Ddm {
    return new Ddm(this.#options, this.#state);
  }

  toJSON(): DdmState {
    return this.#state;
  }

  #isBeyond(deviations: number): boolean {
    const { best, rate } = this.#state;
    return best !== null && upper(rate) > best.mean + deviations * standardError(best);
  }
}

function standardError({ count, mean }: RunningMean): number {
  return Math.sqrt(Math.max(0, (mean * (1 - mean)) / count));
}

function upper(rate: RunningMean): number {
  return rate.mean + standardError(rate);
}
