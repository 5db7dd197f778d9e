import { Random } from "../random.ts";
import { Adam } from "./adam.ts";
import { RowReplay } from "./row-replay.ts";
import { Standardiser, type StandardiserOptions } from "./standardiser.ts";
import type { TrainingState } from "./training-state.ts";
import { WindowForecaster } from "./window-forecaster.ts";

/** How a forecaster is trained while values come. */
export interface ForecastTrainingOptions extends StandardiserOptions {
  readonly seed: number;
  readonly hiddenUnits: number;
  /** So many values a forecast is made from, and back-propagation reaches over. */
  readonly windowSamples: number;
  /** The last values, from which windows are drawn; more than a window. */
  readonly historySamples: number;
  /** Steps of training for each value that comes. */
  readonly stepsPerSample: number;
  readonly learningRate: number;
}

/** In standard deviations: what lies farther out comes to the network as if it lay there. */
const FARTHEST_SEEN = 5;
const LONGEST_GRADIENT = 1;

/** A forecaster of the next value, trained a bounded number of steps for each value that comes. */
export class ForecastTraining {
  readonly #options: ForecastTrainingOptions;
  readonly #random: Random;
  readonly #network: WindowForecaster;
  readonly #adam: Adam;
  readonly #standardiser: Standardiser;
  readonly #history: RowReplay;
  readonly #window: Float64Array;
  readonly #value = new Float64Array(1);

  constructor(options: ForecastTrainingOptions, state?: TrainingState) {
    const { hiddenUnits, historySamples, learningRate, seed, windowSamples } = options;
    const random = new Random(seed);
    this.#options = options;
    this.#network = new WindowForecaster(hiddenUnits, windowSamples, random);
    if (state !== undefined) this.#network.weights.values.set(state.weights);
    this.#random = state === undefined ? random : new Random(state.random);
    this.#adam = new Adam(this.#network.weights, learningRate, state?.adam);
    this.#standardiser = new Standardiser(1, options, state?.standardiser);
    this.#history = new RowReplay(historySamples, 1, state?.replay);
    this.#window = new Float64Array(windowSamples + 1);
  }

  /** How many values it has learnt. */
  get count(): number {
    return this.#standardiser.count;
  }

  /** How far a value is from the forecast beyond the least deviation, in standard deviations of the values. */
  distance(value: number, forecast: number): number {
    const beyond = Math.abs(value - forecast) - this.#standardiser.leastDeviation(0);
    return Math.max(0, beyond) / this.#standardiser.deviation(0);
  }

  /** The next value as it is expected; 0 before the first. */
  forecast(): number {
    const length = Math.min(this.#options.windowSamples, this.#history.count);
    this.#see(this.#history.count - length, length);
    const standardised = this.#network.forecast(this.#window, length);
    return this.#standardiser.mean(0) + limited(standardised) * this.#standardiser.deviation(0);
  }

  /** Takes a finite value, and trains: on the latest window and on a drawn one by turns. */
  learn(value: number): void {
    this.#value[0] = value;
    this.#standardiser.learn(this.#value);
    this.#history.push(this.#value);
    const { count } = this.#history;
    const length = Math.min(this.#options.windowSamples + 1, count);
    if (length < 2) return;
    for (let step = 0; step < this.#options.stepsPerSample; step += 1) {
      const isLatest = (this.count + step) % 2 === 0;
      this.#train(isLatest ? count - length : this.#random.below(count - length + 1), length);
    }
  }

  toJSON(): TrainingState {
    return {
      random: this.#random.toJSON(),
      standardiser: this.#standardiser.toJSON(),
      replay: this.#history.toJSON(),
      weights: [...this.#network.weights.values],
      adam: this.#adam.toJSON(),
    };
  }

  #train(age: number, length: number): void {
    const { weights } = this.#network;
    this.#see(age, length);
    weights.clearGradients();
    this.#network.addGradients(this.#window, length);
    weights.limitGradients(LONGEST_GRADIENT);
    this.#adam.step();
  }

  /** Standardises values from the history, beginning with one of an age, into the window. */
  #see(age: number, length: number): void {
    for (let index = 0; index < length; index += 1) {
      const value = this.#history.valueAt(age + index, 0);
      this.#window[index] = limited(this.#standardiser.standardised(value, 0));
    }
  }
}

function limited(standardised: number): number {
  return Math.max(-FARTHEST_SEEN, Math.min(FARTHEST_SEEN, standardised));
}
