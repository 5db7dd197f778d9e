import { addToMean, type ChangeDetector, meanSince, noMean, type RunningMean } from "./change-detector.ts";

/** Which changes of the mean count. */
export type Sides = "above" | "below" | "both";

/** Parameters of Page and Hinkley's test. */
export interface PageHinkleyOptions {
  /** How many values come before the first answer. */
  readonly warmUpSamples: number;
  /** Deviations from the mean smaller than this count for nothing, in the unit of the values. */
  readonly tolerance: number;
  /** The accumulated deviation that is a change. */
  readonly threshold: number;
  /** What is left of an accumulated deviation one value later: 0..1. */
  readonly fading: number;
  readonly direction: Sides;
}

/** Where a test stands. */
export interface PageHinkleyState {
  readonly mean: RunningMean;
  readonly rise: number;
  readonly fall: number;
  /** The least rise and the greatest fall so far, with the mean at that time. */
  readonly leastRise: number;
  readonly greatestFall: number;
  readonly beforeRise: RunningMean;
  readonly beforeFall: RunningMean;
}

/** A fall is accumulated from below 0, as its first implementation did. */
const fresh: PageHinkleyState = {
  mean: noMean,
  rise: 0,
  fall: 0,
  leastRise: Number.MAX_VALUE,
  greatestFall: -1,
  beforeRise: noMean,
  beforeFall: noMean,
};

/** Page's test on deviations from the running mean, both ways (Page 1954; Hinkley 1971). */
export class PageHinkley implements ChangeDetector {
  readonly warning = false;
  readonly #options: PageHinkleyOptions;
  #state: PageHinkleyState;

  constructor(options: PageHinkleyOptions, state: PageHinkleyState = fresh) {
    this.#options = options;
    this.#state = state;
  }

  get threshold(): number {
    return this.#options.threshold;
  }

  get statistic(): number {
    if (this.#state.mean.count < this.#options.warmUpSamples) return 0;
    return Math.max(this.#rose(), this.#fell());
  }

  get changed(): boolean {
    return this.statistic > this.threshold;
  }

  get before(): number {
    return this.#partBefore().mean;
  }

  get after(): number {
    return meanSince(this.#partBefore(), this.#state.mean);
  }

  update(value: number): void {
    const { fading, tolerance } = this.#options;
    const state = this.changed ? fresh : this.#state;
    const mean = addToMean(state.mean, value);
    const deviation = value - mean.mean;
    const rise = fading * state.rise + deviation - tolerance;
    const fall = fading * state.fall + deviation + tolerance;
    const isLeast = rise < state.leastRise;
    const isGreatest = fall > state.greatestFall;
    this.#state = {
      mean,
      rise,
      fall,
      leastRise: isLeast ? rise : state.leastRise,
      greatestFall: isGreatest ? fall : state.greatestFall,
      beforeRise: isLeast ? mean : state.beforeRise,
      beforeFall: isGreatest ? mean : state.beforeFall,
    };
  }

  copy(): PageHinkley {
    return new PageHinkley(this.#options, this.#state);
  }

  toJSON(): PageHinkleyState {
    return this.#state;
  }

  #rose(): number {
    return this.#options.direction === "below" ? 0 : this.#state.rise - this.#state.leastRise;
  }

  #fell(): number {
    return this.#options.direction === "above" ? 0 : this.#state.greatestFall - this.#state.fall;
  }

  #partBefore(): RunningMean {
    return this.#rose() >= this.#fell() ? this.#state.beforeRise : this.#state.beforeFall;
  }
}
