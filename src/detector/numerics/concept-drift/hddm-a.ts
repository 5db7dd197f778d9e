import { addToMean, type ChangeDetector, meanSince, noMean, type RunningMean } from "./change-detector.ts";

/** Parameters of the methods by Hoeffding's and McDiarmid's bounds. */
export interface HddmOptions {
  /** Probabilities of a warning, and of a change, where nothing changed. */
  readonly warningLevel: number;
  readonly level: number;
  /** Whether a fall of the mean counts too. */
  readonly twoSided: boolean;
}

/** Where a method stands: the mean of all, and of the values until it was surely lowest, and highest. */
export interface HddmAState {
  readonly whole: RunningMean;
  readonly lowest: RunningMean;
  readonly highest: RunningMean;
}

const fresh: HddmAState = { whole: noMean, lowest: noMean, highest: noMean };

/** A mean that has risen beyond Hoeffding's bound (HDDM-A: Frías-Blanco and others 2015). Values 0..1. */
export class HddmA implements ChangeDetector {
  readonly #options: HddmOptions;
  #state: HddmAState;

  constructor(options: HddmOptions, state: HddmAState = fresh) {
    this.#options = options;
    this.#state = state;
  }

  get threshold(): number {
    return this.#bound(this.#part(), this.#options.level);
  }

  get statistic(): number {
    return Math.abs(this.#state.whole.mean - this.#part().mean);
  }

  get changed(): boolean {
    return this.#isBeyond(this.#options.level);
  }

  get warning(): boolean {
    return !this.changed && this.#isBeyond(this.#options.warningLevel);
  }

  get before(): number {
    return this.#part().mean;
  }

  get after(): number {
    return meanSince(this.#part(), this.#state.whole);
  }

  update(value: number): void {
    const state = this.changed ? fresh : this.#state;
    const whole = addToMean(state.whole, value);
    const margin = this.#margin(whole);
    const { highest, lowest } = state;
    const isLowest = lowest.count === 0 || lowest.mean + this.#margin(lowest) >= whole.mean + margin;
    const isHighest = highest.count === 0 || highest.mean - this.#margin(highest) <= whole.mean - margin;
    this.#state = { whole, lowest: isLowest ? whole : lowest, highest: isHighest ? whole : highest };
  }

  copy(): HddmA {
    return new HddmA(this.#options, this.#state);
  }

  toJSON(): HddmAState {
    return this.#state;
  }

  /** The part before the change that is nearer to its bound. */
  #part(): RunningMean {
    const { highest, lowest } = this.#state;
    const { level, twoSided } = this.#options;
    if (!twoSided) return lowest;
    return this.#rose(lowest) * this.#bound(highest, level) >= this.#fell(highest) * this.#bound(lowest, level)
      ? lowest
      : highest;
  }

  #isBeyond(level: number): boolean {
    const { highest, lowest, whole } = this.#state;
    if (lowest.count < whole.count && this.#rose(lowest) >= this.#bound(lowest, level)) return true;
    if (!this.#options.twoSided || highest.count === whole.count) return false;
    return this.#fell(highest) >= this.#bound(highest, level);
  }

  #rose(part: RunningMean): number {
    return this.#state.whole.mean - part.mean;
  }

  #fell(part: RunningMean): number {
    return part.mean - this.#state.whole.mean;
  }

  #margin({ count }: RunningMean): number {
    return Math.sqrt((1 / (2 * count)) * Math.log(1 / this.#options.level));
  }

  /** How far the whole may be from its part by chance. */
  #bound(part: RunningMean, level: number): number {
    const { count } = this.#state.whole;
    const share = (Math.max(1, count - part.count) / Math.max(1, part.count)) * (1 / Math.max(1, count));
    return Math.sqrt((share / 2) * Math.log(2 / level));
  }
}
