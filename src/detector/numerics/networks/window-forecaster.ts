import type { Random } from "../random.ts";
import { Dense, denseWeights } from "./dense.ts";
import { Lstm, lstmWeights } from "./lstm.ts";
import { Weights } from "./weights.ts";

/** How many weights a forecaster with so many hidden units has. */
export function forecasterWeights(hidden: number): number {
  return lstmWeights(1, hidden) + denseWeights(hidden + 1, 1);
}

/**
 * Forecasts the next of some values: an LSTM reads them, and a linear layer sees its hidden state and the last value.
 * Back-propagation reaches over one window and no farther.
 */
export class WindowForecaster {
  readonly weights: Weights;
  readonly #hidden: number;
  readonly #lstm: Lstm;
  readonly #head: Dense;
  readonly #value: Float64Array;
  readonly #seen: readonly Float64Array[];
  readonly #errors: Float64Array;

  /** For windows of `steps` values. */
  constructor(hidden: number, steps: number, random: Random) {
    this.weights = new Weights(forecasterWeights(hidden));
    this.#hidden = hidden;
    this.#lstm = new Lstm(this.weights, 1, hidden, steps);
    this.#head = new Dense(this.weights, hidden + 1, 1, "linear");
    this.#lstm.initialise(random);
    this.#head.initialise(random);
    this.#value = new Float64Array(1);
    this.#seen = Array.from({ length: steps }, () => new Float64Array(hidden + 1));
    this.#errors = new Float64Array(steps);
  }

  /** The value after the first `count` values of an array, at most `steps`; 0 where there are none. */
  forecast(values: Float64Array, count: number): number {
    let forecast = 0;
    for (let step = 0; step < count; step += 1) forecast = this.#forward(step, Number(values[step]));
    return forecast;
  }

  /**
   * Adds the gradients of half the mean squared error of the forecasts of the second to the last of the first `count`
   * values of an array, at least two and at most `steps` + 1; gives that loss.
   */
  addGradients(values: Float64Array, count: number): number {
    const steps = count - 1;
    let squares = 0;
    for (let step = 0; step < steps; step += 1) {
      const error = this.#forward(step, Number(values[step])) - Number(values[step + 1]);
      this.#errors[step] = error / steps;
      squares += error * error;
    }
    this.#lstm.beginBackward();
    for (let step = steps - 1; step >= 0; step -= 1) this.#backward(step);
    return squares / steps / 2;
  }

  #forward(step: number, value: number): number {
    this.#value[0] = value;
    const seen = this.#seenAt(step);
    seen.set(this.#lstm.forward(step, this.#value));
    seen[this.#hidden] = value;
    return Number(this.#head.forward(seen)[0]);
  }

  #backward(step: number): void {
    this.#value[0] = Number(this.#errors[step]);
    this.#lstm.backward(step, this.#head.backward(this.#seenAt(step), this.#value));
  }

  #seenAt(step: number): Float64Array {
    return this.#seen[step] ?? this.#value;
  }
}
