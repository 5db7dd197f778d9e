import type { Random } from "../random.ts";
import { addScaled, dot } from "./vectors.ts";
import { fillUniform, type LayerWeights, type Weights } from "./weights.ts";

/** How many weights an LSTM has. */
export function lstmWeights(inputs: number, hidden: number): number {
  return 4 * hidden * (inputs + hidden + 1);
}

/** What a step keeps for the way back. */
interface Step {
  /** The input, and after it the hidden state that the step began with. */
  readonly joined: Float64Array;
  /** Input gate, forget gate, candidate, output gate: one after the other. */
  readonly gates: Float64Array;
  readonly cell: Float64Array;
  readonly squashedCell: Float64Array;
  readonly hidden: Float64Array;
}

/**
 * A layer of long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and
 * Cummins 2000), unrolled over a fixed number of steps from a state of zeros:
 *
 *     i, f, o = σ(W·[x, h] + b)   g = tanh(W·[x, h] + b)   c ← f·c + i·g   h ← o·tanh(c)
 *
 * The inputs are data: there is no gradient by them.
 */
export class Lstm {
  readonly #inputs: number;
  readonly #hidden: number;
  readonly #width: number;
  readonly #weights: LayerWeights;
  readonly #steps: readonly Step[];
  readonly #zeros: Float64Array;
  readonly #joinedGradient: Float64Array;
  readonly #cellGradient: Float64Array;
  readonly #sumGradients: Float64Array;

  constructor(weights: Weights, inputs: number, hidden: number, steps: number) {
    this.#inputs = inputs;
    this.#hidden = hidden;
    this.#width = inputs + hidden;
    this.#weights = weights.take(lstmWeights(inputs, hidden));
    this.#steps = Array.from({ length: steps }, () => ({
      joined: new Float64Array(inputs + hidden),
      gates: new Float64Array(4 * hidden),
      cell: new Float64Array(hidden),
      squashedCell: new Float64Array(hidden),
      hidden: new Float64Array(hidden),
    }));
    this.#zeros = new Float64Array(hidden);
    this.#joinedGradient = new Float64Array(inputs + hidden);
    this.#cellGradient = new Float64Array(hidden);
    this.#sumGradients = new Float64Array(4 * hidden);
  }

  /** Draws the weights; biases are 0, those of the forget gate 1 (Jozefowicz, Zaremba and Sutskever 2015). */
  initialise(random: Random): void {
    const { values } = this.#weights;
    const biases = 4 * this.#hidden * this.#width;
    fillUniform(values.subarray(0, biases), this.#width, this.#hidden, random);
    values.fill(0, biases);
    values.fill(1, biases + this.#hidden, biases + 2 * this.#hidden);
  }

  /** The hidden state after a step, from its input and the step before; steps are taken in order. */
  forward(index: number, input: Float64Array): Float64Array {
    const step = this.#step(index);
    const before = index === 0 ? undefined : this.#step(index - 1);
    step.joined.set(input);
    step.joined.set(before?.hidden ?? this.#zeros, this.#inputs);
    this.#gate(step);
    const { cell, gates, hidden, squashedCell } = step;
    const size = this.#hidden;
    for (let unit = 0; unit < size; unit += 1) {
      const kept = Number(gates[size + unit]) * Number(before === undefined ? 0 : before.cell[unit]);
      cell[unit] = kept + Number(gates[unit]) * Number(gates[2 * size + unit]);
      squashedCell[unit] = Math.tanh(Number(cell[unit]));
      hidden[unit] = Number(gates[3 * size + unit]) * Number(squashedCell[unit]);
    }
    return hidden;
  }

  /** Begins the way back, before the last step. */
  beginBackward(): void {
    this.#joinedGradient.fill(0);
    this.#cellGradient.fill(0);
  }

  /** Adds to the gradients of the weights for a step, from the gradient by its hidden state; from the last to the first. */
  backward(index: number, hiddenGradient: Float64Array): void {
    const step = this.#step(index);
    const before = index === 0 ? undefined : this.#step(index - 1);
    this.#passCell(step, before?.cell ?? this.#zeros, hiddenGradient);
    const { gradients, values } = this.#weights;
    const width = this.#width;
    const biases = 4 * this.#hidden * width;
    this.#joinedGradient.fill(0);
    for (let row = 0; row < 4 * this.#hidden; row += 1) {
      const gradient = Number(this.#sumGradients[row]);
      addScaled(gradients, row * width, step.joined, 0, width, gradient);
      gradients[biases + row] = Number(gradients[biases + row]) + gradient;
      addScaled(this.#joinedGradient, 0, values, row * width, width, gradient);
    }
  }

  #gate({ gates, joined }: Step): void {
    const { values } = this.#weights;
    const width = this.#width;
    const size = this.#hidden;
    for (let row = 0; row < 4 * size; row += 1) {
      const sum = dot(values, row * width, joined, 0, width) + Number(values[4 * size * width + row]);
      const isCandidate = row >= 2 * size && row < 3 * size;
      gates[row] = isCandidate ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
    }
  }

  /** The gradients by the sums below the gates, and by the cell of the step before. */
  #passCell({ gates, squashedCell }: Step, cellBefore: Float64Array, hiddenGradient: Float64Array): void {
    const size = this.#hidden;
    const sums = this.#sumGradients;
    for (let unit = 0; unit < size; unit += 1) {
      const input = Number(gates[unit]);
      const forget = Number(gates[size + unit]);
      const candidate = Number(gates[2 * size + unit]);
      const output = Number(gates[3 * size + unit]);
      const squashed = Number(squashedCell[unit]);
      const hidden = Number(hiddenGradient[unit]) + Number(this.#joinedGradient[this.#inputs + unit]);
      const cell = Number(this.#cellGradient[unit]) + hidden * output * (1 - squashed * squashed);
      sums[unit] = cell * candidate * input * (1 - input);
      sums[size + unit] = cell * Number(cellBefore[unit]) * forget * (1 - forget);
      sums[2 * size + unit] = cell * input * (1 - candidate * candidate);
      sums[3 * size + unit] = hidden * squashed * output * (1 - output);
      this.#cellGradient[unit] = cell * forget;
    }
  }

  #step(index: number): Step {
    const step = this.#steps[index];
    if (step === undefined) throw new RangeError(`no step ${index} of ${this.#steps.length}`);
    return step;
  }
}
