import type { Random } from "../random.ts";
import { addScaled, dot } from "./vectors.ts";
import { fillUniform, type LayerWeights, type Weights } from "./weights.ts";

/** What a dense layer does to its sums. */
export type Activation = "linear" | "tanh";

/** How many weights a dense layer has. */
export function denseWeights(inputs: number, outputs: number): number {
  return outputs * (inputs + 1);
}

/** output = activation(W·input + b); W is outputs × inputs, row by row, and b follows it. */
export class Dense {
  /** Of the last `forward`. */
  readonly output: Float64Array;
  /** Of the last `backward`: the gradient of the loss by the input. */
  readonly inputGradient: Float64Array;
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #activation: Activation;
  readonly #weights: LayerWeights;

  constructor(weights: Weights, inputs: number, outputs: number, activation: Activation) {
    this.#weights = weights.take(denseWeights(inputs, outputs));
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#activation = activation;
    this.output = new Float64Array(outputs);
    this.inputGradient = new Float64Array(inputs);
  }

  /** Draws the weights; biases are 0. */
  initialise(random: Random): void {
    const { values } = this.#weights;
    const biases = this.#outputs * this.#inputs;
    fillUniform(values.subarray(0, biases), this.#inputs, this.#outputs, random);
    values.fill(0, biases);
  }

  /** The output for an input, valid until the next call. */
  forward(input: Float64Array): Float64Array {
    const { values } = this.#weights;
    const inputs = this.#inputs;
    const biases = this.#outputs * inputs;
    for (let row = 0; row < this.#outputs; row += 1) {
      const sum = dot(values, row * inputs, input, 0, inputs) + Number(values[biases + row]);
      this.output[row] = this.#activation === "tanh" ? Math.tanh(sum) : sum;
    }
    return this.output;
  }

  /**
   * Adds to the gradients of the weights what the gradient by the output of the last `forward`, which had this input,
   * makes of them; gives the gradient by the input, valid until the next call.
   */
  backward(input: Float64Array, outputGradient: Float64Array): Float64Array {
    const { gradients, values } = this.#weights;
    const inputs = this.#inputs;
    const biases = this.#outputs * inputs;
    this.inputGradient.fill(0);
    for (let row = 0; row < this.#outputs; row += 1) {
      const gradient = Number(outputGradient[row]) * this.#slope(row);
      addScaled(gradients, row * inputs, input, 0, inputs, gradient);
      gradients[biases + row] = Number(gradients[biases + row]) + gradient;
      addScaled(this.inputGradient, 0, values, row * inputs, inputs, gradient);
    }
    return this.inputGradient;
  }

  #slope(row: number): number {
    const output = Number(this.output[row]);
    return this.#activation === "tanh" ? 1 - output * output : 1;
  }
}
