/** What restores a Standardiser: how many rows it has seen, and the mean and variance of each feature. */
export interface StandardiserState {
  readonly count: number;
  readonly means: readonly number[];
  readonly variances: readonly number[];
}

/** How values are standardised. */
export interface StandardiserOptions {
  /** The weight of a new row is this, and 1/count while that is more. */
  readonly leastWeight: number;
  /** The least deviation, in the unit of the feature. */
  readonly minimumScale: number;
  /** The least deviation as a fraction of the mean. */
  readonly minimumRelativeScale: number;
}

/** In standard deviations: what lies farther out is learnt as if it lay there. */
const FARTHEST_LEARNT = 5;
const COUNTED_FULLY = 10;
/** Squares and sums of standardised values up to this stay finite. */
const FARTHEST = 1e100;

/**
 * Brings each feature of rows to mean 0 and variance 1, by moments in which old rows fade and far outliers are cut to
 * five standard deviations. Takes finite values up to 1e150; gives finite ones. 16 bytes a feature.
 */
export class Standardiser {
  readonly #means: Float64Array;
  readonly #variances: Float64Array;
  readonly #options: StandardiserOptions;
  #count = 0;

  constructor(features: number, options: StandardiserOptions, state?: StandardiserState) {
    this.#means = new Float64Array(features);
    this.#variances = new Float64Array(features);
    this.#options = options;
    if (state === undefined) return;
    this.#count = state.count;
    this.#means.set(state.means);
    this.#variances.set(state.variances);
  }

  /** How many rows it has seen. */
  get count(): number {
    return this.#count;
  }

  /** Takes a row into the moments. */
  learn(row: ArrayLike<number>): void {
    this.#count += 1;
    const weight = Math.max(this.#options.leastWeight, 1 / this.#count);
    for (let i = 0; i < this.#means.length; i += 1) {
      const mean = Number(this.#means[i]);
      const difference = this.#learnt(Number(row[i]) - mean, i);
      this.#means[i] = mean + weight * difference;
      this.#variances[i] = (1 - weight) * (Number(this.#variances[i]) + weight * difference * difference);
    }
  }

  /** A value of a feature in standard deviations from its mean. */
  standardised(value: number, feature: number): number {
    const distance = (value - this.mean(feature)) / this.deviation(feature);
    return Math.max(-FARTHEST, Math.min(FARTHEST, distance));
  }

  /** Mean of a feature. */
  mean(feature: number): number {
    return Number(this.#means[feature]);
  }

  /** Standard deviation of a feature, never below the least. */
  deviation(feature: number): number {
    return Math.max(this.leastDeviation(feature), Math.sqrt(Number(this.#variances[feature])));
  }

  /** What a feature may deviate without deviating. */
  leastDeviation(feature: number): number {
    const { minimumRelativeScale, minimumScale } = this.#options;
    return Math.max(minimumScale, minimumRelativeScale * Math.abs(this.mean(feature)));
  }

  toJSON(): StandardiserState {
    return { count: this.#count, means: [...this.#means], variances: [...this.#variances] };
  }

  #learnt(difference: number, feature: number): number {
    if (this.#count <= COUNTED_FULLY) return difference;
    const farthest = FARTHEST_LEARNT * this.deviation(feature);
    return Math.max(-farthest, Math.min(farthest, difference));
  }
}
