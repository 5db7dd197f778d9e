import { describe, expect, it } from "vitest";
import { FeatureRanges } from "./feature-ranges.ts";
import { HalfSpaceTrees } from "./half-space-trees.ts";
import { Random } from "./random.ts";

const weights = new Float64Array(2);

function counted(rows: readonly Float64Array[]): HalfSpaceTrees {
  const trees = new HalfSpaceTrees({ trees: 30, height: 6, features: 2 }, rows.length, 1);
  for (const row of rows) trees.add(row);
  trees.turn();
  return trees;
}

describe("half-space trees", () => {
  const random = new Random(8);
  const rows = Array.from({ length: 200 }, () => Float64Array.of(0.5 + random.uniform() / 10, random.uniform()));
  const trees = counted(rows);

  it("find space sparse where no row lay, and say in which feature", () => {
    const inside = trees.sparsity(Float64Array.of(0.55, 0.5), weights);
    const outside = trees.sparsity(Float64Array.of(0.95, 0.5), weights);
    expect(outside).toBeGreaterThan(inside + 3);
    expect(Number(weights[0])).toBeGreaterThan(5 * Number(weights[1]));
  });

  it("are least sparse where all rows are", () => {
    const same = counted(new Array<Float64Array>(100).fill(Float64Array.of(0.3, 0.3)));
    expect(same.sparsity(Float64Array.of(0.3, 0.3), weights)).toBeCloseTo(0, 12);
    expect([...weights]).toStrictEqual([0, 0]);
  });

  it("judge by the window before, while the latest rows are counted", () => {
    const before = trees.sparsity(Float64Array.of(0.1, 0.1), weights);
    for (let row = 0; row < 100; row += 1) trees.add(Float64Array.of(0.1, 0.1));
    expect(trees.sparsity(Float64Array.of(0.1, 0.1), weights)).toBe(before);
    trees.turn();
    expect(trees.sparsity(Float64Array.of(0.1, 0.1), weights)).toBeLessThan(1);
  });
});

describe("the range of a feature", () => {
  const least = { minimumScale: 1e-9, minimumRelativeScale: 1e-6 };
  const uniform = Float64Array.from({ length: 101 }, (_, value) => value);

  it("reaches from the 5 % to the 95 % quantile and half as far again on both sides", () => {
    const ranges = new FeatureRanges(1, least);
    expect(ranges.fitFeature(0, uniform.slice())).toBe(true);
    expect(ranges.toJSON()).toStrictEqual({ lows: [-40], widths: [180], medians: [50] });
  });

  it("stays while values move little, and follows when they move far or spread", () => {
    const ranges = new FeatureRanges(1, least);
    ranges.fitFeature(0, uniform.slice());
    expect(
      ranges.fitFeature(
        0,
        uniform.map((value) => value + 40),
      ),
    ).toBe(false);
    expect(
      ranges.fitFeature(
        0,
        uniform.map((value) => value + 50),
      ),
    ).toBe(true);
    expect(
      ranges.fitFeature(
        0,
        uniform.map((value) => 3 * value),
      ),
    ).toBe(true);
    expect(
      ranges.fitFeature(
        0,
        uniform.map((value) => 150 + value / 10),
      ),
    ).toBe(true);
  });

  it("has a least width, and a density beyond that falls with the square of the distance", () => {
    const ranges = new FeatureRanges(1, least);
    ranges.fitFeature(0, new Float64Array(9).fill(1000));
    expect(ranges.widths[0]).toBeCloseTo(0.016, 12);
    expect(FeatureRanges.sparsityBeyond(0.5)).toBe(0);
    const [near, far] = [101, 201].map((unit) => FeatureRanges.sparsityBeyond(unit));
    expect(Number(far) - Number(near)).toBeCloseTo(2, 1);
  });
});
