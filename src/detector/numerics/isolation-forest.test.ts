import { describe, expect, it } from "vitest";
import { averagePathLength } from "./average-path-length.ts";
import { IsolationForest } from "./isolation-forest.ts";
import { IsolationTreeGrower, isIsolationTree } from "./isolation-tree.ts";
import { Random } from "./random.ts";

const FEATURES = 3;
const random = new Random(5);
const values = Float64Array.from({ length: 300 * FEATURES }, () => random.normal());
const rows = { values, features: FEATURES };
const shape = { trees: 50, sampleRows: 64, seed: 1 };
const forest = IsolationForest.fit(rows, shape);
const rowAt = (index: number) => values.subarray(index * FEATURES, (index + 1) * FEATURES);

describe("an isolation forest", () => {
  it("measures paths in the average path of its sample", () => {
    // The reference figures of c(n), to all their digits.
    const expected = [
      [1, 0],
      [2, 1],
      [3, 1.207392357589623],
      [10, 3.748880484475505],
      [100, 8.364671030072245],
      [256, 10.244770920119917],
      [1000, 12.969940887100174],
    ] as const;
    for (const [entries, length] of expected) expect(averagePathLength(entries)).toBeCloseTo(length, 9);
  });

  it("scores a row the higher the farther it lies out", () => {
    const scores = [0, 1, 2, 4].map((distance) => forest.score(Float64Array.of(distance, 0, 0)));
    expect(scores.toSorted((left, right) => left - right)).toStrictEqual(scores);
    expect(forest.score(Float64Array.of(5, 5, 5))).toBeGreaterThan(0.65);
    expect(forest.score(Float64Array.of(0, 0, 0))).toBeLessThan(0.5);
  });

  it("is the same for the same seed, and another for another", () => {
    const again = IsolationForest.fit(rows, shape);
    const other = IsolationForest.fit(rows, { ...shape, seed: 2 });
    expect(again.score(rowAt(7))).toBe(forest.score(rowAt(7)));
    expect(other.score(rowAt(7))).not.toBe(forest.score(rowAt(7)));
  });

  it("gives each feature its part of the path, and the parts add up", () => {
    const shortenings = new Float64Array(FEATURES);
    const sum = (row: Float64Array) => forest.explain(row, shortenings) + shortenings.reduce((all, one) => all + one);
    const [far, near] = [sum(Float64Array.of(0, 6, 0)), sum(rowAt(0))];
    expect(far).toBeCloseTo(near, 12);
    expect(forest.explain(Float64Array.of(0, 6, 0), shortenings)).toBe(forest.path(Float64Array.of(0, 6, 0)));
    expect(Math.max(...shortenings)).toBe(shortenings[1]);
  });

  it("of equal rows sees no difference", () => {
    const constant = IsolationForest.fit({ values: new Float64Array(30).fill(2), features: 3 }, shape);
    expect(constant.score(Float64Array.of(2, 2, 2))).toBe(0.5);
    expect(constant.score(Float64Array.of(2, 9, 2))).toBe(0.5);
  });

  it("gives its trees as lists, from which they are planted again", () => {
    const copy = new IsolationForest(shape);
    for (let tree = 0; tree < shape.trees; tree += 1) copy.plant(tree, forest.treeAt(tree));
    for (const index of [0, 50, 299]) expect(copy.score(rowAt(index))).toBe(forest.score(rowAt(index)));
  });

  it("knows which lists are trees", () => {
    expect(isIsolationTree([-3], 3, 6)).toBe(true);
    expect(isIsolationTree([0, 1.5, -3, 2, 0, -1, -1], 3, 6)).toBe(true);
    for (const broken of [[], [0, 1], [0, 1, -1], [3, 1, -1, -1], [-1, -1], [0.5, 1, -1, -1], [0, 1, 0, 2, -1, -1, -1]])
      expect(isIsolationTree(broken, 3, 1)).toBe(false);
  });

  it("cuts between neighbouring numbers, too", () => {
    const next = 1 + Number.EPSILON;
    const grower = new IsolationTreeGrower({ values: Float64Array.of(1, next), features: 1 }, 4, new Random(1));
    expect(grower.grow(2, 2)).toStrictEqual([0, next, -1, -1]);
  });
});
