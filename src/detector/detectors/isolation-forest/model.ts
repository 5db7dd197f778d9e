import { averagePathLength } from "../../numerics/average-path-length.ts";
import { FeatureRanges } from "../../numerics/feature-ranges.ts";
import { IsolationForest } from "../../numerics/isolation-forest.ts";
import { IsolationTreeGrower } from "../../numerics/isolation-tree.ts";
import { Random } from "../../numerics/random.ts";
import { type OutputOf, parse } from "../../schema/index.ts";
import type { Explanation, Row, RowModel } from "../row-model.ts";
import type { Parameters } from "./parameters.ts";
import { stateOf } from "./state.ts";

/**
 * An isolation forest over a window of the last rows, whose trees are grown anew one by one, all of them while a
 * window passes: a few for each row at first, later one every few rows, so that learning never waits for a forest. Beyond the range of a feature,
 * where trees see no difference, each cut isolates a row with the probability that it falls between the row and the range.
 */
export class IsolationForestModel implements RowModel {
  readonly #parameters: Parameters;
  readonly #forest: IsolationForest;
  readonly #grower: IsolationTreeGrower;
  readonly #random: Random;
  readonly #ranges: FeatureRanges;
  readonly #rows: Float64Array;
  readonly #units: Float64Array;
  /** By how much each feature shortened the path of the row that was scored last. */
  readonly #shortenings: Float64Array;
  readonly #averagePath: number;
  #count = 0;
  /** Trees to be grown anew; a fraction is left for the next rows. */
  #due = 0;
  #renewed = 0;

  constructor(parameters: Parameters, features: number, saved?: unknown) {
    const { sampleRows, seed, windowSamples } = parameters;
    this.#parameters = parameters;
    this.#forest = new IsolationForest(parameters);
    this.#averagePath = averagePathLength(sampleRows);
    const state = saved === undefined ? undefined : parse(stateOf(parameters, features, this.#forest.height), saved);
    this.#random = new Random(state?.random ?? seed);
    this.#ranges = new FeatureRanges(features, parameters, state?.ranges);
    this.#rows = new Float64Array(features * windowSamples);
    this.#units = new Float64Array(features);
    this.#shortenings = new Float64Array(features);
    this.#grower = new IsolationTreeGrower({ values: this.#rows, features }, this.#forest.height, this.#random);
    if (state !== undefined) this.#restore(state);
  }

  get count(): number {
    return this.#count;
  }

  score(row: Row): number {
    const path = this.#forest.explain(row, this.#shortenings);
    const chance = this.#chanceBeyond(row);
    if (chance === 0) return 2 ** -path;
    const short = this.#cutShort(path, chance);
    for (let feature = 0; feature < row.length; feature += 1) {
      const own = chanceOf(Number(this.#units[feature])) / (chance * row.length);
      this.#shortenings[feature] = Number(this.#shortenings[feature]) + (path - short) * own;
    }
    return 2 ** -short;
  }

  explain(_row: Row, { expected, weights }: Explanation): void {
    expected.set(this.#ranges.medians);
    for (let feature = 0; feature < weights.length; feature += 1) {
      weights[feature] = Math.max(0, Number(this.#shortenings[feature]));
    }
  }

  learn(row: Row): void {
    const { sampleRows, trees, windowSamples } = this.#parameters;
    this.#rows.set(row, (this.#count % windowSamples) * row.length);
    this.#count += 1;
    const held = Math.min(this.#count, windowSamples);
    if (held < 2) return;
    this.#due += held === 2 ? trees : trees / held;
    for (; this.#due >= 1; this.#due -= 1) {
      this.#forest.plant(this.#renewed % trees, this.#grower.grow(held, sampleRows));
      this.#fitRange(this.#renewed % row.length);
      this.#renewed = (this.#renewed + 1) % (trees * row.length);
    }
  }

  toJSON(): object {
    const { trees, windowSamples } = this.#parameters;
    return {
      count: this.#count,
      due: this.#due,
      renewed: this.#renewed,
      random: this.#random.toJSON(),
      ranges: this.#ranges.toJSON(),
      rows: [...this.#rows.subarray(0, Math.min(this.#count, windowSamples) * this.#units.length)],
      trees: this.#count < 2 ? [] : Array.from({ length: trees }, (_, tree) => this.#forest.treeAt(tree)),
    };
  }

  #restore(state: OutputOf<ReturnType<typeof stateOf>>): void {
    this.#count = state.count;
    this.#due = state.due;
    this.#renewed = state.renewed;
    this.#rows.set(state.rows);
    for (const [place, tree] of state.trees.entries()) this.#forest.plant(place, tree);
  }

  /** Fits the range of one feature to the rows of the tree that was grown last. */
  #fitRange(feature: number): void {
    const { sample } = this.#grower;
    const values = new Float64Array(sample.length);
    for (let drawn = 0; drawn < sample.length; drawn += 1) {
      values[drawn] = Number(this.#rows[Number(sample[drawn]) * this.#units.length + feature]);
    }
    this.#ranges.fitFeature(feature, values);
  }

  /** The chance that a cut falls between a row and the ranges of the features. */
  #chanceBeyond(row: Row): number {
    this.#ranges.toUnits(row, 0, this.#units);
    let sum = 0;
    for (let feature = 0; feature < row.length; feature += 1) sum += chanceOf(Number(this.#units[feature]));
    return sum / row.length;
  }

  /** The path, in average paths, of a row that each step on it isolates with this chance. */
  #cutShort(path: number, chance: number): number {
    return (1 - (1 - chance) ** (path * this.#averagePath)) / (chance * this.#averagePath);
  }
}

/** The chance that a cut of a range that is widened to a value falls outside of the range itself. */
function chanceOf(unit: number): number {
  const beyond = Math.max(-unit, unit - 1);
  return beyond > 0 ? beyond / (1 + beyond) : 0;
}
