import { WeightBalancedTree } from "./weight-balanced-tree.ts";

/** What restores a SortedWindow: its values, oldest first. */
export interface SortedWindowState {
  readonly values: readonly number[];
}

/**
 * The last `capacity` values with their order statistics: a new value costs O(log n), a quantile O(log n),
 * the median absolute deviation O(log² n). 20 bytes × capacity.
 */
export class SortedWindow {
  readonly capacity: number;
  readonly #tree: WeightBalancedTree;
  #next = 0;

  constructor(capacity: number, state?: SortedWindowState) {
    this.capacity = capacity;
    this.#tree = new WeightBalancedTree(capacity);
    for (const value of state?.values.slice(-capacity) ?? []) this.push(value);
  }

  /** How many values are in the window. */
  get count(): number {
    return this.#tree.count;
  }

  /** Takes one more value; the oldest leaves a full window. */
  push(value: number): void {
    if (this.count === this.capacity) this.#tree.remove(this.#next);
    this.#tree.insert(this.#next, value);
    this.#next = (this.#next + 1) % this.capacity;
  }

  /** Quantile by linear interpolation (type 7 of Hyndman and Fan 1996); NaN of an empty window. */
  quantile(probability: number): number {
    const position = (this.count - 1) * probability;
    const below = Math.floor(position);
    const left = this.#tree.kth(below);
    const fraction = position - below;
    return fraction === 0 ? left : left + (this.#tree.kth(below + 1) - left) * fraction;
  }

  /** Middle value, or the mean of the two middle ones; NaN of an empty window. */
  median(): number {
    return this.quantile(0.5);
  }

  /** Median of the distances from the median; NaN of an empty window. */
  medianAbsoluteDeviation(): number {
    const median = this.median();
    const middle = (this.count - 1) / 2;
    const left = this.#kthDistance(Math.floor(middle), median);
    return Number.isInteger(middle) ? left : (left + this.#kthDistance(Math.ceil(middle), median)) / 2;
  }

  /** Mean of the distances from the median, O(n); NaN of an empty window. */
  meanAbsoluteDeviation(): number {
    const median = this.median();
    let sum = 0;
    for (const value of this.#oldestFirst()) sum += Math.abs(value - median);
    return sum / this.count;
  }

  /** State from which a new window continues bit by bit. */
  toJSON(): SortedWindowState {
    return { values: [...this.#oldestFirst()] };
  }

  *#oldestFirst(): Generator<number> {
    const oldest = this.count < this.capacity ? 0 : this.#next;
    for (let age = 0; age < this.count; age += 1) yield this.#tree.valueAt((oldest + age) % this.capacity);
  }

  /**
   * The k-th smallest distance from `centre`: distances grow to both sides of it, so this is the k-th of two sorted
   * lists. Looks for how many of the k + 1 nearest values lie below the centre.
   */
  #kthDistance(k: number, centre: number): number {
    const below = this.#tree.rank(centre);
    const above = this.count - below;
    let low = Math.max(0, k + 1 - above);
    let high = Math.min(k + 1, below);
    while (low < high) {
      const fromBelow = (low + high) >> 1;
      const nextBelow = centre - this.#tree.kth(below - 1 - fromBelow);
      const lastAbove = this.#tree.kth(below + k - fromBelow) - centre;
      if (nextBelow < lastAbove) low = fromBelow + 1;
      else high = fromBelow;
    }
    const farthestBelow = low === 0 ? 0 : centre - this.#tree.kth(below - low);
    const farthestAbove = low === k + 1 ? 0 : this.#tree.kth(below + k - low) - centre;
    return Math.max(farthestBelow, farthestAbove);
  }
}
