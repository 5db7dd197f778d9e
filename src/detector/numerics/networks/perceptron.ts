import type { Random } from "../random.ts";
import { Dense, denseWeights } from "./dense.ts";
import type { Weights } from "./weights.ts";

/** How many weights a perceptron with layers of these sizes has. */
export function perceptronWeights(sizes: readonly number[]): number {
  return stepsOf(sizes).reduce((sum, [inputs, outputs]) => sum + denseWeights(inputs, outputs), 0);
}

/** Dense layers one after the other, from the first of the sizes to the last: tanh, and at the end linear. */
export class Perceptron {
  readonly #layers: readonly Dense[];

  constructor(weights: Weights, sizes: readonly number[]) {
    const steps = stepsOf(sizes);
    this.#layers = steps.map(([inputs, outputs], index) => {
      return new Dense(weights, inputs, outputs, index === steps.length - 1 ? "linear" : "tanh");
    });
  }

  /** Draws the weights. */
  initialise(random: Random): void {
    for (const layer of this.#layers) layer.initialise(random);
  }

  /** The output for an input, valid until the next call. */
  forward(input: Float64Array): Float64Array {
    let passed = input;
    for (const layer of this.#layers) passed = layer.forward(passed);
    return passed;
  }

  /** Adds to the gradients of the weights after `forward` of this input; gives the gradient by the input. */
  backward(input: Float64Array, outputGradient: Float64Array): Float64Array {
    let passed = outputGradient;
    for (let index = this.#layers.length - 1; index >= 0; index -= 1) {
      const layer = this.#layers[index];
      if (layer !== undefined) passed = layer.backward(this.#layers[index - 1]?.output ?? input, passed);
    }
    return passed;
  }
}

function stepsOf(sizes: readonly number[]): (readonly [number, number])[] {
  return sizes.slice(1).map((outputs, index) => [Number(sizes[index]), outputs] as const);
}
