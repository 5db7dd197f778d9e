/** The least that a feature's scale may be: absolute, and as a fraction of its median. */
export interface LeastScale {
  readonly minimumScale: number;
  readonly minimumRelativeScale: number;
}

/** What restores FeatureRanges. */
export interface FeatureRangesState {
  readonly lows: readonly number[];
  readonly widths: readonly number[];
  readonly medians: readonly number[];
}

/** Ordinary values lie between these quantiles, and for half their distance beyond. */
const LOW = 0.05;
const HIGH = 0.95;
const BEYOND = 0.5;

/** Beyond the range, the density is taken to fall as Student's t with one degree of freedom does (Cauchy): with the square. */
const TAIL_POWER = 2;

/** Half the distances between both quantiles in a range. */
const UNITS = 2 * (1 + 2 * BEYOND);

/** So many values at most tell a range. */
const ENOUGH = 128;

/** A range is at least so many of the least scales wide. */
const LEAST_WIDTHS = 16;

/** A range holds while its features' widths stay within this factor, and their centres within this part of a width. */
const WIDTH_CHANGE = 2;
const CENTRE_CHANGE = 0.25;

/** Where the ordinary values of each feature lie: outliers among fewer than a twentieth of the rows don't stretch it. */
export class FeatureRanges {
  readonly lows: Float64Array;
  readonly widths: Float64Array;
  readonly medians: Float64Array;
  readonly #least: LeastScale;

  constructor(features: number, least: LeastScale, state?: FeatureRangesState) {
    this.#least = least;
    this.lows = Float64Array.from(state?.lows ?? new Float64Array(features));
    this.widths = Float64Array.from(state?.widths ?? new Float64Array(features));
    this.medians = Float64Array.from(state?.medians ?? new Float64Array(features));
  }

  /** Takes the medians of the first `count` rows, and their ranges where they have changed; true if any has. */
  fit(rows: Float64Array, count: number): boolean {
    let hasChanged = false;
    for (let feature = 0; feature < this.lows.length; feature += 1) {
      if (this.fitFeature(feature, columnOf(rows, feature, this.lows.length, count))) hasChanged = true;
    }
    return hasChanged;
  }

  /** Takes the median of some values of a feature, which it sorts, and its range where it has changed; true if it has. */
  fitFeature(feature: number, values: Float64Array): boolean {
    values.sort();
    const [low, median, high] = [quantileOf(values, LOW), quantileOf(values, 0.5), quantileOf(values, HIGH)];
    const least =
      LEAST_WIDTHS * Math.max(this.#least.minimumScale, this.#least.minimumRelativeScale * Math.abs(median));
    const width = Math.max(least, (1 + 2 * BEYOND) * (high - low));
    const start = (low + high - width) / 2;
    this.medians[feature] = median;
    if (this.#holds(feature, start, width)) return false;
    this.lows[feature] = start;
    this.widths[feature] = width;
    return true;
  }

  /** Writes the values of the row at `offset` in units of the ranges: 0 at the low end, 1 at the high. */
  toUnits(rows: Float64Array, offset: number, into: Float64Array): void {
    for (let feature = 0; feature < into.length; feature += 1) {
      into[feature] = (Number(rows[offset + feature]) - Number(this.lows[feature])) / Number(this.widths[feature]);
    }
  }

  /** How much sparser than at its ends a value in such units is beyond its range, in halvings of the density. */
  static sparsityBeyond(unit: number): number {
    const beyond = Math.max(-unit, unit - 1);
    return beyond > 0 ? TAIL_POWER * Math.log2(1 + beyond * UNITS) : 0;
  }

  toJSON(): FeatureRangesState {
    return { lows: [...this.lows], widths: [...this.widths], medians: [...this.medians] };
  }

  #holds(feature: number, low: number, width: number): boolean {
    const known = Number(this.widths[feature]);
    if (width > known * WIDTH_CHANGE || width * WIDTH_CHANGE < known) return false;
    const moved = low + width / 2 - (Number(this.lows[feature]) + known / 2);
    return Math.abs(moved) <= CENTRE_CHANGE * known;
  }
}

/** The values of a feature in some of the rows, evenly spaced. */
function columnOf(rows: Float64Array, feature: number, features: number, count: number): Float64Array {
  const step = Math.ceil(count / ENOUGH);
  const column = new Float64Array(Math.ceil(count / step));
  for (let place = 0; place < column.length; place += 1)
    column[place] = Number(rows[place * step * features + feature]);
  return column;
}

/** The nearest of sorted values. */
function quantileOf(sorted: Float64Array, share: number): number {
  return Number(sorted[Math.round((sorted.length - 1) * share)]);
}
