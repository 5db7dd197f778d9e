import { dot } from "./networks/vectors.ts";

/** How windows of a series are compared. */
export interface LeftProfileOptions {
  /** How many values a window holds, at least 3. */
  readonly windowSamples: number;
  /** How many values are kept, at least two windows. */
  readonly historySamples: number;
  /** A window that deviates less counts as if it deviated so much: flat windows are alike. */
  readonly leastDeviation: number;
}

/** What restores a LeftProfile: its values, oldest first; the products of windows by their lag; how many values it has seen. */
export interface LeftProfileState {
  readonly values: readonly number[];
  readonly products: readonly number[];
  readonly count: number;
}

/** The nearest earlier window: the square of its distance, and how many values before the newest it ends. */
export interface Neighbour {
  readonly square: number;
  readonly lag: number;
}

/**
 * The distance of the newest window of a series to the nearest earlier one that doesn't overlap it and is still kept: the
 * left matrix profile (Yeh et al. 2016, "Matrix profile I"; Lu et al. 2022, "Matrix profile XXIV"). Windows are compared
 * z-normalised. Their inner products follow from those one value before; each is computed anew every `windowSamples`
 * values, so that rounding doesn't add up. A value costs O(historySamples). Values are to be of the order of 1.
 * 56 bytes × historySamples.
 */
export class LeftProfile {
  readonly #options: LeftProfileOptions;
  /** The history lies between start and end; it moves on through the array, and back to its front when it is at the end. */
  readonly #values: Float64Array;
  /** Mean, one over the deviation, and squared length when normalised of the window that ends at a place. */
  readonly #means: Float64Array;
  readonly #inverses: Float64Array;
  readonly #squares: Float64Array;
  #products: Float64Array;
  #nextProducts: Float64Array;
  #start = 0;
  #end = 0;
  #count = 0;

