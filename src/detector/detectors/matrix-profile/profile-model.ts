import { weightOfHalfLife } from "../../numerics/exponential-moments.ts";
import { LeftProfile } from "../../numerics/left-profile.ts";
import { Standardiser } from "../../numerics/networks/standardiser.ts";
import { list, number, object, pair, parse } from "../../schema/index.ts";
import { standardiserState } from "../network-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

/** In standard deviations: what lies farther out counts as if it lay there. */
const FARTHEST_SEEN = 10;

/** More than any product of two windows of a thousand values. */
const GREATEST_PRODUCT = 1e6;

const seen = number({ minimum: -FARTHEST_SEEN, maximum: FARTHEST_SEEN });

const stateOf = ({ historySamples, windowSamples }: Parameters) =>
  object({
    standardiser: standardiserState(1),
    profile: object({
      values: list(seen, { most: historySamples }),
      products: list(number({ minimum: -GREATEST_PRODUCT, maximum: GREATEST_PRODUCT }), {
        most: historySamples - 2 * windowSamples + 1,
      }),
      count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    }),
    bend: number({ minimum: 0, maximum: 4 * FARTHEST_SEEN }),
    last: pair(seen, seen),
  });

/** Of windows that hold at most a thousand values of deviation 1: what is nearer is the same but for rounding. */
const LEAST_DISTANCE = 1e-3;

/** The mean of |a − 2b + c| for normal noise of deviation 1: √6 · √(2/π). */
const BEND_OF_NOISE = Math.sqrt(12 / Math.PI);

/** How far the shape of the last values is from the nearest earlier one; what the noise of the series adds is taken out. */
export class ProfileModel implements RowModel {
  readonly #standardiser: Standardiser;
  readonly #profile: LeftProfile;
  readonly #weight: number;
  /** Mean of how far values lie from the line through their neighbours. */
  #bend: number;
  #last: readonly [number, number];

  constructor(parameters: Parameters, saved?: unknown) {
    const state = saved === undefined ? undefined : parse(stateOf(parameters), saved);
    this.#weight = weightOfHalfLife(parameters.historySamples);
    const scaling = { ...parameters, leastWeight: this.#weight };
    this.#standardiser = new Standardiser(1, scaling, state?.standardiser);
    const windows = { ...parameters, leastDeviation: parameters.leastWindowDeviation };
    this.#profile = new LeftProfile(windows, state?.profile);
    this.#bend = state?.bend ?? 0;
    this.#last = state?.last ?? [0, 0];
  }

  get count(): number {
    return this.#profile.count;
  }

  score(row: Row): number {
    const distance = Math.sqrt(this.#profile.nearest(this.#standardised(row), this.#noise())?.square ?? 0);
    return distance < LEAST_DISTANCE ? 0 : distance;
  }

  explain(_: Row, { expected, weights }: Explanation): void {
    const standardised = limited(this.#profile.continuation(this.#noise()) ?? 0);
    expected[0] = this.#standardiser.mean(0) + standardised * this.#standardiser.deviation(0);
    weights[0] = 1;
  }

  learn(row: Row): void {
    this.#standardiser.learn(row);
    const value = this.#standardised(row);
    this.#profile.push(value);
    const [older, newer] = this.#last;
    const weight = Math.max(this.#weight, 1 / this.count);
    this.#bend += weight * (Math.abs(older - 2 * newer + value) - this.#bend);
    this.#last = [newer, value];
  }

  toJSON(): object {
    const [standardiser, profile] = [this.#standardiser.toJSON(), this.#profile.toJSON()];
    return { standardiser, profile, bend: this.#bend, last: this.#last };
  }

  #noise(): number {
    return this.#bend / BEND_OF_NOISE;
  }

  #standardised(row: Row): number {
    return this.#standardiser.count === 0 ? 0 : limited(this.#standardiser.standardised(Number(row[0]), 0));
  }
}

function limited(standardised: number): number {
  return Math.max(-FARTHEST_SEEN, Math.min(FARTHEST_SEEN, standardised));
}
