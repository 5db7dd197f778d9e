import { Random } from "./random.ts";

/** The shape of a forest of half-space trees. */
export interface HalfSpaceShape {
  readonly trees: number;
  /** How many halvings lie between a root and a leaf. */
  readonly height: number;
  readonly features: number;
}

/** Below this share of all rows a half-space is sparse: going on would measure noise. */
const SPARSE_SHARE = 0.1;

/** What is added to a mass: an empty half-space has a density, too. */
const HALF = 0.5;

/**
 * Half-space trees (Tan, Ting and Liu 2011, "Fast anomaly detection for streaming data"): complete binary trees that halve
 * a random feature's work range at each node, and count how many rows lie on each side. Rows come in units of their work
 * ranges, ordinary values within [0, 1]. Nodes are numbered as in a heap, from 1.
 * Two windows of rows: the latest is counted while the one before, the reference, says what is sparse.
 * Memory: trees × 2^height × (8 + 2 + 4 · 4) bytes.
 */
export class HalfSpaceTrees {
  readonly #shape: HalfSpaceShape;
  readonly #thresholds: Float64Array;
  readonly #splits: Uint16Array;
  #masses: Uint32Array;
  #latest: Uint32Array;
  /** log₂ of a mass plus a half. */
  readonly #logs: Float64Array;
  #count = 0;
  #latestCount = 0;

  /** Trees over at most `capacity` rows. */
  constructor(shape: HalfSpaceShape, capacity: number, seed: number) {
    this.#shape = shape;
    const inner = shape.trees << shape.height;
    this.#thresholds = new Float64Array(inner);
    this.#splits = new Uint16Array(inner);
    this.#masses = new Uint32Array(2 * inner);
    this.#latest = new Uint32Array(2 * inner);
    this.#logs = Float64Array.from({ length: capacity + 1 }, (_, mass) => Math.log2(mass + HALF));
    const random = new Random(seed);
    for (let tree = 0; tree < shape.trees; tree += 1) this.#grow(tree << shape.height, random);
  }

  /** Forgets the latest rows. */
  clear(): void {
    this.#latest.fill(0);
    this.#latestCount = 0;
  }

  /** Makes the latest rows the reference: what was counted in the leaves adds up to the roots. */
  turn(): void {
    [this.#masses, this.#latest] = [this.#latest, this.#masses];
    this.#count = this.#latestCount;
    const { height, trees } = this.#shape;
    for (let tree = 0; tree < trees; tree += 1) {
      const base = tree << (height + 1);
      for (let node = (1 << height) - 1; node > 0; node -= 1) {
        this.#masses[base + node] = Number(this.#masses[base + 2 * node]) + Number(this.#masses[base + 2 * node + 1]);
      }
    }
    this.clear();
  }

  /** Counts a row as one of the latest. */
  add(row: Float64Array): void {
    const { height, trees } = this.#shape;
    const masses = this.#latest;
    const splits = this.#splits;
    const thresholds = this.#thresholds;
    for (let tree = 0; tree < trees; tree += 1) {
      const inner = tree << height;
      const base = inner << 1;
      let node = 1;
      for (let depth = 0; depth < height; depth += 1) {
        const split = inner + node;
        node = 2 * node + Number(Number(row[Number(splits[split])]) >= Number(thresholds[split]));
      }
      masses[base + node] = Number(masses[base + node]) + 1;
    }
    this.#latestCount += 1;
  }

  /**
   * How much sparser than the densest possible leaf a row's half-spaces are, in halvings, the mean over all trees:
   * from 0 to height + log₂(count + ½). Writes by how many halvings each feature's splits make it sparser than an even
   * spread would.
   */
  sparsity(row: Float64Array, weights: Float64Array): number {
    const { height, trees } = this.#shape;
    const [logs, masses, splits, thresholds] = [this.#logs, this.#masses, this.#splits, this.#thresholds];
    const sparse = SPARSE_SHARE * this.#count;
    const whole = Number(logs[this.#count]);
    let sum = 0;
    weights.fill(0);
    for (let tree = 0; tree < trees; tree += 1) {
      const inner = tree << height;
      const base = inner << 1;
      let node = 1;
      let density = whole;
      for (let depth = 0; depth < height && Number(masses[base + node]) > sparse; depth += 1) {
        const feature = Number(splits[inner + node]);
        node = 2 * node + Number(Number(row[feature]) >= Number(thresholds[inner + node]));
        const next = Number(logs[Number(masses[base + node])]) + depth + 1;
        weights[feature] = Number(weights[feature]) + Math.max(0, density - next);
        density = next;
      }
      sum += density;
    }
    for (let feature = 0; feature < weights.length; feature += 1) weights[feature] = Number(weights[feature]) / trees;
    return height + whole - sum / trees;
  }

  /** Draws a tree: each feature's work range reaches 2 · max(s, 1 − s) to both sides of a random s in [0, 1). */
  #grow(inner: number, random: Random): void {
    const { features, height } = this.#shape;
    const centres = Float64Array.from({ length: features }, () => random.uniform());
    const reaches = centres.map((centre) => 2 * Math.max(centre, 1 - centre));
    const lows = centres.map((centre, feature) => centre - Number(reaches[feature]));
    const highs = centres.map((centre, feature) => centre + Number(reaches[feature]));
    const halve = (node: number, depth: number): void => {
      if (depth === height) return;
      const feature = random.below(features);
      const [low, high] = [Number(lows[feature]), Number(highs[feature])];
      const middle = (low + high) / 2;
      this.#splits[inner + node] = feature;
      this.#thresholds[inner + node] = middle;
      highs[feature] = middle;
      halve(2 * node, depth + 1);
      highs[feature] = high;
      lows[feature] = middle;
      halve(2 * node + 1, depth + 1);
      lows[feature] = low;
    };
    halve(1, 0);
  }
}
