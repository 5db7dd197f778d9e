import { averagePathLength } from "./average-path-length.ts";
import { type IsolationTree, IsolationTreeGrower, type Rows } from "./isolation-tree.ts";
import { Random } from "./random.ts";

/** The shape of an isolation forest. */
export interface ForestShape {
  readonly trees: number;
  /** The most rows that a tree is grown over. */
  readonly sampleRows: number;
}

/** Cuts nothing: a row goes left, to the end of the path. */
const NO_CUT = Number.POSITIVE_INFINITY;

/**
 * Isolation forest (Liu, Ting and Zhou 2008). The trees lie in complete binary trees, whose nodes are numbered as in heaps,
 * from 1: a leaf above the greatest depth goes on without cuts, so that each row takes as many steps, without branches.
 * Memory: trees × 2^height × 34 bytes, where 2^height is the number of rows that a tree is grown over, rounded up.
 */
export class IsolationForest {
  /** The greatest depth of a tree: the average depth of a search tree over its rows. */
  readonly height: number;
  readonly #trees: number;
  readonly #cuts: Float64Array;
  readonly #splits: Uint16Array;
  /** Mean path lengths of the rows below each node, from the root, in average path lengths of the tree. */
  readonly #paths: Float64Array;
  readonly #sizes: Uint32Array;

  constructor({ sampleRows, trees }: ForestShape) {
    this.#trees = trees;
    this.height = Math.max(1, Math.ceil(Math.log2(sampleRows)));
    const inner = trees << this.height;
    this.#cuts = new Float64Array(inner).fill(NO_CUT);
    this.#splits = new Uint16Array(inner);
    this.#paths = new Float64Array(2 * inner);
    this.#sizes = new Uint32Array(2 * inner);
  }

  /** A forest grown over a table; the same for the same seed. */
  static fit(rows: Rows, { sampleRows, seed, trees }: ForestShape & { readonly seed: number }): IsolationForest {
    const count = rows.values.length / rows.features;
    const forest = new IsolationForest({ trees, sampleRows: Math.min(sampleRows, count) });
    const grower = new IsolationTreeGrower(rows, forest.height, new Random(seed));
    for (let tree = 0; tree < trees; tree += 1) forest.plant(tree, grower.grow(count, sampleRows));
    return forest;
  }

  /** 2^(−mean path length / its average): towards 1 the odder a row is, ½ where it is as deep as the average. */
  score(row: Float64Array): number {
    return 2 ** -this.path(row);
  }

  /** Mean path length of a row over all trees, in average path lengths. */
  path(row: Float64Array): number {
    const [cuts, splits, height] = [this.#cuts, this.#splits, this.height];
    let sum = 0;
    for (let tree = 0; tree < this.#trees; tree += 1) {
      const inner = tree << height;
      let node = 1;
      for (let depth = 0; depth < height; depth += 1) {
        const cut = inner + node;
        node = 2 * node + Number(Number(row[Number(splits[cut])]) >= Number(cuts[cut]));
      }
      sum += Number(this.#paths[(inner << 1) + node]);
    }
    return sum / this.#trees;
  }

  /**
   * Writes by how much the cuts of each feature shorten a row's path, below 0 where they lengthen it: each cut is given the
   * difference of the mean paths before and after it (Saabas 2014, "Interpreting random forests"). Together with the path they
   * add up to the mean path of the rows that the trees were grown over. Gives the path.
   */
  explain(row: Float64Array, shortenings: Float64Array): number {
    const [cuts, paths, splits, height] = [this.#cuts, this.#paths, this.#splits, this.height];
    let sum = 0;
    shortenings.fill(0);
    for (let tree = 0; tree < this.#trees; tree += 1) {
      const inner = tree << height;
      const base = inner << 1;
      let node = 1;
      let path = Number(paths[base + 1]);
      for (let depth = 0; depth < height; depth += 1) {
        const feature = Number(splits[inner + node]);
        node = 2 * node + Number(Number(row[feature]) >= Number(cuts[inner + node]));
        const next = Number(paths[base + node]);
        shortenings[feature] = Number(shortenings[feature]) + path - next;
        path = next;
      }
      sum += path;
    }
    for (let feature = 0; feature < shortenings.length; feature += 1) {
      shortenings[feature] = Number(shortenings[feature]) / this.#trees;
    }
    return sum / this.#trees;
  }

  /** Puts a tree in the place of another. */
  plant(tree: number, grown: IsolationTree): void {
    const place = { grown, inner: tree << this.height, unit: averagePathLength(sizeOf(grown)) };
    this.#plantNode(place, 1, 0, 0);
  }

  /** The tree in a place. */
  treeAt(tree: number): IsolationTree {
    const inner = tree << this.height;
    const grown: number[] = [];
    const walk = (node: number, depth: number): void => {
      const cut = depth < this.height ? Number(this.#cuts[inner + node]) : NO_CUT;
      if (cut === NO_CUT) {
        grown.push(-Number(this.#sizes[2 * inner + node]));
        return;
      }
      grown.push(Number(this.#splits[inner + node]), cut);
      walk(2 * node, depth + 1);
      walk(2 * node + 1, depth + 1);
    };
    walk(1, 0);
    return grown;
  }

  /** Plants the node that begins at an entry; gives where the next one begins. */
  #plantNode(place: Place, node: number, depth: number, entry: number): number {
    const { grown, inner } = place;
    const first = Number(grown[entry]);
    if (first < 0) {
      this.#plantLeaf(place, node, depth, -first);
      return entry + 1;
    }
    this.#splits[inner + node] = first;
    this.#cuts[inner + node] = Number(grown[entry + 1]);
    const right = this.#plantNode(place, 2 * node, depth + 1, entry + 2);
    const next = this.#plantNode(place, 2 * node + 1, depth + 1, right);
    this.#join(2 * inner, node);
    return next;
  }

  #plantLeaf({ inner, unit }: Place, node: number, depth: number, size: number): void {
    const path = (depth + averagePathLength(size)) / unit;
    this.#sizes[2 * inner + node] = size;
    this.#paths[2 * inner + node] = path;
    for (let [end, below] = [node, depth]; below < this.height; below += 1) {
      this.#cuts[inner + end] = NO_CUT;
      this.#splits[inner + end] = 0;
      end *= 2;
      this.#paths[2 * inner + end] = path;
    }
  }

  #join(base: number, node: number): void {
    const [left, right] = [base + 2 * node, base + 2 * node + 1];
    const [leftSize, rightSize] = [Number(this.#sizes[left]), Number(this.#sizes[right])];
    this.#sizes[base + node] = leftSize + rightSize;
    const sum = leftSize * Number(this.#paths[left]) + rightSize * Number(this.#paths[right]);
    this.#paths[base + node] = sum / (leftSize + rightSize);
  }
}

interface Place {
  readonly grown: IsolationTree;
  readonly inner: number;
  readonly unit: number;
}

/** How many rows a tree was grown over: at least two, which have a path. */
function sizeOf(tree: IsolationTree): number {
  let size = 0;
  for (let entry = 0; entry < tree.length; entry += 1) {
    const first = Number(tree[entry]);
    if (first < 0) size -= first;
    else entry += 1;
  }
  return Math.max(2, size);
}
