import type { ChangeDetector } from "./change-detector.ts";

/** Parameters of adaptive windowing. */
export interface AdwinOptions {
  /** Probability of a change where there is none. */
  readonly level: number;
  /** Every how many values the window is tested. */
  readonly everySamples: number;
  /** How many buckets of each size are kept. */
  readonly bucketsPerSize: number;
  /** The fewest values on either side of a change. */
  readonly leastSamples: number;
  /** How many values come before the first test. */
  readonly warmUpSamples: number;
}

/** Where a window stands: its buckets, smallest first, each row with buckets of twice the size, oldest first. */
export interface AdwinState {
  readonly totals: readonly (readonly number[])[];
  readonly squares: readonly (readonly number[])[];
  readonly width: number;
  readonly total: number;
  readonly squaredDeviations: number;
  /** Nothing before the first test. */
  readonly test: AdwinTest | null;
}

/** The last test: the two parts of the window that differ most for their sizes. */
export interface AdwinTest {
  readonly statistic: number;
  readonly threshold: number;
  readonly before: number;
  readonly after: number;
}

/** Rows for windows of any length that a counter can count. */
export const MOST_ROWS = 53;
const untested: AdwinTest = { statistic: 0, threshold: 1, before: 0, after: 0 };

/**
 * A window that is as long as its values have one mean, in an exponential histogram: O(log n) memory, O(1) amortised per value
 * (ADWIN2: Bifet and Gavaldà 2007). For values that vary within about 1, or are scaled so.
 */
export class Adwin implements ChangeDetector {
  readonly warning = false;
  readonly #options: AdwinOptions;
  readonly #slots: number;
  readonly #totals: Float64Array;
  readonly #squares: Float64Array;
  readonly #counts: Uint8Array;
  #rows = 1;
  #width = 0;
  #total = 0;
  #squaredDeviations = 0;
  #test: AdwinTest = untested;

  constructor(options: AdwinOptions, state?: AdwinState) {
    this.#options = options;
    this.#slots = options.bucketsPerSize + 1;
    this.#totals = new Float64Array(MOST_ROWS * this.#slots);
    this.#squares = new Float64Array(MOST_ROWS * this.#slots);
    this.#counts = new Uint8Array(MOST_ROWS);
    if (state !== undefined) this.#restore(state);
  }

  get changed(): boolean {
    return this.#test.statistic > this.#test.threshold;
  }

  get statistic(): number {
    return this.#test.statistic;
  }

  get threshold(): number {
    return this.#test.threshold;
  }

  get before(): number {
    return this.#test === untested ? this.#total / Math.max(1, this.#width) : this.#test.before;
  }

  get after(): number {
    return this.#test === untested ? this.before : this.#test.after;
  }

  update(value: number): void {
    if (this.changed) this.#reset();
    if (this.#width > 0) {
      const difference = value - this.#total / this.#width;
      this.#squaredDeviations += (this.#width * difference * difference) / (this.#width + 1);
    }
    this.#width += 1;
    this.#total += value;
    this.#append(value);
    const { everySamples, warmUpSamples } = this.#options;
    if (this.#width % everySamples === 0 && this.#width > warmUpSamples) this.#test = this.#tested();
  }

  copy(): Adwin {
    const copy = new Adwin(this.#options);
    copy.#totals.set(this.#totals);
    copy.#squares.set(this.#squares);
    copy.#counts.set(this.#counts);
    copy.#rows = this.#rows;
    copy.#width = this.#width;
    copy.#total = this.#total;
    copy.#squaredDeviations = this.#squaredDeviations;
    copy.#test = this.#test;
    return copy;
  }

  toJSON(): AdwinState {
    return {
      totals: this.#listed(this.#totals),
      squares: this.#listed(this.#squares),
      width: this.#width,
      total: this.#total,
      squaredDeviations: this.#squaredDeviations,
      test: this.#test === untested ? null : this.#test,
    };
  }

  #listed(values: Float64Array): number[][] {
    return Array.from({ length: this.#rows }, (_, row) => {
      const first = row * this.#slots;
      return [...values.subarray(first, first + Number(this.#counts[row]))];
    });
  }

  #restore(state: AdwinState): void {
    for (const [row, totals] of state.totals.entries()) {
      this.#totals.set(totals, row * this.#slots);
      this.#squares.set(state.squares[row] ?? [], row * this.#slots);
      this.#counts[row] = totals.length;
    }
    this.#rows = Math.max(1, state.totals.length);
    this.#width = state.width;
    this.#total = state.total;
    this.#squaredDeviations = state.squaredDeviations;
    this.#test = state.test ?? untested;
  }

  #reset(): void {
    this.#counts.fill(0);
    this.#rows = 1;
    this.#width = 0;
    this.#total = 0;
    this.#squaredDeviations = 0;
    this.#test = untested;
  }

  /** Adds a bucket to a row; where that fills it, its two oldest become one of the next row, and so on. */
  #append(value: number): void {
    const totals = this.#totals;
    const squares = this.#squares;
    const counts = this.#counts;
    const slots = this.#slots;
    let total = value;
    let square = 0;
    let size = 1;
    for (let row = 0; ; row += 1) {
      const first = row * slots;
      const last = first + Number(counts[row]);
      totals[last] = total;
      squares[last] = square;
      if (row === this.#rows) this.#rows += 1;
      if (last + 1 < first + slots) {
        counts[row] = last + 1 - first;
        return;
      }
      const left = Number(totals[first]);
      const right = Number(totals[first + 1]);
      const difference = (left - right) / size;
      total = left + right;
      square = Number(squares[first]) + Number(squares[first + 1]) + (size * difference * difference) / 2;
      for (let slot = first + 2; slot <= last; slot += 1) {
        totals[slot - 2] = Number(totals[slot]);
        squares[slot - 2] = Number(squares[slot]);
      }
      counts[row] = slots - 2;
      size *= 2;
    }
  }

  /** Cuts the window between any two buckets, and keeps the cut where the two means differ most beside their bound. */
  #tested(): AdwinTest {
    const { leastSamples, level } = this.#options;
    const totals = this.#totals;
    const width = this.#width;
    const whole = this.#total;
    const confidence = Math.log((2 * Math.log(width)) / level);
    const variance = (2 * confidence * this.#squaredDeviations) / width;
    const spare = leastSamples - 1;
    let older = 0;
    let olderTotal = 0;
    let best = 0;
    let found = untested;
    for (let row = this.#rows - 1; row >= 0; row -= 1) {
      const size = 2 ** row;
      const first = row * this.#slots;
      const last = first + Number(this.#counts[row]);
      for (let slot = first; slot < last; slot += 1) {
        older += size;
        olderTotal += Number(totals[slot]);
        const newer = width - older;
        const left = older - spare;
        const right = newer - spare;
        if (left < 1 || right < 1) continue;
        const both = older * newer;
        const apart = olderTotal * newer - (whole - olderTotal) * older;
        if (apart * apart * left * right <= best * best * variance * (left + right) * both * both) continue;
        const share = 1 / left + 1 / right;
        const threshold = Math.sqrt(share * variance) + (2 / 3) * confidence * share;
        const before = olderTotal / older;
        const after = (whole - olderTotal) / newer;
        const statistic = Math.abs(before - after);
        if (statistic <= best * threshold) continue;
        best = statistic / threshold;
        found = { statistic, threshold, before, after };
      }
    }
    return found;
  }
}