  constructor(options: LeftProfileOptions, state?: LeftProfileState) {
    const { historySamples } = options;
    this.#options = options;
    const room = Math.ceil(1.25 * historySamples) + 1;
    this.#values = new Float64Array(room);
    this.#means = new Float64Array(room);
    this.#inverses = new Float64Array(room);
    this.#squares = new Float64Array(room);
    this.#products = new Float64Array(historySamples);
    this.#nextProducts = new Float64Array(historySamples);
    if (state === undefined) return;
    for (; this.#end < state.values.length; this.#end += 1) this.#place(Number(state.values[this.#end]));
    this.#products.set(state.products, options.windowSamples);
    this.#count = state.count;
  }

  /** How many values it has seen. */
  get count(): number {
    return this.#count;
  }

  /**
   * The nearest window to the one that would end with this value; none while there are no two windows.
   * Noise of the given deviation is taken out of the distances: what it would add to those of two windows that are alike
   * but for it (De Paepe et al. 2020, "A generalized matrix profile framework with support for contextual series analysis").
   */
  nearest(value: number, noise = 0): Neighbour | undefined {
    this.#place(value);
    this.#multiply();
    return this.#nearestTo(this.#end, this.#nextProducts, noise);
  }

  /**
   * The value to come if the series goes on as it did after the window nearest to the newest one, brought from its level
   * and deviation to those of the newest; none while there are no two windows.
   */
  continuation(noise = 0): number | undefined {
    const lag = this.#nearestTo(this.#end - 1, this.#products, noise)?.lag;
    if (lag === undefined) return undefined;
    const { leastDeviation, windowSamples } = this.#options;
    const ours = this.#momentsBefore(this.#end, windowSamples);
    const theirs = this.#momentsBefore(this.#end - lag, windowSamples);
    const ratio = Math.max(leastDeviation, ours.deviation) / Math.max(leastDeviation, theirs.deviation);
    return ours.mean + ratio * (Number(this.#values[this.#end - lag]) - theirs.mean);
  }

  /** Takes one more value; the oldest leaves a full history. */
  push(value: number): void {
    this.#place(value);
    this.#multiply();
    [this.#products, this.#nextProducts] = [this.#nextProducts, this.#products];
    this.#count += 1;
    this.#end += 1;
    if (this.#end - this.#start > this.#options.historySamples) this.#start += 1;
    this.#refresh();
    if (this.#end === this.#values.length) this.#moveToFront();
  }

  toJSON(): LeftProfileState {
    const { windowSamples } = this.#options;
    const beyond = Math.max(windowSamples, this.#lagsWith(this.#end - 1) + 1);
    return {
      values: [...this.#values.subarray(this.#start, this.#end)],
      products: [...this.#products.subarray(windowSamples, beyond)],
      count: this.#count,
    };
  }

  /** The greatest lag of a whole window from one that ends at a place. */
  #lagsWith(place: number): number {
    const { historySamples, windowSamples } = this.#options;
    return Math.min(place - this.#start + 1 - windowSamples, historySamples - windowSamples);
  }

  /** Puts a value behind the last one, with the moments of the window that it ends. */
  #place(value: number): void {
    this.#values[this.#end] = value;
    const { leastDeviation, windowSamples } = this.#options;
    if (this.#end - this.#start + 1 < windowSamples) return;
    const { deviation, mean } = this.#momentsBefore(this.#end + 1, windowSamples);
    const inverse = 1 / Math.max(leastDeviation, deviation);
    this.#means[this.#end] = mean;
    this.#inverses[this.#end] = inverse;
    this.#squares[this.#end] = windowSamples * (deviation * inverse) ** 2;
  }

  #momentsBefore(end: number, length: number): { readonly mean: number; readonly deviation: number } {
    let sum = 0;
    for (let place = end - length; place < end; place += 1) sum += Number(this.#values[place]);
    const mean = sum / length;
    let squares = 0;
    for (let place = end - length; place < end; place += 1) squares += (Number(this.#values[place]) - mean) ** 2;
    return { mean, deviation: Math.sqrt(squares / length) };
  }

  /** The products of the window that ends at the end with the earlier ones, from those of the window before. */
  #multiply(): void {
    const { windowSamples } = this.#options;
    const values = this.#values;
    const end = this.#end;
    const last = this.#lagsWith(end);
    const known = this.#lagsWith(end - 1);
    const entering = Number(values[end]);
    const leaving = Number(values[end - windowSamples]);
    for (let lag = windowSamples; lag <= known; lag += 1) {
      const change = entering * Number(values[end - lag]) - leaving * Number(values[end - windowSamples - lag]);
      this.#nextProducts[lag] = Number(this.#products[lag]) + change;
    }
    if (last > known && last >= windowSamples) this.#nextProducts[last] = this.#product(end, last);
  }

  /** Computes a share of the products anew, by turns. */
  #refresh(): void {
    const { windowSamples } = this.#options;
    const lags = this.#lagsWith(this.#end - 1) - windowSamples + 1;
    const share = Math.ceil(lags / windowSamples);
    for (let one = 0; one < share; one += 1) {
      const lag = windowSamples + ((this.#count * share + one) % lags);
      this.#products[lag] = this.#product(this.#end - 1, lag);
    }
  }

  #product(place: number, lag: number): number {
    const { windowSamples } = this.#options;
    const start = place + 1 - windowSamples;
    return dot(this.#values, start, this.#values, start - lag, windowSamples);
  }

  /** The nearest window to the one that ends at a place, by their products. */
  #nearestTo(place: number, products: Float64Array, noise: number): Neighbour | undefined {
    const { windowSamples } = this.#options;
    const noiseSquare = (2 * windowSamples + 2) * noise * noise;
    const ours = Number(this.#inverses[place]);
    const mean = windowSamples * Number(this.#means[place]);
    const ownSquare = Number(this.#squares[place]);
    const last = this.#lagsWith(place);
    let square = Number.POSITIVE_INFINITY;
    let nearest = 0;
    for (let lag = windowSamples; lag <= last; lag += 1) {
      const theirs = Number(this.#inverses[place - lag]);
      const product = (Number(products[lag]) - mean * Number(this.#means[place - lag])) * ours * theirs;
      const steeper = Math.min(ours, theirs);
      const distance = ownSquare + Number(this.#squares[place - lag]) - 2 * product - noiseSquare * steeper * steeper;
      if (distance < square) {
        square = distance;
        nearest = lag;
      }
    }
    return nearest === 0 ? undefined : { square: Math.max(0, square), lag: nearest };
  }

  #moveToFront(): void {
    for (const array of [this.#values, this.#means, this.#inverses, this.#squares]) {
      array.copyWithin(0, this.#start, this.#end);
    }
    this.#end -= this.#start;
    this.#start = 0;
  }
}
