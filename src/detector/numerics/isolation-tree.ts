import type { Random } from "./random.ts";

/**
 * An isolation tree, nodes before their children, left before right: an inner node is its feature and its threshold (smaller
 * values go left), a leaf is minus the number of rows that ended there.
 */
export type IsolationTree = readonly number[];

/** Rows that trees grow over, one after the other. */
export interface Rows {
  readonly values: Float64Array;
  readonly features: number;
}

/** Grows isolation trees (Liu, Ting and Zhou 2008): cuts at uniform places of random features that aren't constant. */
export class IsolationTreeGrower {
  readonly #rows: Rows;
  readonly #height: number;
  readonly #random: Random;
  readonly #pool: Uint16Array;
  #sample = new Uint32Array();
  #tree: number[] = [];

  /** For trees of at most this height. */
  constructor(rows: Rows, height: number, random: Random) {
    this.#rows = rows;
    this.#height = height;
    this.#random = random;
    this.#pool = new Uint16Array(rows.features);
  }

  /** A tree over `size` rows drawn from the first `count`, none of them twice. */
  grow(count: number, size: number): IsolationTree {
    this.#draw(count, Math.min(count, size));
    for (let feature = 0; feature < this.#pool.length; feature += 1) this.#pool[feature] = feature;
    this.#tree = [];
    this.#growNode(0, this.#sample.length, 0);
    return this.#tree;
  }

  /** The rows of the last tree, as numbers of rows. */
  get sample(): Uint32Array {
    return this.#sample;
  }

  /** Draws the sample by the first steps of a shuffle (Durstenfeld 1964). */
  #draw(count: number, size: number): void {
    const order = new Uint32Array(count);
    for (let row = 0; row < count; row += 1) order[row] = row;
    for (let drawn = 0; drawn < size; drawn += 1) swap(order, drawn, drawn + this.#random.below(count - drawn));
    this.#sample = order.slice(0, size);
  }

  #growNode(begin: number, end: number, depth: number): void {
    const cut = end - begin > 1 && depth < this.#height ? this.#cut(begin, end) : undefined;
    if (cut === undefined) {
      this.#tree.push(begin - end);
      return;
    }
    this.#tree.push(cut.feature, cut.threshold);
    const middle = this.#part(begin, end, cut.feature, cut.threshold);
    this.#growNode(begin, middle, depth + 1);
    this.#growNode(middle, end, depth + 1);
  }

  /** A random cut of some rows; nothing where they are all equal. */
  #cut(begin: number, end: number): { readonly feature: number; readonly threshold: number } | undefined {
    for (let candidates = this.#pool.length; candidates > 0; candidates -= 1) {
      const drawn = this.#random.below(candidates);
      const feature = Number(this.#pool[drawn]);
      const { low, high } = this.#range(begin, end, feature);
      if (low < high) {
        const threshold = high - (high - low) * this.#random.uniform();
        return { feature, threshold: threshold > low ? threshold : high };
      }
      swap(this.#pool, drawn, candidates - 1);
    }
    return undefined;
  }

  #range(begin: number, end: number, feature: number): { readonly low: number; readonly high: number } {
    const { features, values } = this.#rows;
    const sample = this.#sample;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let place = begin; place < end; place += 1) {
      const value = Number(values[Number(sample[place]) * features + feature]);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return { low, high };
  }

  /** Moves the rows below a threshold to the front; gives the place of the first that isn't. */
  #part(begin: number, end: number, feature: number, threshold: number): number {
    const { features, values } = this.#rows;
    const sample = this.#sample;
    let middle = begin;
    for (let place = begin; place < end; place += 1) {
      const row = Number(sample[place]);
      if (Number(values[row * features + feature]) < threshold) {
        sample[place] = Number(sample[middle]);
        sample[middle] = row;
        middle += 1;
      }
    }
    return middle;
  }
}

function swap(entries: Uint16Array | Uint32Array, one: number, other: number): void {
  const held = Number(entries[one]);
  entries[one] = Number(entries[other]);
  entries[other] = held;
}

/** Whether a list is a tree over some of these features, no higher than this. */
export function isIsolationTree(tree: IsolationTree, features: number, height: number): boolean {
  const isNode = (at: number, depth: number): number => {
    const entry = Number(tree[at]);
    if (!Number.isInteger(entry) || entry >= features) return Number.NaN;
    if (entry < 0) return at + 1;
    return depth === height ? Number.NaN : isNode(isNode(at + 2, depth + 1), depth + 1);
  };
  return isNode(0, 0) === tree.length;
}
