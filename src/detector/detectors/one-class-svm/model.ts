import { FeatureRanges } from "../../numerics/feature-ranges.ts";
import { FourierFeatures } from "../../numerics/fourier-features.ts";
import { OneClassSvm } from "../../numerics/one-class-svm.ts";
import { Random } from "../../numerics/random.ts";
import { list, number, type OutputOf, object, parse } from "../../schema/index.ts";
import { rangesState } from "../ranges-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

/** So many of the last rows tell the ranges of the features, one of which is fitted anew with each row. */
const RECENT_ROWS = 64;

/** Standard deviations of a normal feature in its range, which is twice as wide as from its 5 % to its 95 % quantile. */
const DEVIATIONS = 4 * 1.6449;

/** Farther out the kernel is 0 for sure. */
const FARTHEST = 100;

const stateOf = ({ fourierFeatures }: Parameters, features: number) =>
  object({
    count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    ranges: rangesState(features),
    recent: list(number(), { most: RECENT_ROWS * features }),
    svm: object({
      weights: list(number(), { least: fourierFeatures, most: fourierFeatures }),
      offset: number(),
    }),
  });

/** A one-class support vector machine that takes a gradient step for each row. */
export class OneClassModel implements RowModel {
  readonly #parameters: Parameters;
  readonly #ranges: FeatureRanges;
  readonly #svm: OneClassSvm;
  readonly #recent: Float64Array;
  readonly #standardised: Float64Array;
  readonly #units: Float64Array;
  #count = 0;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const { fourierFeatures, gamma, nu, seed } = parameters;
    const state = saved === undefined ? undefined : parse(stateOf(parameters, features), saved);
    const width = gamma === 0 ? 1 / features : gamma;
    const map = new FourierFeatures(features, fourierFeatures, width, new Random(seed));
    this.#parameters = parameters;
    this.#ranges = new FeatureRanges(features, parameters, state?.ranges);
    this.#svm = new OneClassSvm(map, nu, state?.svm);
    this.#recent = new Float64Array(RECENT_ROWS * features);
    this.#standardised = new Float64Array(features);
    this.#units = new Float64Array(features);
    if (state !== undefined) this.#restore(state);
  }

  get count(): number {
    return this.#count;
  }

  score(row: Row): number {
    this.#standardise(row);
    let beyond = 0;
    for (let feature = 0; feature < row.length; feature += 1) beyond += this.#beyond(feature);
    return this.#strangeness() + beyond;
  }

  /** A feature's weight is by how much nearer the row would be with the feature amid its range. */
  explain(_row: Row, { expected, weights }: Explanation): void {
    expected.set(this.#ranges.medians);
    const strangeness = this.#strangeness();
    for (let feature = 0; feature < weights.length; feature += 1) {
      const own = Number(this.#standardised[feature]);
      this.#standardised[feature] = 0;
      weights[feature] = Math.max(0, strangeness - this.#strangeness()) + this.#beyond(feature);
      this.#standardised[feature] = own;
    }
  }

  learn(row: Row): void {
    const { windowSamples } = this.#parameters;
    if (this.#count === 0) this.#ranges.fit(row, 1);
    this.#recent.set(row, (this.#count % RECENT_ROWS) * row.length);
    this.#count += 1;
    this.#fitRange();
    this.#standardise(row);
    this.#svm.learn(this.#standardised, 1 / Math.min(this.#count + 1, windowSamples));
  }

  toJSON(): object {
    const held = Math.min(this.#count, RECENT_ROWS) * this.#standardised.length;
    return {
      count: this.#count,
      ranges: this.#ranges.toJSON(),
      recent: [...this.#recent.subarray(0, held)],
      svm: this.#svm.toJSON(),
    };
  }

  /** −ln of the similarity with what was learnt, as far as the random features can tell it from none. */
  #strangeness(): number {
    const least = 1 / Math.sqrt(this.#parameters.fourierFeatures);
    return -Math.log(Math.max(least, 1 - this.#svm.distance(this.#standardised)));
  }

  /** Beyond a feature's range, where the kernel can't tell far from farther, −ln of a density that falls with the square. */
  #beyond(feature: number): number {
    return Math.LN2 * FeatureRanges.sparsityBeyond(Number(this.#units[feature]));
  }

  #restore({ count, recent }: OutputOf<ReturnType<typeof stateOf>>): void {
    this.#count = count;
    this.#recent.set(recent);
  }

  #fitRange(): void {
    const features = this.#standardised.length;
    const feature = this.#count % features;
    const column = new Float64Array(Math.min(this.#count, RECENT_ROWS));
    for (let row = 0; row < column.length; row += 1) column[row] = Number(this.#recent[row * features + feature]);
    this.#ranges.fitFeature(feature, column);
  }

  #standardise(row: Row): void {
    this.#ranges.toUnits(row, 0, this.#units);
    for (let feature = 0; feature < row.length; feature += 1) {
      const deviations = DEVIATIONS * (Number(this.#units[feature]) - 0.5);
      this.#standardised[feature] = Math.max(-FARTHEST, Math.min(FARTHEST, deviations));
    }
  }
}
