/** How many observations the prior of a longer context may weigh. */
const WEIGHTS = [3, 10, 30, 100, 300, 1000] as const;

/** After so many observations an old one counts half. */
const HALF_LIFE = 2000;
const KEPT = 0.5 ** (1 / HALF_LIFE);

/**
 * How much the distribution after a longer context may differ from the one after a shorter: the weight of the shorter
 * one as a prior (MacKay and Peto, A hierarchical Dirichlet language model, 1995), chosen by how well each of a few
 * weights would have foretold what came.
 */
export class Concentration {
  readonly #losses: number[];

  /** From the losses that `toJSON` gave. */
  constructor(losses: readonly number[] = []) {
    this.#losses = WEIGHTS.map((_, index) => losses[index] ?? 0);
  }

  /** The weight that has foretold best; the greatest where none has foretold better. */
  get weight(): number {
    let best = WEIGHTS.length - 1;
    for (const [index, loss] of this.#losses.entries()) if (loss < Number(this.#losses[best])) best = index;
    return WEIGHTS[best] ?? 0;
  }

  /** Notes what came: seen `count` times of `total` after the longer context, with probability `prior` after the shorter. */
  learn(count: number, total: number, prior: number): void {
    for (const [index, weight] of WEIGHTS.entries()) {
      const likely = (count + weight * prior) / (total + weight);
      this.#losses[index] = Number(this.#losses[index]) * KEPT - Math.log(likely);
    }
  }

  toJSON(): readonly number[] {
    return this.#losses;
  }
}

/** How many weights there are. */
export const CONCENTRATION_WEIGHTS = WEIGHTS.length;
