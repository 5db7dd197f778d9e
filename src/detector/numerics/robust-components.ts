import { addScaled, dot, scale } from "./networks/vectors.ts";
import { Random } from "./random.ts";

/** How many components there are, and how they follow the rows. */
export interface ComponentOptions {
  readonly features: number;
  readonly components: number;
  /** The weight of a new row is this, and more while there are few. */
  readonly leastWeight: number;
  /** The least variance in any direction. */
  readonly leastVariance: number;
}

/** What restores a RobustComponents. */
export interface ComponentState {
  readonly count: number;
  readonly covariance: readonly number[];
  readonly basis: readonly number[];
}

/** A row as far out as this many times its expected squared length counts less, so that it pulls no more than one there. */
const FULL_WEIGHT_WITHIN = 3;

/** What is left of a direction after those before it are taken out, below which it is nothing but rounding. */
const LEAST_REST = 1e-9;

/**
 * Principal components of standardised rows, streaming, in which far rows weigh less (an M-estimate of the covariance, Maronna
 * 1976, in the recursive form of Budavári et al. 2009): a covariance in which old rows fade, and one step of orthogonal
 * iteration a row. Beyond the components the variance is the same everywhere (Tipping and Bishop 1999, "Probabilistic principal
 * component analysis"). A row costs O(features² · components). 8 bytes × features · (features + 2 · components).
 */
export class RobustComponents {
  readonly #options: ComponentOptions;
  /** Symmetric, features × features. */
  readonly #covariance: Float64Array;
  /** Orthonormal rows, components × features. */
  readonly #basis: Float64Array;
  readonly #variances: Float64Array;
  readonly #white: Float64Array;
  readonly #given: Float64Array;
  readonly #moved: Float64Array;
  #restVariance = 1;
  #count: number;

  constructor(options: ComponentOptions, state?: ComponentState) {
    const { components, features } = options;
    this.#options = options;
    this.#count = state?.count ?? 0;
    this.#covariance = new Float64Array(features * features);
    this.#basis = new Float64Array(components * features);
    this.#variances = new Float64Array(components);
    this.#white = new Float64Array(features);
    this.#given = new Float64Array(features);
    this.#moved = new Float64Array(components * features);
    if (state === undefined) this.#begin();
    else {
      this.#covariance.set(state.covariance);
      this.#basis.set(state.basis);
    }
    this.#measure();
  }

  /** How many rows it has learnt. */
  get count(): number {
    return this.#count;
  }

  /**
   * The row with variance 1 in every direction, C^−½ · row, valid until the next call: its squared length is the squared
   * Mahalanobis distance, to which each feature adds the square of its entry (Garthwaite and Koch 2016).
   */
  whitened(row: Float64Array): Float64Array {
    const rest = 1 / Math.sqrt(this.#restVariance);
    this.#combine(row, this.#white, (component) => 1 / Math.sqrt(Number(this.#variances[component])) - rest);
    addScaled(this.#white, 0, row, 0, row.length, rest);
    return this.#white;
  }

  /** The row as its components give it back, valid until the next call. */
  reconstruct(row: Float64Array): Float64Array {
    this.#combine(row, this.#given, () => 1);
    return this.#given;
  }

  /** Takes a row. */
  learn(row: Float64Array): void {
    const { features, leastWeight } = this.#options;
    this.#count += 1;
    // At first as if so many rows had been seen as there are features, all of them different.
    const weight = Math.max(leastWeight, 1 / (this.#count + features));
    const white = this.whitened(row);
    const within = FULL_WEIGHT_WITHIN * features;
    const pull = (weight * within) / Math.max(within, dot(white, 0, white, 0, features));
    scale(this.#covariance, 1 - weight);
    for (let i = 0; i < features; i += 1) {
      addScaled(this.#covariance, i * features, row, 0, features, pull * Number(row[i]));
    }
    this.#iterate();
    this.#measure();
  }

  toJSON(): ComponentState {
    return { count: this.#count, covariance: [...this.#covariance], basis: [...this.#basis] };
  }

  /** The covariance of independent features, and any directions. */
  #begin(): void {
    const { features } = this.#options;
    const random = new Random(1);
    for (let i = 0; i < features; i += 1) this.#covariance[i * features + i] = 1;
    for (let i = 0; i < this.#moved.length; i += 1) this.#moved[i] = random.normal();
    this.#orthonormalise();
  }

  /** Σ factor(component) · (row · component) · component. */
  #combine(row: Float64Array, into: Float64Array, factor: (component: number) => number): void {
    const { components, features } = this.#options;
    into.fill(0);
    for (let component = 0; component < components; component += 1) {
      const along = dot(this.#basis, component * features, row, 0, features);
      addScaled(into, 0, this.#basis, component * features, features, factor(component) * along);
    }
  }

  /** Moves each component as the covariance moves it, then makes them orthonormal again (Rutishauser 1969). */
  #iterate(): void {
    const { components, features, leastVariance } = this.#options;
    for (let component = 0; component < components; component += 1) {
      const start = component * features;
      for (let i = 0; i < features; i += 1) {
        const moved = dot(this.#covariance, i * features, this.#basis, start, features);
        this.#moved[start + i] = moved + leastVariance * Number(this.#basis[start + i]);
      }
    }
    this.#orthonormalise();
  }

  /** The moved directions, each without those before it; one of which nothing is left stays as it was. */
  #orthonormalise(): void {
    const { components, features } = this.#options;
    for (let component = 0; component < components; component += 1) {
      const start = component * features;
      const before = Math.sqrt(dot(this.#moved, start, this.#moved, start, features));
      for (let other = 0; other < start; other += features) {
        const along = dot(this.#moved, start, this.#basis, other, features);
        addScaled(this.#moved, start, this.#basis, other, features, -along);
      }
      const rest = Math.sqrt(dot(this.#moved, start, this.#moved, start, features));
      if (rest <= LEAST_REST * before) continue;
      for (let i = 0; i < features; i += 1) this.#basis[start + i] = Number(this.#moved[start + i]) / rest;
    }
  }

  /** The variances along the components, and the mean of those beyond. */
  #measure(): void {
    const { components, features, leastVariance } = this.#options;
    let rest = 0;
    for (let i = 0; i < features; i += 1) rest += Number(this.#covariance[i * features + i]);
    for (let component = 0; component < components; component += 1) {
      const variance = this.#varianceAlong(component * features);
      rest -= variance;
      this.#variances[component] = Math.max(leastVariance, variance);
    }
    this.#restVariance = Math.max(leastVariance, rest / Math.max(1, features - components));
  }

  #varianceAlong(start: number): number {
    const { features } = this.#options;
    let variance = 0;
    for (let i = 0; i < features; i += 1) {
      variance += Number(this.#basis[start + i]) * dot(this.#covariance, i * features, this.#basis, start, features);
    }
    return variance;
  }
}
