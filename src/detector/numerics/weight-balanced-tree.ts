const NONE = -1;
const MOST_LOPSIDED = 3;
const ROTATION = 2;

/**
 * Order statistics over at most `capacity` numbered values: insert, remove, rank and k-th in O(log n) at worst.
 * A weight-balanced tree in typed arrays with the bounds ⟨3, 2⟩ proven by Hirai and Yamamoto (2011).
 * The answers depend on the values alone, never on the order in which they came.
 */
export class WeightBalancedTree {
  readonly #values: Float64Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #sizes: Int32Array;
  #root = NONE;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
    this.#left = new Int32Array(capacity).fill(NONE);
    this.#right = new Int32Array(capacity).fill(NONE);
    this.#sizes = new Int32Array(capacity);
  }

  /** How many values there are. */
  get count(): number {
    return this.#size(this.#root);
  }

  /** The value of a slot. */
  valueAt(slot: number): number {
    return Number(this.#values[slot]);
  }

  /** Puts a value into a free slot. */
  insert(slot: number, value: number): void {
    this.#values[slot] = value;
    this.#left[slot] = NONE;
    this.#right[slot] = NONE;
    this.#sizes[slot] = 1;
    this.#root = this.#inserted(this.#root, slot);
  }

  /** Frees a slot. */
  remove(slot: number): void {
    this.#root = this.#removed(this.#root, slot);
  }

  /** The k-th smallest value, counted from 0; NaN when there is none. */
  kth(k: number): number {
    let node = this.#root;
    let rest = k;
    while (node !== NONE) {
      const before = this.#size(this.#leftOf(node));
      if (rest === before) return this.valueAt(node);
      if (rest < before) node = this.#leftOf(node);
      else {
        rest -= before + 1;
        node = this.#rightOf(node);
      }
    }
    return Number.NaN;
  }

  /** How many values are smaller than the given one. */
  rank(value: number): number {
    let node = this.#root;
    let smaller = 0;
    while (node !== NONE) {
      if (this.valueAt(node) < value) {
        smaller += this.#size(this.#leftOf(node)) + 1;
        node = this.#rightOf(node);
      } else node = this.#leftOf(node);
    }
    return smaller;
  }

  #size(node: number): number {
    return node === NONE ? 0 : Number(this.#sizes[node]);
  }

  #leftOf(node: number): number {
    return Number(this.#left[node]);
  }

  #rightOf(node: number): number {
    return Number(this.#right[node]);
  }

  /** Equal values are ordered by slot, so that a slot can be found again. */
  #precedes(slot: number, node: number): boolean {
    const value = this.valueAt(slot);
    const other = this.valueAt(node);
    return value < other || (value === other && slot < node);
  }

  #inserted(node: number, slot: number): number {
    if (node === NONE) return slot;
    if (this.#precedes(slot, node))
      return this.#balanced(node, this.#inserted(this.#leftOf(node), slot), this.#rightOf(node));
    return this.#balanced(node, this.#leftOf(node), this.#inserted(this.#rightOf(node), slot));
  }

  #removed(node: number, slot: number): number {
    if (node === NONE) return NONE;
    if (node === slot) return this.#joined(this.#leftOf(node), this.#rightOf(node));
    if (this.#precedes(slot, node))
      return this.#balanced(node, this.#removed(this.#leftOf(node), slot), this.#rightOf(node));
    return this.#balanced(node, this.#leftOf(node), this.#removed(this.#rightOf(node), slot));
  }

  #joined(left: number, right: number): number {
    if (left === NONE) return right;
    if (right === NONE) return left;
    const first = this.#first(right);
    return this.#balanced(first, left, this.#removed(right, first));
  }

  #first(node: number): number {
    let first = node;
    while (this.#leftOf(first) !== NONE) first = this.#leftOf(first);
    return first;
  }

  #linked(node: number, left: number, right: number): number {
    this.#left[node] = left;
    this.#right[node] = right;
    this.#sizes[node] = this.#size(left) + this.#size(right) + 1;
    return node;
  }

  /** The node over two subtrees that differ by one value from balance. */
  #balanced(node: number, left: number, right: number): number {
    if (this.#outweighs(right, left, MOST_LOPSIDED)) return this.#rotatedLeft(node, left, right);
    if (this.#outweighs(left, right, MOST_LOPSIDED)) return this.#rotatedRight(node, left, right);
    return this.#linked(node, left, right);
  }

  #outweighs(heavy: number, light: number, bound: number): boolean {
    return this.#size(heavy) + 1 > bound * (this.#size(light) + 1);
  }

  #rotatedLeft(node: number, left: number, right: number): number {
    const inner = this.#leftOf(right);
    const outer = this.#rightOf(right);
    if (this.#size(inner) + 1 < ROTATION * (this.#size(outer) + 1)) {
      return this.#linked(right, this.#linked(node, left, inner), outer);
    }
    const [before, after] = [this.#leftOf(inner), this.#rightOf(inner)];
    return this.#linked(inner, this.#linked(node, left, before), this.#linked(right, after, outer));
  }

  #rotatedRight(node: number, left: number, right: number): number {
    const inner = this.#rightOf(left);
    const outer = this.#leftOf(left);
    if (this.#size(inner) + 1 < ROTATION * (this.#size(outer) + 1)) {
      return this.#linked(left, outer, this.#linked(node, inner, right));
    }
    const [before, after] = [this.#leftOf(inner), this.#rightOf(inner)];
    return this.#linked(inner, this.#linked(left, outer, before), this.#linked(node, after, right));
  }
}
