import { FeatureRanges } from "../../numerics/feature-ranges.ts";
import { Random } from "../../numerics/random.ts";
import { isRandomCutTree, RandomCutTree } from "../../numerics/random-cut-tree.ts";
import { list, number, object, parse, refined } from "../../schema/index.ts";
import { randomState } from "../random-state.ts";
import { rangesState } from "../ranges-state.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";

/** One feature's range is fitted anew after so many rows. */
const FIT_EVERY = 8;

const stateOf = ({ sampleRows, trees }: Parameters, features: number) =>
  object({
    count: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    random: randomState,
    ranges: rangesState(features),
    trees: list(treeOf(sampleRows, features), { least: trees, most: trees }),
  });

const treeOf = (sampleRows: number, features: number) => {
  const row = number({ integer: true, minimum: 0, maximum: sampleRows - 1 });
  const tree = object({
    rows: list(number(), { most: sampleRows * features }),
    firsts: list(row, { most: sampleRows }),
    nodes: list(number(), { most: 3 * sampleRows }),
  });
  return refined(tree, (given) => (isRandomCutTree(given, features) ? undefined : { path: "", problem: "is no tree" }));
};

/** A forest of random cut trees; each row enters a random few of them, in each of which it takes the oldest one's place. */
export class RandomCutModel implements RowModel {
  readonly #parameters: Parameters;
  readonly #ranges: FeatureRanges;
  readonly #trees: readonly RandomCutTree[];
  readonly #random: Random;
  /** What each feature added to the displacement of the row that was scored last. */
  readonly #weights: Float64Array;
  #count = 0;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const { sampleRows, seed, trees } = parameters;
    const state = saved === undefined ? undefined : parse(stateOf(parameters, features), saved);
    this.#parameters = parameters;
    this.#ranges = new FeatureRanges(features, parameters, state?.ranges);
    this.#trees = Array.from({ length: trees }, () => new RandomCutTree(sampleRows, this.#ranges.widths));
    this.#random = new Random(state?.random ?? seed);
    this.#weights = new Float64Array(features);
    if (state === undefined) return;
    this.#count = state.count;
    for (const [index, tree] of state.trees.entries()) this.#trees[index]?.restore(tree);
  }

  get count(): number {
    return this.#count;
  }

  score(row: Row): number {
    let sum = 0;
    this.#weights.fill(0);
    for (const tree of this.#trees) sum += tree.displacement(row, this.#weights);
    return sum / this.#trees.length;
  }

  explain(_row: Row, { expected, weights }: Explanation): void {
    expected.set(this.#ranges.medians);
    weights.set(this.#weights);
  }

  learn(row: Row): void {
    const { sampleRows, windowSamples } = this.#parameters;
    if (this.#count === 0) this.#ranges.fit(row, 1);
    this.#count += 1;
    for (const tree of this.#trees) {
      const isTaken = this.#random.uniform() * windowSamples < sampleRows;
      if (isTaken || tree.count < sampleRows) tree.push(row, this.#random);
    }
    this.#fitRange();
  }

  toJSON(): object {
    return {
      count: this.#count,
      random: this.#random.toJSON(),
      ranges: this.#ranges.toJSON(),
      trees: this.#trees.map((tree) => tree.toJSON()),
    };
  }

  /** Fits the range of one feature to a tree's rows: of each one while there are few rows, later of one every few rows. */
  #fitRange(): void {
    const features = this.#ranges.widths.length;
    const isYoung = this.#count < this.#parameters.sampleRows;
    if (!isYoung && this.#count % FIT_EVERY !== 0) return;
    const turn = isYoung ? this.#count : this.#count / FIT_EVERY;
    const tree = this.#trees[Math.floor(turn / features) % this.#trees.length];
    if (tree !== undefined) this.#ranges.fitFeature(turn % features, tree.column(turn % features));
  }
}
