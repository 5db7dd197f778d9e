import { FeatureRanges } from "../../numerics/feature-ranges.ts";
import { list, number, type OutputOf, object, parse } from "../../schema/index.ts";
import { rangesState } from "../ranges-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

/** Epsilon, where it isn't given, makes this share of the rows cores. */
const CORE_SHARE = 0.95;

/** The least epsilon, in ranges: rows nearer than so much of a range count as equal. */
const LEAST_EPSILON = 1e-3;

/** Epsilon and a feature's range are taken anew after so many rows. */
const RENEW_EVERY = 16;

const stateOf = ({ windowSamples }: Parameters, features: number) => {
  const most = { most: windowSamples };
  return object({
    count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    ranges: rangesState(features),
    epsilon: number({ minimum: 0, maximum: Number.MAX_VALUE }),
    rows: list(number(), { most: windowSamples * features }),
    reaches: list(number({ minimum: 0, maximum: Number.MAX_VALUE }), most),
  });
};

/**
 * DBSCAN over a window of rows, one by one: a row is a core if, when it came, enough of the window lay within epsilon, and a new one is
 * the odder the farther it is from the nearest core. Distances are Euclidean, in ranges of the features.
 */
export class DbscanModel implements RowModel {
  readonly #parameters: Parameters;
  readonly #ranges: FeatureRanges;
  readonly #rows: Float64Array;
  /** The distance within which each row had enough neighbours when it came. */
  readonly #reaches: Float64Array;
  readonly #nearest: Float64Array;
  #epsilon = LEAST_EPSILON;
  #count = 0;
  /** Where the core begins that was nearest to the row that was scored last. */
  #core = 0;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const state = saved === undefined ? undefined : parse(stateOf(parameters, features), saved);
    this.#parameters = parameters;
    this.#ranges = new FeatureRanges(features, parameters, state?.ranges);
    this.#rows = new Float64Array(features * parameters.windowSamples);
    this.#reaches = new Float64Array(parameters.windowSamples);
    this.#nearest = new Float64Array(parameters.minSamples - 1);
    if (state !== undefined) this.#restore(state);
  }

  get count(): number {
    return this.#count;
  }

  score(row: Row): number {
    const held = this.#held();
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other < held; other += 1) {
      if (Number(this.#reaches[other]) > this.#epsilon) continue;
      const square = this.#square(row, other, least);
      if (square < least) {
        least = square;
        this.#core = other;
      }
    }
    return Math.sqrt(least) / this.#epsilon;
  }

  explain(row: Row, { expected, weights }: Explanation): void {
    const begin = this.#core * row.length;
    for (let feature = 0; feature < row.length; feature += 1) {
      const other = Number(this.#rows[begin + feature]);
      expected[feature] = other;
      weights[feature] = Math.min(1e300, ((Number(row[feature]) - other) / Number(this.#ranges.widths[feature])) ** 2);
    }
  }

  learn(row: Row): void {
    if (this.#count === 0) this.#ranges.fit(row, 1);
    const place = this.#count % this.#parameters.windowSamples;
    const reach = this.#reachOf(row);
    this.#rows.set(row, place * row.length);
    this.#reaches[place] = reach;
    this.#count += 1;
    const isYoung = this.#count < this.#parameters.windowSamples / 2;
    if (isYoung || this.#count % RENEW_EVERY === 0) this.#renew(isYoung ? this.#count : this.#count / RENEW_EVERY);
  }

  toJSON(): object {
    const held = this.#held();
    return {
      count: this.#count,
      ranges: this.#ranges.toJSON(),
      epsilon: this.#epsilon,
      rows: [...this.#rows.subarray(0, held * this.#ranges.widths.length)],
      reaches: [...this.#reaches.subarray(0, held)],
    };
  }

  #restore(state: OutputOf<ReturnType<typeof stateOf>>): void {
    this.#count = state.count;
    this.#epsilon = Math.max(LEAST_EPSILON, state.epsilon);
    this.#rows.set(state.rows);
    this.#reaches.set(state.reaches);
  }

  #held(): number {
    return Math.min(this.#count, this.#parameters.windowSamples);
  }

  /** The square of the distance from a row of the window; or something above `most`. */
  #square(row: Row, other: number, most: number): number {
    const widths = this.#ranges.widths;
    const begin = other * row.length;
    let sum = 0;
    for (let feature = 0; feature < row.length && sum <= most; feature += 1) {
      const difference = (Number(row[feature]) - Number(this.#rows[begin + feature])) / Number(widths[feature]);
      sum += difference * difference;
    }
    return Math.min(Number.MAX_VALUE, sum);
  }

  /** The distance within which a row has enough neighbours in the window. */
  #reachOf(row: Row): number {
    const nearest = this.#nearest.fill(Number.MAX_VALUE);
    const last = nearest.length - 1;
    const held = this.#held();
    for (let other = 0; other < held; other += 1) {
      const square = this.#square(row, other, Number(nearest[last]));
      let place = last;
      if (square >= Number(nearest[last])) continue;
      for (; place > 0 && Number(nearest[place - 1]) > square; place -= 1) nearest[place] = Number(nearest[place - 1]);
      nearest[place] = square;
    }
    return Math.sqrt(Number(nearest[last]));
  }

  /** Takes epsilon anew, and one feature's range. */
  #renew(turn: number): void {
    const held = this.#held();
    const features = this.#ranges.widths.length;
    const feature = turn % features;
    const column = new Float64Array(held);
    for (let row = 0; row < held; row += 1) column[row] = Number(this.#rows[row * features + feature]);
    this.#ranges.fitFeature(feature, column);
    const sorted = this.#reaches.slice(0, held).sort();
    const { epsilon } = this.#parameters;
    const found = Number(sorted[Math.floor((held - 1) * CORE_SHARE)]);
    this.#epsilon = Math.max(LEAST_EPSILON, epsilon === 0 ? found : epsilon);
  }
}
