import { number, type OutputOf, object } from "../../schema/index.ts";

/** So many times as odd as an anomaly must be what is another soon after it. */
const ODDER = 4 / 3;

/** State of a Quiet. */
export const quietState = object({
  bar: number({ minimum: 0, maximum: Number.MAX_VALUE }),
  samples: number({ integer: true, minimum: 0, maximum: 100_000 }),
});

/** One alarm a burst: after an anomaly the threshold is raised for some samples. */
export class Quiet {
  readonly #threshold: number;
  readonly #quietSamples: number;
  #state: OutputOf<typeof quietState>;

  constructor(threshold: number, quietSamples: number, state: OutputOf<typeof quietState> = { bar: 0, samples: 0 }) {
    this.#threshold = threshold;
    this.#quietSamples = quietSamples;
    this.#state = state;
  }

  /** What a score must exceed now. */
  get threshold(): number {
    return this.#state.samples === 0 ? this.#threshold : Math.max(this.#threshold, this.#state.bar);
  }

  /** Takes the score of one more value. */
  learn(score: number): void {
    const { bar, samples } = this.#state;
    this.#state =
      score > this.threshold
        ? { bar: score * ODDER, samples: this.#quietSamples }
        : { bar, samples: Math.max(0, samples - 1) };
  }

  toJSON(): OutputOf<typeof quietState> {
    return this.#state;
  }
}
