import type { Random } from "./random.ts";

const NONE = -1;

/** Rows nearer than so much of the features' scales together count as equal. */
const BLUR = 1e-3;

/** A walk ends where it is less probable than this that the row is still undivided. */
const LEAST_CHANCE = 1e-3;

/** What restores a RandomCutTree. */
export interface RandomCutTreeState {
  /** The rows, oldest first, one after the other. */
  readonly rows: readonly number[];
  /** For each row the first one that is equal to it. */
  readonly firsts: readonly number[];
  /** Nodes before their children, left before right: an inner node is its feature and its cut, a leaf −1 − its first row. */
  readonly nodes: readonly number[];
}

/**
 * A random cut tree over the last rows given to it (Guha, Mishra, Roy and Schrijvers 2016, "Robust random cut forest based anomaly
 * detection on streams"): each box of rows is cut in a feature drawn in proportion to its side, at a uniform place. Inserting
 * and removing a row gives the same distribution of trees as growing them anew. Sides are measured in scales of the features.
 * Memory: capacity × (32 · features + 48) bytes.
 */
export class RandomCutTree {
  readonly #capacity: number;
  readonly #features: number;
  readonly #scales: Float64Array;
  /** Boxes of all nodes; leaves are numbered from 0, inner nodes from the capacity on. */
  readonly #lows: Float64Array;
  readonly #highs: Float64Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #parent: Int32Array;
  readonly #splits: Uint16Array;
  readonly #cuts: Float64Array;
  readonly #sizes: Uint32Array;
  readonly #queue: Int32Array;
  readonly #outside: Float64Array;
  readonly #free: number[] = [];
  readonly #freeInner: number[] = [];
  #head = 0;
  #count = 0;
  #root = NONE;

  /** A tree of at most `capacity` rows; the scales of the features may change between calls. */
  constructor(capacity: number, scales: Float64Array) {
    this.#capacity = capacity;
    this.#features = scales.length;
    this.#scales = scales;
    const [nodes, values] = [2 * capacity, 2 * capacity * scales.length];
    this.#lows = new Float64Array(values);
    this.#highs = new Float64Array(values);
    this.#left = new Int32Array(nodes).fill(NONE);
    this.#right = new Int32Array(nodes).fill(NONE);
    this.#parent = new Int32Array(nodes).fill(NONE);
    this.#splits = new Uint16Array(nodes);
    this.#cuts = new Float64Array(nodes);
    this.#sizes = new Uint32Array(nodes);
    this.#queue = new Int32Array(capacity);
    this.#outside = new Float64Array(scales.length);
    for (let node = capacity - 1; node >= 0; node -= 1) this.#free.push(node);
    for (let node = nodes - 1; node >= capacity; node -= 1) this.#freeInner.push(node);
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count;
  }

