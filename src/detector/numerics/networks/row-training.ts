import { Random } from "../random.ts";
import { Adam } from "./adam.ts";
import type { RowNetwork } from "./autoencoder.ts";
import { RowReplay } from "./row-replay.ts";
import { Standardiser, type StandardiserOptions } from "./standardiser.ts";
import type { TrainingState } from "./training-state.ts";

/** How a network of rows is trained while they come. */
export interface RowTrainingOptions extends StandardiserOptions {
  readonly features: number;
  readonly seed: number;
  readonly learningRate: number;
  /** Rows that one step of training takes the mean gradient of. */
  readonly batchRows: number;
  /** Steps of training for each row that comes. */
  readonly stepsPerSample: number;
  /** The last rows, from which batches are drawn. */
  readonly replayRows: number;
}

/** What a network gives back of a row, in the units of the row; the arrays are valid until the next call. */
export interface Reconstruction {
  readonly expected: Float64Array;
  /** Squared errors in the variances of the features. */
  readonly squares: Float64Array;
  /** The sum of the squares, and of what the network adds to its loss. */
  readonly error: number;
}

/** In standard deviations: what lies farther out comes to the network as if it lay there. */
const FARTHEST_SEEN = 5;
const LONGEST_GRADIENT = 5;

/** A network of rows, trained on draws of the last rows, a bounded number of steps for each that comes. */
export class RowTraining {
  readonly #options: RowTrainingOptions;
  readonly #network: RowNetwork;
  readonly #random: Random;
  readonly #standardiser: Standardiser;
  readonly #replay: RowReplay;
  readonly #adam: Adam;
  readonly #input: Float64Array;
  readonly #expected: Float64Array;
  readonly #squares: Float64Array;

  /** `network` makes it anew, with the generator that draws its weights. */
  constructor(options: RowTrainingOptions, network: (random: Random) => RowNetwork, state?: TrainingState) {
    const { features, learningRate, replayRows, seed } = options;
    const random = new Random(seed);
    this.#options = options;
    this.#network = network(random);
    if (state !== undefined) this.#network.weights.values.set(state.weights);
    this.#random = state === undefined ? random : new Random(state.random);
    this.#standardiser = new Standardiser(features, options, state?.standardiser);
    this.#replay = new RowReplay(replayRows, features, state?.replay);
    this.#adam = new Adam(this.#network.weights, learningRate, state?.adam);
    this.#input = new Float64Array(features);
    this.#expected = new Float64Array(features);
    this.#squares = new Float64Array(features);
  }

  /** How many rows it has learnt. */
  get count(): number {
    return this.#standardiser.count;
  }

  /** Takes a row of finite values, and trains. */
  learn(row: ArrayLike<number>): void {
    this.#standardiser.learn(row);
    this.#replay.push(row);
    for (let step = 0; step < this.#options.stepsPerSample; step += 1) this.#train();
  }

  /** How the network would give a row of finite values back. */
  reconstruct(row: ArrayLike<number>): Reconstruction {
    for (let i = 0; i < row.length; i += 1) this.#see(Number(row[i]), i);
    const given = this.#network.reconstruct(this.#input);
    let error = this.#network.penalty();
    for (let i = 0; i < given.length; i += 1) {
      const back = Number(given[i]);
      const square = (this.#standardiser.standardised(Number(row[i]), i) - back) ** 2;
      this.#squares[i] = square;
      this.#expected[i] = this.#standardiser.mean(i) + back * this.#standardiser.deviation(i);
      error += square;
    }
    return { expected: this.#expected, squares: this.#squares, error };
  }

  toJSON(): TrainingState {
    return {
      random: this.#random.toJSON(),
      standardiser: this.#standardiser.toJSON(),
      replay: this.#replay.toJSON(),
      weights: [...this.#network.weights.values],
      adam: this.#adam.toJSON(),
    };
  }

  #train(): void {
    const { weights } = this.#network;
    weights.clearGradients();
    for (let drawn = 0; drawn < this.#options.batchRows; drawn += 1) {
      this.#recall(this.#random.below(this.#replay.count));
      this.#network.addGradients(this.#input, this.#random);
    }
    weights.scaleGradients(1 / this.#options.batchRows);
    weights.limitGradients(LONGEST_GRADIENT);
    this.#adam.step();
  }

  #recall(age: number): void {
    for (let i = 0; i < this.#input.length; i += 1) this.#see(this.#replay.valueAt(age, i), i);
  }

  #see(value: number, feature: number): void {
    const standardised = this.#standardiser.standardised(value, feature);
    this.#input[feature] = Math.max(-FARTHEST_SEEN, Math.min(FARTHEST_SEEN, standardised));
  }
}
