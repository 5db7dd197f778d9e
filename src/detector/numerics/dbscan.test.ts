import { describe, expect, it } from "vitest";
import { dbscan, NOISE } from "./dbscan.ts";
import { KdTree } from "./kd-tree.ts";
import { Random } from "./random.ts";

const random = new Random(4);
const rows = Float64Array.from({ length: 600 }, () => random.normal());

describe("DBSCAN", () => {
  it("finds the clusters of a line, and what lies between them", () => {
    const line = Float64Array.from([0, 0.1, 0.2, 0.3, 2, 5, 5.1, 5.2, 5.3, 5.4]);
    const labels = [...dbscan(line, 1, { epsilon: 0.15, minSamples: 3 })];
    expect(labels).toStrictEqual([0, 0, 0, 0, NOISE, 1, 1, 1, 1, 1]);
  });

  it("gives a row at the border of two clusters to the first", () => {
    // By scikit-learn 1.9: the row at 1 is no core, and within reach of both.
    const line = Float64Array.from([0, 0.2, 0.4, 1, 1.6, 1.8, 2]);
    expect([...dbscan(line, 1, { epsilon: 0.6, minSamples: 4 })]).toStrictEqual(plain(line, 1, 0.6, 4));
  });

  it.each([
    [0.2, 4],
    [0.35, 6],
    [0.8, 10],
    [0, 1],
    [0, 2],
  ])("gives the labels of a search through all pairs, for ε %d and %d samples", (epsilon, minSamples) => {
    expect([...dbscan(rows, 2, { epsilon, minSamples })]).toStrictEqual(plain(rows, 2, epsilon, minSamples));
  });
});

describe("a k-d tree", () => {
  it("finds all rows within a distance, the row itself among them", () => {
    const tree = new KdTree(rows, 3);
    for (const row of [0, 57, 199]) {
      const near = tree.within(row, 0.9).sort((left, right) => left - right);
      expect(near).toStrictEqual(neighbours(rows, 3, row, 0.9));
      expect(near).toContain(row);
    }
  });

  it("of nothing but equal rows finds them all", () => {
    expect(new KdTree(new Float64Array(100).fill(3), 2).within(7, 0)).toHaveLength(50);
  });
});

function neighbours(table: Float64Array, features: number, row: number, epsilon: number): number[] {
  const count = table.length / features;
  const square = (other: number) => {
    let sum = 0;
    for (let feature = 0; feature < features; feature += 1) {
      sum += (Number(table[row * features + feature]) - Number(table[other * features + feature])) ** 2;
    }
    return sum;
  };
  return Array.from({ length: count }, (_, other) => other).filter((other) => square(other) <= epsilon * epsilon);
}

function plain(table: Float64Array, features: number, epsilon: number, minSamples: number): number[] {
  const near = Array.from({ length: table.length / features }, (_, row) => neighbours(table, features, row, epsilon));
  const labels = near.map(() => NOISE);
  let cluster = 0;
  const spread = (row: number) => {
    if (labels[row] !== NOISE) return;
    labels[row] = cluster;
    if ((near[row]?.length ?? 0) >= minSamples) for (const other of near[row] ?? []) spread(other);
  };
  for (const row of near.keys()) {
    if (labels[row] !== NOISE || (near[row]?.length ?? 0) < minSamples) continue;
    spread(row);
    cluster += 1;
  }
  return labels;
}
