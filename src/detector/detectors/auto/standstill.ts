import { number, type OutputOf, object } from "../../schema/index.ts";

/** A standstill is odd when it has lasted this many times as long as any before. */
const TIMES_LONGER = 4;

/** The longest before counts as no less than this many samples. */
const LEAST_LONGEST = 4;

/** A standstill that has lasted for this many times as long as makes it odd is the new normal. */
const MOST = 1.25;

/** Only a series that has changed this often is expected to. */
const LEAST_CHANGES = 100;

/** Differences smaller than this fraction of the value are rounding. */
const ROUNDING = 1e-9;

const whole = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** State of a Standstill. */
export const standstillState = object({ last: number(), run: whole, longest: whole, changes: whole });

/** For how long a series has given the same value, compared with the longest time before. */
export class Standstill {
  #state: OutputOf<typeof standstillState>;

  /** From the first value, or from a state. */
  constructor(first: number, state?: OutputOf<typeof standstillState>) {
    this.#state = state ?? { last: first, run: 0, longest: LEAST_LONGEST, changes: 0 };
  }

  /** Above 1 where it has become odd; 0 in a series that seldom changes, and where it has lasted on and on. */
  ratio(value: number): number {
    const { changes, longest, run } = this.#state;
    if (changes < LEAST_CHANGES || this.#changes(value)) return 0;
    const ratio = (run + 1) / (TIMES_LONGER * longest);
    return ratio > MOST ? 0 : ratio;
  }

  /** Takes one more value. */
  learn(value: number): void {
    const { changes, longest, run } = this.#state;
    this.#state = this.#changes(value)
      ? { last: value, run: 0, longest: Math.max(longest, run), changes: changes + 1 }
      : { last: value, run: run + 1, longest, changes };
  }

  toJSON(): OutputOf<typeof standstillState> {
    return this.#state;
  }

  #changes(value: number): boolean {
    return Math.abs(value - this.#state.last) > ROUNDING * Math.abs(value);
  }
}
