import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { number, type OutputOf, object } from "../../schema/index.ts";

/** At first each value is believed at once; later a single one at most doubles the span on its side. */
const BELIEVED_SAMPLES = 10;

/** State of a Span. */
export const spanState = object({
  count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  low: number(),
  high: number(),
});

/** From where to where a series goes: wide at once, narrow again slowly, so that a short glitch doesn't blind for long. */
export class Span {
  readonly #fading: number;
  #state: OutputOf<typeof spanState>;

  constructor(halfLifeSamples: number, state: OutputOf<typeof spanState> = { count: 0, low: 0, high: 0 }) {
    this.#fading = weightOfHalfLife(halfLifeSamples);
    this.#state = state;
  }

  /** How many values it has learnt. */
  get count(): number {
    return this.#state.count;
  }

  /** The width, no less than the minimum or this fraction of the level. */
  width(minimum: number, relative: number): number {
    const { high, low } = this.#state;
    return Math.max(high - low, minimum, relative * Math.max(Math.abs(high), Math.abs(low)));
  }

  /** The value no farther beyond the span than so many widths. */
  clipped(value: number, width: number, widths: number): number {
    const { count, high, low } = this.#state;
    if (count < BELIEVED_SAMPLES) return value;
    return Math.min(high + widths * width, Math.max(low - widths * width, value));
  }

  /** Takes one more value, of which no more than a doubling on its side is believed at once. */
  learn(given: number, width: number): void {
    const value = this.clipped(given, width, 1);
    const { count, high, low } = this.#state;
    const middle = low / 2 + high / 2;
    this.#state =
      count === 0
        ? { count: 1, low: value, high: value }
        : {
            count: count + 1,
            low: Math.min(value, low + this.#fading * (middle - low)),
            high: Math.max(value, high + this.#fading * (middle - high)),
          };
  }

  toJSON(): OutputOf<typeof spanState> {
    return this.#state;
  }
}
