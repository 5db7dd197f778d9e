import type { Random } from "../random.ts";
import { middleSizes, type RowNetwork } from "./autoencoder.ts";
import { divergenceFromNormal, squaredLoss } from "./losses.ts";
import { Perceptron, perceptronWeights } from "./perceptron.ts";
import { Weights } from "./weights.ts";

/** How many weights a variational autoencoder of rows with so many features has. */
export function variationalWeights(features: number): number {
  const { decoder, encoder } = sizesOf(features);
  return perceptronWeights(encoder) + perceptronWeights(decoder);
}

/** Beyond these the logarithm of a variance is cut, so that its exponential stays finite. */
const GREATEST_LOG_VARIANCE = 10;

/**
 * A variational autoencoder (Kingma and Welling 2014): the encoder gives a normal density over the narrow middle, the
 * decoder the mean of a row whose features have the given variance around it. The loss is the negative evidence lower
 * bound without its constant: squared error / (2·variance) + divergence from the standard normal.
 */
export class VariationalAutoencoder implements RowNetwork {
  readonly weights: Weights;
  readonly #variance: number;
  readonly #encoder: Perceptron;
  readonly #decoder: Perceptron;
  readonly #means: Float64Array;
  readonly #logVariances: Float64Array;
  readonly #noise: Float64Array;
  readonly #code: Float64Array;
  readonly #rowGradient: Float64Array;
  readonly #encodedGradient: Float64Array;

  constructor(features: number, variance: number, random: Random) {
    const { decoder, encoder, narrow } = sizesOf(features);
    this.weights = new Weights(variationalWeights(features));
    this.#variance = variance;
    this.#encoder = new Perceptron(this.weights, encoder);
    this.#decoder = new Perceptron(this.weights, decoder);
    this.#encoder.initialise(random);
    this.#decoder.initialise(random);
    this.#means = new Float64Array(narrow);
    this.#logVariances = new Float64Array(narrow);
    this.#noise = new Float64Array(narrow);
    this.#code = new Float64Array(narrow);
    this.#rowGradient = new Float64Array(features);
    this.#encodedGradient = new Float64Array(2 * narrow);
  }

  /** From the mean of the code, without drawing: the same row is always given back the same. */
  reconstruct(row: Float64Array): Float64Array {
    this.#encode(row);
    return this.#decoder.forward(this.#means);
  }

  penalty(): number {
    // Rounding can leave a divergence of zero a little below.
    return 2 * this.#variance * Math.max(0, divergenceFromNormal(this.#means, this.#logVariances));
  }

  /** With a code drawn from its density, by the reparametrisation of the paper. */
  addGradients(row: Float64Array, random: Random): number {
    this.#encode(row);
    for (let i = 0; i < this.#code.length; i += 1) {
      const noise = random.normal() * Math.exp(Number(this.#logVariances[i]) / 2);
      this.#noise[i] = noise;
      this.#code[i] = Number(this.#means[i]) + noise;
    }
    const error = squaredLoss(this.#decoder.forward(this.#code), row, this.#rowGradient, 1 / this.#variance);
    const codeGradient = this.#decoder.backward(this.#code, this.#rowGradient);
    this.#passCode(codeGradient);
    this.#encoder.backward(row, this.#encodedGradient);
    return error + divergenceFromNormal(this.#means, this.#logVariances);
  }

  #encode(row: Float64Array): void {
    const encoded = this.#encoder.forward(row);
    const size = this.#means.length;
    for (let i = 0; i < size; i += 1) {
      this.#means[i] = Number(encoded[i]);
      const logVariance = Number(encoded[size + i]);
      this.#logVariances[i] = Math.max(-GREATEST_LOG_VARIANCE, Math.min(GREATEST_LOG_VARIANCE, logVariance));
    }
  }

  /** The gradient by what the encoder gave, from that by the code and that of the divergence. */
  #passCode(codeGradient: Float64Array): void {
    const size = this.#means.length;
    for (let i = 0; i < size; i += 1) {
      const gradient = Number(codeGradient[i]);
      const divergence = (Math.exp(Number(this.#logVariances[i])) - 1) / 2;
      this.#encodedGradient[i] = gradient + Number(this.#means[i]);
      this.#encodedGradient[size + i] = (gradient * Number(this.#noise[i])) / 2 + divergence;
    }
  }
}

function sizesOf(features: number) {
  const { narrow, wide } = middleSizes(features);
  return { narrow, encoder: [features, wide, 2 * narrow], decoder: [narrow, wide, features] };
}
