import type { ChangeDetector } from "./change-detector.ts";
import type { HddmOptions } from "./hddm-a.ts";

/** Parameters of the weighted method. */
export interface HddmWOptions extends HddmOptions {
  /** The weight of the newest value: 0..1. */
  readonly weight: number;
}

/** A fading mean and the sum of its squared weights, by which McDiarmid bounds it. */
export interface FadingMean {
  readonly count: number;
  readonly mean: number;
  readonly squaredWeights: number;
}

/** Where a method stands: all, and the values until and since the mean was surely lowest, and highest. */
export interface HddmWState {
  readonly whole: FadingMean;
  readonly lowest: FadingMean;
  readonly sinceLowest: FadingMean;
  readonly highest: FadingMean;
  readonly sinceHighest: FadingMean;
}

const none: FadingMean = { count: 0, mean: 0, squaredWeights: 1 };
const fresh: HddmWState = { whole: none, lowest: none, sinceLowest: none, highest: none, sinceHighest: none };

/** A fading mean that has risen beyond McDiarmid's bound (HDDM-W: Frías-Blanco and others 2015). Values 0..1. */
export class HddmW implements ChangeDetector {
  readonly #options: HddmWOptions;
  #state: HddmWState;

  constructor(options: HddmWOptions, state: HddmWState = fresh) {
    this.#options = options;
    this.#state = state;
  }

  get threshold(): number {
    const [part, since] = this.#parts();
    return bound(part.squaredWeights + since.squaredWeights, this.#options.level);
  }

  get statistic(): number {
    const [part, since] = this.#parts();
    return Math.abs(since.mean - part.mean);
  }

  get changed(): boolean {
    return this.#isBeyond(this.#options.level);
  }

  get warning(): boolean {
    return !this.changed && this.#isBeyond(this.#options.warningLevel);
  }

  get before(): number {
    return this.#parts()[0].mean;
  }

  get after(): number {
    return this.#parts()[1].mean;
  }

  update(value: number): void {
    const { level, weight } = this.#options;
    const state = this.changed ? fresh : this.#state;
    const whole = faded(state.whole, value, weight);
    const margin = bound(whole.squaredWeights, level);
    const { highest, lowest } = state;
    const isLowest = lowest.count === 0 || whole.mean + margin < lowest.mean + bound(lowest.squaredWeights, level);
    const isHighest = highest.count === 0 || whole.mean - margin > highest.mean - bound(highest.squaredWeights, level);
    this.#state = {
      whole,
      lowest: isLowest ? whole : lowest,
      sinceLowest: isLowest ? none : faded(state.sinceLowest, value, weight),
      highest: isHighest ? whole : highest,
      sinceHighest: isHighest ? none : faded(state.sinceHighest, value, weight),
    };
  }

  copy(): HddmW {
    return new HddmW(this.#options, this.#state);
  }

  toJSON(): HddmWState {
    return this.#state;
  }

  /** The parts before and after the change; where nothing came after, the part before twice. */
  #parts(): readonly [FadingMean, FadingMean] {
    const { highest, lowest, sinceHighest, sinceLowest } = this.#state;
    const rises: readonly [FadingMean, FadingMean] = [lowest, sinceLowest.count === 0 ? lowest : sinceLowest];
    if (!this.#options.twoSided || sinceHighest.count === 0) return rises;
    return sinceLowest.mean - lowest.mean >= highest.mean - sinceHighest.mean ? rises : [highest, sinceHighest];
  }

  #isBeyond(level: number): boolean {
    const { highest, lowest, sinceHighest, sinceLowest } = this.#state;
    if (isAbove(sinceLowest, lowest, level)) return true;
    return this.#options.twoSided && isAbove(highest, sinceHighest, level);
  }
}

function isAbove(upper: FadingMean, lower: FadingMean, level: number): boolean {
  if (upper.count === 0 || lower.count === 0) return false;
  return upper.mean - lower.mean > bound(upper.squaredWeights + lower.squaredWeights, level);
}

function bound(squaredWeights: number, level: number): number {
  return Math.sqrt((squaredWeights * Math.log(1 / level)) / 2);
}

function faded({ count, mean, squaredWeights }: FadingMean, value: number, weight: number): FadingMean {
  return {
    count: count + 1,
    mean: count === 0 ? value : weight * value + (1 - weight) * mean,
    squaredWeights: weight * weight + (1 - weight) ** 2 * squaredWeights,
  };
}
