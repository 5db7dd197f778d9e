import type { Random } from "../random.ts";
import { squaredLoss } from "./losses.ts";
import { Perceptron, perceptronWeights } from "./perceptron.ts";
import { Weights } from "./weights.ts";

/** A network that gives rows back through a narrow middle: what is usual it can, what is odd it can't. */
export interface RowNetwork {
  readonly weights: Weights;
  /** The row as the network gives it back, valid until the next call. */
  reconstruct(row: Float64Array): Float64Array;
  /** What the loss of the row that was reconstructed last holds beside the squared error; never negative. */
  penalty(): number;
  /** Adds the gradients of the loss of a row; gives the loss. */
  addGradients(row: Float64Array, random: Random): number;
}

/** Sizes of the layers in the middle: half and a quarter of the features, but wide enough for a plane where they are few. */
export function middleSizes(features: number): { readonly wide: number; readonly narrow: number } {
  const narrow = Math.max(1, Math.min(features - 1, Math.max(2, Math.ceil(features / 4))));
  return { wide: Math.max(2, Math.ceil(features / 2)), narrow };
}

/** How many weights an autoencoder of rows with so many features has. */
export function autoencoderWeights(features: number): number {
  return perceptronWeights(sizesOf(features));
}

/** Features → half → quarter → half → features; the loss is half the squared error. */
export class Autoencoder implements RowNetwork {
  readonly weights: Weights;
  readonly #layers: Perceptron;
  readonly #gradient: Float64Array;

  constructor(features: number, random: Random) {
    this.weights = new Weights(autoencoderWeights(features));
    this.#layers = new Perceptron(this.weights, sizesOf(features));
    this.#layers.initialise(random);
    this.#gradient = new Float64Array(features);
  }

  reconstruct(row: Float64Array): Float64Array {
    return this.#layers.forward(row);
  }

  penalty(): number {
    return 0;
  }

  addGradients(row: Float64Array): number {
    const loss = squaredLoss(this.#layers.forward(row), row, this.#gradient);
    this.#layers.backward(row, this.#gradient);
    return loss;
  }
}

function sizesOf(features: number): number[] {
  const { narrow, wide } = middleSizes(features);
  return [features, wide, narrow, wide, features];
}
