import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";
import { isRandomCutTree, RandomCutTree } from "./random-cut-tree.ts";

const scales = Float64Array.of(1, 1);
const weights = new Float64Array(2);

function grown(count: number, capacity = 64): RandomCutTree {
  const random = new Random(3);
  const tree = new RandomCutTree(capacity, scales);
  for (let row = 0; row < count; row += 1) tree.push(Float64Array.of(random.normal(), random.normal()), random);
  return tree;
}

describe("a random cut tree", () => {
  it("is displaced the more the farther out a row lies, by all other rows at most", () => {
    const tree = grown(64);
    const displacements = [0, 3, 6, 50, 1e6].map((x) => tree.displacement(Float64Array.of(x, 0), weights));
    expect(displacements.toSorted((left, right) => left - right)).toStrictEqual(displacements);
    expect(displacements[4]).toBeCloseTo(64, 2);
  });

  it("says which feature is far out", () => {
    weights.fill(0);
    const displacement = grown(64).displacement(Float64Array.of(0, 20), weights);
    expect(weights[1]).toBeGreaterThan(10 * Number(weights[0]));
    expect(Number(weights[0]) + Number(weights[1])).toBeCloseTo(displacement, 0);
  });

  it("forgets the oldest row when it is full", () => {
    const random = new Random(1);
    const tree = new RandomCutTree(4, scales);
    for (const x of [100, 1, 2, 3, 4]) tree.push(Float64Array.of(x, 0), random);
    expect([...tree.column(0)]).toStrictEqual([1, 2, 3, 4]);
    expect(tree.displacement(Float64Array.of(100, 0), weights)).toBeGreaterThan(3.9);
  });

  it("counts equal rows in one leaf, and lets them go one by one", () => {
    const random = new Random(1);
    const tree = new RandomCutTree(4, scales);
    for (const x of [7, 7, 7, 7, 7]) tree.push(Float64Array.of(x, 7), random);
    expect(tree.toJSON()).toMatchObject({ firsts: [0, 0, 0, 0], nodes: [-1] });
    for (const x of [1, 2, 3]) tree.push(Float64Array.of(x, 7), random);
    expect(tree.toJSON().firsts).toStrictEqual([0, 1, 2, 3]);
    expect([...tree.column(0)]).toStrictEqual([7, 1, 2, 3]);
  });

  it("of one row lives on when that row leaves", () => {
    const random = new Random(1);
    const tree = new RandomCutTree(1, scales);
    for (const x of [1, 2]) tree.push(Float64Array.of(x, 0), random);
    expect([...tree.column(0)]).toStrictEqual([2]);
    expect(new RandomCutTree(2, scales).displacement(Float64Array.of(1, 1), weights)).toBe(0);
  });

  it("continues from its state", () => {
    const tree = grown(150);
    const state = JSON.parse(JSON.stringify(tree));
    expect(isRandomCutTree(state, 2)).toBe(true);
    const copy = new RandomCutTree(64, scales);
    copy.restore(state);
    const [one, other] = [new Random(9), new Random(9)];
    for (let row = 0; row < 100; row += 1) {
      const next = Float64Array.of(row / 10, -row / 20);
      expect(copy.displacement(next, weights)).toBe(tree.displacement(next, weights));
      tree.push(next, one);
      copy.push(next, other);
    }
    expect(JSON.stringify(copy)).toBe(JSON.stringify(tree));
  });

  it.each([
    [{ rows: [1], firsts: [0], nodes: [-1] }],
    [{ rows: [1, 2], firsts: [0], nodes: [] }],
    [{ rows: [1, 2], firsts: [1], nodes: [-1] }],
    [{ rows: [1, 2, 3, 4], firsts: [0, 1], nodes: [-1] }],
    [{ rows: [1, 2, 3, 4], firsts: [0, 1], nodes: [0, 2, -1, -1] }],
    [{ rows: [1, 2, 3, 4], firsts: [0, 1], nodes: [2, 2, -1, -2] }],
    [{ rows: [1, 2, 3, 4], firsts: [0, 1], nodes: [0, 2, -1, -3] }],
    [{ rows: [1, 2, 3, 4], firsts: [0, 1], nodes: [0, 2, -1] }],
    [{ rows: [], firsts: [], nodes: [-1] }],
  ])("knows that %j is none", (state) => {
    expect(isRandomCutTree(state, 2)).toBe(false);
  });
});