  /** Takes a row in; the oldest leaves a full tree. */
  push(row: Float64Array, random: Random): void {
    if (this.#count === this.#capacity) this.#removeOldest();
    const leaf = this.#inserted(row, random);
    this.#queue[(this.#head + this.#count) % this.#capacity] = leaf;
    this.#count += 1;
  }

  /**
   * The collusive displacement of a row, expected over all ways to insert it: by how many rows the sizes of subtrees would change,
   * for each row that left with it, at most. Adds to the weights what each feature's distance from the boxes has in it.
   */
  displacement(row: Float64Array, weights: Float64Array): number {
    let node = this.#root;
    let reached = 1;
    let most = 0;
    let expected = 0;
    while (node !== NONE && reached > LEAST_CHANCE) {
      const size = Number(this.#sizes[node]);
      const chance = this.#chanceOfCut(node, row);
      if (chance > 0) {
        const part = reached * chance * Math.max(most, size);
        this.#share(part, weights);
        expected += part;
        reached *= 1 - chance;
      }
      if (node < this.#capacity) break;
      const child = this.#childFor(node, row);
      const rest = Number(this.#sizes[child]);
      most = Math.max(most, (size - rest) / (rest + 1));
      node = child;
    }
    return expected + reached * most;
  }

  /** The values of a feature in all leaves. */
  column(feature: number): Float64Array {
    return Float64Array.from({ length: this.#count }, (_, age) =>
      Number(this.#lows[this.#queued(age) * this.#features + feature]),
    );
  }

  toJSON(): RandomCutTreeState {
    const leaves = Array.from({ length: this.#count }, (_, age) => this.#queued(age));
    const firsts = new Map<number, number>();
    for (const [age, leaf] of leaves.entries()) if (!firsts.has(leaf)) firsts.set(leaf, age);
    const nodes: number[] = [];
    const walk = (node: number): void => {
      if (node < this.#capacity) nodes.push(-1 - Number(firsts.get(node)));
      else {
        nodes.push(Number(this.#splits[node]), Number(this.#cuts[node]));
        walk(Number(this.#left[node]));
        walk(Number(this.#right[node]));
      }
    };
    if (this.#root !== NONE) walk(this.#root);
    return {
      rows: leaves.flatMap((leaf) => [...this.#lows.subarray(leaf * this.#features, (leaf + 1) * this.#features)]),
      firsts: leaves.map((leaf) => Number(firsts.get(leaf))),
      nodes,
    };
  }

  /** Takes up a state that `isRandomCutTree` accepts. */
  restore({ firsts, nodes, rows }: RandomCutTreeState): void {
    const leaves = new Map<number, number>();
    for (const [age, first] of firsts.entries()) {
      const leaf = leaves.get(first) ?? this.#newLeaf(Float64Array.from(rows.slice(age * this.#features)));
      leaves.set(first, leaf);
      this.#queue[age] = leaf;
    }
    this.#count = firsts.length;
    for (const first of firsts) {
      const leaf = Number(leaves.get(first));
      this.#sizes[leaf] = firsts.filter((one) => one === first).length;
    }
    let at = 0;
    const read = (): number => {
      const entry = Number(nodes[at]);
      at += 1;
      if (entry < 0) return Number(leaves.get(-1 - entry));
      const node = Number(this.#freeInner.pop());
      this.#splits[node] = entry;
      this.#cuts[node] = Number(nodes[at]);
      at += 1;
      this.#link(node, read(), read());
      this.#enclose(node);
      return node;
    };
    if (nodes.length > 0) this.#root = read();
  }

  #queued(age: number): number {
    return Number(this.#queue[(this.#head + age) % this.#capacity]);
  }

  #newLeaf(row: Float64Array): number {
    const leaf = Number(this.#free.pop());
    const begin = leaf * this.#features;
    for (let feature = 0; feature < this.#features; feature += 1) {
      this.#lows[begin + feature] = Number(row[feature]);
      this.#highs[begin + feature] = Number(row[feature]);
    }
    this.#sizes[leaf] = 1;
    this.#parent[leaf] = NONE;
    return leaf;
  }

  #childFor(node: number, row: Float64Array): number {
    const isLeft = Number(row[Number(this.#splits[node])]) <= Number(this.#cuts[node]);
    return Number(isLeft ? this.#left[node] : this.#right[node]);
  }

  /** The chance that the next cut falls between a row and a node's box; keeps how far each feature lies outside. */
  #chanceOfCut(node: number, row: Float64Array): number {
    const [highs, lows, scales, outside] = [this.#highs, this.#lows, this.#scales, this.#outside];
    const begin = node * this.#features;
    let sides = BLUR;
    let beyond = 0;
    for (let feature = 0; feature < this.#features; feature += 1) {
      const value = Number(row[feature]);
      const low = Number(lows[begin + feature]);
      const high = Number(highs[begin + feature]);
      const scale = Number(scales[feature]);
      const distance = Math.max(0, low - value, value - high) / scale;
      sides += (high - low) / scale;
      beyond += distance;
      outside[feature] = distance;
    }
    return beyond / (sides + beyond);
  }

  /** Gives each feature its part of something, in proportion to how far it lies outside the box looked at last. */
  #share(part: number, weights: Float64Array): void {
    let sum = 0;
    for (let feature = 0; feature < this.#features; feature += 1) sum += Number(this.#outside[feature]);
    for (let feature = 0; feature < this.#features; feature += 1) {
      weights[feature] = Number(weights[feature]) + (part * Number(this.#outside[feature])) / sum;
    }
  }

  /** Inserts a row; gives its leaf. */
  #inserted(row: Float64Array, random: Random): number {
    if (this.#root === NONE) {
      this.#root = this.#newLeaf(row);
      return this.#root;
    }
    let node = this.#root;
    for (;;) {
      const cut = this.#cutOff(node, row, random);
      if (cut !== undefined) return this.#insertedAt(node, row, cut);
      this.#widen(node, row);
      if (node < this.#capacity) return node;
      node = this.#childFor(node, row);
    }
  }

  /** A random cut of a node's box widened to a row, if it cuts the row off. */
  #cutOff(node: number, row: Float64Array, random: Random): Cut | undefined {
    const begin = node * this.#features;
    let total = 0;
    for (let feature = 0; feature < this.#features; feature += 1) total += this.#side(node, feature, row);
    let rest = total * random.uniform();
    for (let feature = 0; feature < this.#features; feature += 1) {
      const side = this.#side(node, feature, row);
      if (rest >= side) {
        rest -= side;
        continue;
      }
      const value = Number(row[feature]);
      const [low, high] = [Number(this.#lows[begin + feature]), Number(this.#highs[begin + feature])];
      const at = Math.min(low, value) + rest * Number(this.#scales[feature]);
      if (value < low && at < low) return { feature, at, isLeft: true };
      if (value > high && at >= high) return { feature, at: at < value ? at : high, isLeft: false };
      return undefined;
    }
    return undefined;
  }

  /** A side of a node's box widened to a row, in scales. */
  #side(node: number, feature: number, row: Float64Array): number {
    const side = node * this.#features + feature;
    const value = Number(row[feature]);
    const high = Math.max(value, Number(this.#highs[side]));
    return (high - Math.min(value, Number(this.#lows[side]))) / Number(this.#scales[feature]);
  }

  /** Puts a new leaf beside a node, under a new node that cuts them apart. */
  #insertedAt(node: number, row: Float64Array, { at, feature, isLeft }: Cut): number {
    const above = Number(this.#parent[node]);
    const leaf = this.#newLeaf(row);
    const inner = Number(this.#freeInner.pop());
    this.#splits[inner] = feature;
    this.#cuts[inner] = at;
    this.#replace(above, node, inner);
    this.#link(inner, isLeft ? leaf : node, isLeft ? node : leaf);
    this.#enclose(inner);
    return leaf;
  }

  /** Counts a row in a node's subtree and widens its box to it; a leaf stays where it is. */
  #widen(node: number, row: Float64Array): void {
    this.#sizes[node] = Number(this.#sizes[node]) + 1;
    if (node < this.#capacity) return;
    const begin = node * this.#features;
    for (let feature = 0; feature < this.#features; feature += 1) {
      const value = Number(row[feature]);
      this.#lows[begin + feature] = Math.min(value, Number(this.#lows[begin + feature]));
      this.#highs[begin + feature] = Math.max(value, Number(this.#highs[begin + feature]));
    }
  }

  #removeOldest(): void {
    const leaf = this.#queued(0);
    this.#head = (this.#head + 1) % this.#capacity;
    this.#count -= 1;
    let above = Number(this.#parent[leaf]);
    if (Number(this.#sizes[leaf]) > 1) this.#sizes[leaf] = Number(this.#sizes[leaf]) - 1;
    else above = this.#unlinked(leaf);
    for (; above !== NONE; above = Number(this.#parent[above])) this.#enclose(above);
  }

  /** Takes a leaf out, whose sibling moves up; gives the node above. */
  #unlinked(leaf: number): number {
    const parent = Number(this.#parent[leaf]);
    this.#free.push(leaf);
    if (parent === NONE) {
      this.#root = NONE;
      return NONE;
    }
    const above = Number(this.#parent[parent]);
    const left = Number(this.#left[parent]);
    this.#replace(above, parent, left === leaf ? Number(this.#right[parent]) : left);
    this.#freeInner.push(parent);
    return above;
  }

  /** Puts a node in the place of another, below the same one. */
  #replace(above: number, node: number, by: number): void {
    this.#parent[by] = above;
    if (above === NONE) this.#root = by;
    else if (this.#left[above] === node) this.#left[above] = by;
    else this.#right[above] = by;
  }

  #link(node: number, left: number, right: number): void {
    this.#left[node] = left;
    this.#right[node] = right;
    this.#parent[left] = node;
    this.#parent[right] = node;
  }

  /** Makes a node as large as its children together. */
  #enclose(node: number): void {
    const [left, right] = [Number(this.#left[node]), Number(this.#right[node])];
    this.#sizes[node] = Number(this.#sizes[left]) + Number(this.#sizes[right]);
    const [own, one, other] = [node * this.#features, left * this.#features, right * this.#features];
    for (let feature = 0; feature < this.#features; feature += 1) {
      this.#lows[own + feature] = Math.min(Number(this.#lows[one + feature]), Number(this.#lows[other + feature]));
      this.#highs[own + feature] = Math.max(Number(this.#highs[one + feature]), Number(this.#highs[other + feature]));
    }
  }
}

interface Cut {
  readonly feature: number;
  readonly at: number;
  /** Whether the row that is cut off lies left of the cut. */
  readonly isLeft: boolean;
}

/** Whether a state is that of a tree over rows of so many features. */
export function isRandomCutTree({ firsts, nodes, rows }: RandomCutTreeState, features: number): boolean {
  if (rows.length !== firsts.length * features) return false;
  if (!firsts.every((first, age) => first <= age && firsts[first] === first)) return false;
  const seen = new Set<number>();
  let at = 0;
  const isNode = (): boolean => {
    const entry = nodes[at];
    at += 1;
    if (entry === undefined || !Number.isInteger(entry) || entry >= features) return false;
    if (entry < 0) {
      const isNew = !seen.has(-1 - entry);
      seen.add(-1 - entry);
      return isNew && firsts[-1 - entry] === -1 - entry;
    }
    at += 1;
    return isNode() && isNode();
  };
  if (firsts.length === 0) return nodes.length === 0;
  return isNode() && at === nodes.length && seen.size === new Set(firsts).size;
}
