import { distanceInSteps } from "../drift/kolmogorov-smirnov.ts";
import { Random, type RandomState } from "../random.ts";
import { twoSampleTail } from "../smirnov.ts";
import type { ChangeDetector } from "./change-detector.ts";

/** Parameters of the windowed Kolmogorov–Smirnov test. */
export interface KswinOptions {
  readonly windowSamples: number;
  /** How many of the newest values are compared with as many drawn from the older ones: at most half of the window. */
  readonly recentSamples: number;
  /** Probability of a change where there is none, at each value. */
  readonly level: number;
  readonly seed: number;
}

/** Where a test stands. */
export interface KswinState {
  /** Oldest first. */
  readonly values: readonly number[];
  readonly random: RandomState;
  readonly statistic: number;
}

/** Smaller distances are no change, however sure. */
const LEAST_DISTANCE = 0.1;
/** Ten to the minus this is small enough for any probability. */
const MOST_STATISTIC = 300;

/**
 * The newest values of a window against as many drawn from its older ones, by Kolmogorov and Smirnov's exact test
 * (KSWIN: Raab, Heusinger, Schleif 2020). Finds changes of the shape too. The newest values stay after a change.
 */
export class Kswin implements ChangeDetector {
  readonly warning = false;
  readonly threshold: number;
  readonly #options: KswinOptions;
  readonly #random: Random;
  #values: readonly number[];
  #statistic: number;

  constructor(options: KswinOptions, state?: KswinState) {
    this.#options = options;
    this.threshold = -Math.log10(options.level);
    this.#random = new Random(state?.random ?? options.seed);
    this.#values = state?.values ?? [];
    this.#statistic = state?.statistic ?? 0;
  }

  /** The probability's decimal logarithm, turned positive. */
  get statistic(): number {
    return this.#statistic;
  }

  /** Whether the window was full. */
  get judged(): boolean {
    return this.#values.length === this.#options.windowSamples;
  }

  get changed(): boolean {
    return this.#statistic > this.threshold;
  }

  get before(): number {
    return mean(this.#older());
  }

  get after(): number {
    const { recentSamples, windowSamples } = this.#options;
    return this.#values.length < windowSamples ? this.before : mean(this.#values.slice(-recentSamples));
  }

  update(value: number): void {
    const { recentSamples, windowSamples } = this.#options;
    const kept = this.changed ? this.#values.slice(-recentSamples) : this.#values.slice(1 - windowSamples);
    this.#values = [...kept, value];
    this.#statistic = this.judged ? this.#tested() : 0;
  }

  copy(): Kswin {
    return new Kswin(this.#options, this.toJSON());
  }

  toJSON(): KswinState {
    return { values: this.#values, random: this.#random.toJSON(), statistic: this.#statistic };
  }

  #older(): readonly number[] {
    const { recentSamples, windowSamples } = this.#options;
    return this.#values.length < windowSamples ? this.#values : this.#values.slice(0, -recentSamples);
  }

  #tested(): number {
    const { recentSamples } = this.#options;
    const drawn = Float64Array.from(this.#drawn()).sort();
    const recent = Float64Array.from(this.#values.slice(-recentSamples)).sort();
    const steps = distanceInSteps(drawn, recent, recentSamples);
    if (steps <= LEAST_DISTANCE * recentSamples) return 0;
    return Math.min(MOST_STATISTIC, -Math.log10(twoSampleTail(steps, recentSamples, recentSamples)));
  }

  /** Different ones of the older values, each set as likely as any other (Fisher and Yates). */
  #drawn(): number[] {
    const older = [...this.#older()];
    for (let index = 0; index < this.#options.recentSamples; index += 1) {
      const other = index + this.#random.below(older.length - index);
      [older[index], older[other]] = [Number(older[other]), Number(older[index])];
    }
    return older.slice(0, this.#options.recentSamples);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
