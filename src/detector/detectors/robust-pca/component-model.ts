import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { Standardiser } from "../../numerics/networks/standardiser.ts";
import { RobustComponents } from "../../numerics/robust-components.ts";
import { list, number, object, parse } from "../../schema/index.ts";
import { standardiserState } from "../network-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

/** Sums of products of these with directions are finite. */
const covariance = number({ minimum: -1e250, maximum: 1e250 });
const direction = number({ minimum: -1.01, maximum: 1.01 });

const stateOf = (features: number, components: number) =>
  object({
    standardiser: standardiserState(features),
    components: object({
      count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      covariance: list(covariance, { least: features * features, most: features * features }),
      basis: list(direction, { least: features * components, most: features * components }),
    }),
  });

/** How many components rows of so many features have. */
export function componentsOf({ componentShare }: Parameters, features: number): number {
  return Math.ceil(componentShare * features);
}

/** The squared Mahalanobis distance of rows by robust principal components; a feature counts by its share of it. */
export class ComponentModel implements RowModel {
  readonly #standardiser: Standardiser;
  readonly #components: RobustComponents;
  readonly #standardised: Float64Array;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const components = componentsOf(parameters, features);
    const state = saved === undefined ? undefined : parse(stateOf(features, components), saved);
    const scaling = { ...parameters, leastWeight: weightOfHalfLife(parameters.halfLifeSamples) };
    this.#standardiser = new Standardiser(features, scaling, state?.standardiser);
    this.#components = new RobustComponents({ ...scaling, features, components }, state?.components);
    this.#standardised = new Float64Array(features);
  }

  get count(): number {
    return this.#components.count;
  }

  score(row: Row): number {
    let sum = 0;
    for (const one of this.#components.whitened(this.#standardise(row))) sum += one * one;
    return sum;
  }

  explain(row: Row, { expected, weights }: Explanation): void {
    const standardised = this.#standardise(row);
    for (const [feature, back] of this.#components.reconstruct(standardised).entries()) {
      expected[feature] = this.#standardiser.mean(feature) + back * this.#standardiser.deviation(feature);
    }
    for (const [feature, one] of this.#components.whitened(standardised).entries()) weights[feature] = one * one;
  }

  learn(row: Row): void {
    this.#standardiser.learn(row);
    this.#components.learn(this.#standardise(row));
  }

  toJSON(): object {
    return { standardiser: this.#standardiser.toJSON(), components: this.#components.toJSON() };
  }

  #standardise(row: Row): Float64Array {
    for (let feature = 0; feature < row.length; feature += 1) {
      this.#standardised[feature] = this.#standardiser.standardised(Number(row[feature]), feature);
    }
    return this.#standardised;
  }
}
