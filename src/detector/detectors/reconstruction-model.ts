import { weightOfHalfLife } from "../numerics/exponential-moments.ts";
import type { RowNetwork } from "../numerics/networks/autoencoder.ts";
import { RowTraining } from "../numerics/networks/row-training.ts";
import type { Random } from "../numerics/random.ts";
import { parse } from "../schema/index.ts";
import { type TrainingSize, trainingState } from "./network-state.ts";
import type { Explanation, Row, RowModel } from "./row-model.ts";

/** What networks of rows are trained with. */
export interface ReconstructionParameters {
  readonly stepsPerSample: number;
  readonly learningRate: number;
  readonly seed: number;
  readonly batchRows: number;
  readonly replayRows: number;
  readonly halfLifeSamples: number;
  readonly minimumScale: number;
  readonly minimumRelativeScale: number;
}

/** A kind of network of rows: how many weights it has, and how to make one. */
export interface NetworkOutline {
  readonly features: number;
  readonly weights: number;
  readonly network: (random: Random) => RowNetwork;
}

/** How badly a network gives a row back: a feature counts by its share of the squared error. */
export class ReconstructionModel implements RowModel {
  readonly #training: RowTraining;

  constructor(parameters: ReconstructionParameters, { features, network, weights }: NetworkOutline, saved?: unknown) {
    const size = { features, weights, replayRows: parameters.replayRows };
    const state = saved === undefined ? undefined : parse(trainingState(size), saved);
    const leastWeight = weightOfHalfLife(parameters.halfLifeSamples);
    this.#training = new RowTraining({ ...parameters, features, leastWeight }, network, state);
  }

  get count(): number {
    return this.#training.count;
  }

  score(row: Row): number {
    return this.#training.reconstruct(row).error;
  }

  explain(row: Row, into: Explanation): void {
    const { expected, squares } = this.#training.reconstruct(row);
    into.expected.set(expected);
    into.weights.set(squares);
  }

  learn(row: Row): void {
    this.#training.learn(row);
  }

  toJSON(): object {
    return this.#training.toJSON();
  }
}

/** Memory of a network in training, in bytes. */
export function trainingBytes({ features, replayRows, weights }: TrainingSize): number {
  // Weights, gradients and two moments; the last rows; what passes between the layers.
  return 32 * weights + 8 * features * replayRows + 160 * features + 4096;
}
