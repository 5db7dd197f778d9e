/**
 * Which of many tests at once are discoveries, so that of those no more than `level` are false on average (Benjamini and Hochberg 1995).
 * For probabilities that are independent or positively dependent.
 */
export function benjaminiHochberg(probabilities: readonly number[], level: number): boolean[] {
  const sorted = [...probabilities].sort((a, b) => a - b);
  const count = sorted.length;
  const last = sorted.findLastIndex((probability, index) => probability <= (level * (index + 1)) / count);
  const limit = last < 0 ? -1 : Number(sorted[last]);
  return probabilities.map((probability) => probability <= limit);
}

/** Where a control stands: how many tests there were, and at which of them the last discoveries were made. */
export interface DiscoveryState {
  readonly tests: number;
  readonly discoveries: readonly number[];
  /** Whether there were more discoveries than the list holds. */
  readonly hadMore: boolean;
}

/** Older discoveries pay no more; forgetting them makes the control stricter, never looser. */
export const MOST_DISCOVERIES = 50;

const none: DiscoveryState = { tests: 0, discoveries: [], hadMore: false };

/**
 * Levels for tests that come one after the other, for ever, so that at any time of all discoveries no more than `level` are false on
 * average: LORD++ (Javanmard and Montanari 2018; Ramdas, Yang, Wainwright, Jordan 2017). Each test takes some of the wealth, each
 * discovery earns some. For probabilities that don't depend on each other.
 */
export class DiscoveryControl {
  readonly #level: number;
  #state: DiscoveryState;

  constructor(level: number, state: DiscoveryState = none) {
    this.#level = level;
    this.#state = state;
  }

  /** The probability up to which the next test is a discovery. */
  next(): number {
    const { discoveries, hadMore, tests } = this.#state;
    const time = tests + 1;
    const start = this.#level / 2;
    let sum = start * payment(time);
    for (const [index, at] of discoveries.entries()) {
      const isFirst = index === 0 && !hadMore;
      sum += (isFirst ? this.#level - start : this.#level) * payment(time - at);
    }
    return sum;
  }

  /** Takes the next test's probability; true if it is a discovery. */
  test(probability: number): boolean {
    const isDiscovery = probability <= this.next();
    const { discoveries, hadMore, tests } = this.#state;
    const made = isDiscovery ? [...discoveries, tests + 1] : discoveries;
    const kept = made.slice(-MOST_DISCOVERIES);
    this.#state = { tests: tests + 1, discoveries: kept, hadMore: hadMore || kept.length < made.length };
    return isDiscovery;
  }

  copy(): DiscoveryControl {
    return new DiscoveryControl(this.#level, this.#state);
  }

  toJSON(): DiscoveryState {
    return this.#state;
  }
}

/** The share of wealth for the test that comes so many tests later: all shares together are at most 1. */
function payment(later: number): number {
  return (0.0722 * Math.log(Math.max(later, 2))) / (later * Math.exp(Math.sqrt(Math.log(later))));
}
