import type { Random } from "../random.ts";
import { dot, scale } from "./vectors.ts";

/** The weights of a layer, and the gradients of the loss by them: parts of its network's arrays. */
export interface LayerWeights {
  readonly values: Float64Array;
  readonly gradients: Float64Array;
}

/** All weights of a network in one array, and the gradients of its loss by them in another. 16 bytes a weight. */
export class Weights implements LayerWeights {
  readonly values: Float64Array;
  readonly gradients: Float64Array;
  #taken = 0;

  constructor(count: number) {
    this.values = new Float64Array(count);
    this.gradients = new Float64Array(count);
  }

  /** The next `count` weights that no layer has taken. */
  take(count: number): LayerWeights {
    const start = this.#taken;
    this.#taken += count;
    return {
      values: this.values.subarray(start, this.#taken),
      gradients: this.gradients.subarray(start, this.#taken),
    };
  }

  /** Sets all gradients to 0. */
  clearGradients(): void {
    this.gradients.fill(0);
  }

  /** Multiplies all gradients by a factor. */
  scaleGradients(factor: number): void {
    scale(this.gradients, factor);
  }

  /** Shortens the gradient to a Euclidean length of at most `limit` (Pascanu, Mikolov and Bengio 2013). */
  limitGradients(limit: number): void {
    const { gradients } = this;
    const length = Math.sqrt(dot(gradients, 0, gradients, 0, gradients.length));
    if (length > limit) this.scaleGradients(limit / length);
  }
}

/** Fills weights between layers of these sizes: uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
export function fillUniform(values: Float64Array, inputs: number, outputs: number, random: Random): void {
  const limit = Math.sqrt(6 / (inputs + outputs));
  for (let i = 0; i < values.length; i += 1) values[i] = limit * (2 * random.uniform() - 1);
}
