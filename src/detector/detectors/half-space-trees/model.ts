import { FeatureRanges } from "../../numerics/feature-ranges.ts";
import { HalfSpaceTrees } from "../../numerics/half-space-trees.ts";
import { list, number, type OutputOf, object, parse } from "../../schema/index.ts";
import { rangesState } from "../ranges-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

const stateOf = (features: number, windowSamples: number) =>
  object({
    count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    ranges: rangesState(features),
    reference: list(number(), { most: features * windowSamples }),
    latest: list(number(), { most: features * windowSamples }),
  });

/**
 * Half-space trees whose reference is the last full window of rows; the first one doubles until it is full. Ranges that no
 * longer fit are taken anew when a window is full.
 */
export class HalfSpaceModel implements RowModel {
  readonly #windowSamples: number;
  readonly #ranges: FeatureRanges;
  readonly #trees: HalfSpaceTrees;
  readonly #unit: Float64Array;
  /** What each feature added to the sparsity of the row that was scored last. */
  readonly #halvings: Float64Array;
  readonly #latest: Float64Array;
  #reference = new Float64Array();
  #count = 0;
  /** How many of the latest window's rows there are. */
  #filled = 0;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const { height, seed, trees, windowSamples } = parameters;
    const state = saved === undefined ? undefined : parse(stateOf(features, windowSamples), saved);
    this.#windowSamples = windowSamples;
    this.#ranges = new FeatureRanges(features, parameters, state?.ranges);
    this.#trees = new HalfSpaceTrees({ trees, height, features }, windowSamples, seed);
    this.#unit = new Float64Array(features);
    this.#halvings = new Float64Array(features);
    this.#latest = new Float64Array(features * windowSamples);
    if (state !== undefined) this.#restore(state);
  }

  get count(): number {
    return this.#count;
  }

  score(row: Row): number {
    this.#ranges.toUnits(row, 0, this.#unit);
    let sparsity = this.#trees.sparsity(this.#unit, this.#halvings);
    for (let feature = 0; feature < row.length; feature += 1) {
      const beyond = FeatureRanges.sparsityBeyond(Number(this.#unit[feature]));
      if (beyond === 0) continue;
      sparsity += beyond;
      this.#halvings[feature] = Number(this.#halvings[feature]) + beyond;
    }
    return sparsity;
  }

  explain(_row: Row, { expected, weights }: Explanation): void {
    expected.set(this.#ranges.medians);
    weights.set(this.#halvings);
  }

  learn(row: Row): void {
    this.#latest.set(row, this.#filled * row.length);
    this.#countAll(row);
    this.#filled += 1;
    this.#count += 1;
    const isFull = this.#filled === this.#windowSamples;
    const isDoubled = this.#count === this.#filled && (this.#filled & (this.#filled - 1)) === 0;
    if (isFull || isDoubled) this.#turn(isFull);
  }

  toJSON(): object {
    return {
      count: this.#count,
      ranges: this.#ranges.toJSON(),
      reference: [...this.#reference],
      latest: [...this.#latest.subarray(0, this.#filled * this.#unit.length)],
    };
  }

  #restore({ count, latest, reference }: OutputOf<ReturnType<typeof stateOf>>): void {
    this.#count = count;
    this.#reference = Float64Array.from(reference);
    this.#countAll(this.#reference);
    this.#trees.turn();
    this.#latest.set(latest);
    this.#filled = Math.floor(latest.length / this.#unit.length);
    this.#countAll(this.#latest.subarray(0, this.#filled * this.#unit.length));
  }

  /** Makes the latest rows the reference; they begin anew where the window is full. */
  #turn(isFull: boolean): void {
    const rows = this.#latest.slice(0, this.#filled * this.#unit.length);
    if (this.#ranges.fit(rows, this.#filled)) {
      this.#trees.clear();
      this.#countAll(rows);
    }
    this.#trees.turn();
    this.#reference = rows;
    if (isFull) this.#filled = 0;
    else this.#countAll(rows);
  }

  #countAll(rows: Float64Array): void {
    for (let offset = 0; offset < rows.length; offset += this.#unit.length) {
      this.#ranges.toUnits(rows, offset, this.#unit);
      this.#trees.add(this.#unit);
    }
  }
}
