import type { Weights } from "./weights.ts";

/** What restores an Adam: how many steps it has made, and its moments of the gradients. */
export interface AdamState {
  readonly steps: number;
  readonly first: readonly number[];
  readonly second: readonly number[];
}

const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const LEAST_DEVIATION = 1e-8;

/** Stochastic descent by estimates of the gradients' first two moments (Kingma and Ba 2015, algorithm 1). 16 bytes a weight. */
export class Adam {
  readonly #weights: Weights;
  readonly #learningRate: number;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(weights: Weights, learningRate: number, state?: AdamState) {
    this.#weights = weights;
    this.#learningRate = learningRate;
    this.#first = new Float64Array(weights.values.length);
    this.#second = new Float64Array(weights.values.length);
    if (state === undefined) return;
    this.#first.set(state.first);
    this.#second.set(state.second);
    this.#steps = state.steps;
  }

  /** Moves the weights against their gradients. */
  step(): void {
    this.#steps += 1;
    const { gradients, values } = this.#weights;
    const firstWhole = 1 - FIRST_DECAY ** this.#steps;
    const secondWhole = 1 - SECOND_DECAY ** this.#steps;
    for (let i = 0; i < values.length; i += 1) {
      const gradient = Number(gradients[i]);
      const first = FIRST_DECAY * Number(this.#first[i]) + (1 - FIRST_DECAY) * gradient;
      const second = SECOND_DECAY * Number(this.#second[i]) + (1 - SECOND_DECAY) * gradient * gradient;
      this.#first[i] = first;
      this.#second[i] = second;
      const deviation = Math.sqrt(second / secondWhole) + LEAST_DEVIATION;
      values[i] = Number(values[i]) - (this.#learningRate * first) / firstWhole / deviation;
    }
  }

  toJSON(): AdamState {
    return { steps: this.#steps, first: [...this.#first], second: [...this.#second] };
  }
}
