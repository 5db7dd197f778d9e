import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";
import { sampledShapleyValues, shapleyValues } from "./shapley.ts";

const MEAN = Float64Array.of(0.9603528049999993, 1.9545461099999994, 3.0376167599999992, 3.9917495800000005);
const INVERSE_COVARIANCE = [
  [1.555923841416221, -0.9539779996089093, 0.08653626062789183, 0.006298892039528559],
  [-0.9539779996089092, 1.5171594534487232, -0.05189282871020732, 0.021592721966639226],
  [0.08653626062789183, -0.05189282871020732, 0.49663670385710645, -0.24815511039505828],
  [0.006298892039528572, 0.021592721966639212, -0.24815511039505828, 2.0814396690317167],
];

const mahalanobis = (row: Float64Array): number =>
  INVERSE_COVARIANCE.reduce((sum, line, i) => {
    const difference = (index: number) => Number(row[index]) - Number(MEAN[index]);
    return sum + line.reduce((inner, entry, j) => inner + entry * difference(i) * difference(j), 0);
  }, 0);

// numpy: exact Shapley values of the squared Mahalanobis distance, absent features at the mean.
const CASES = [
  {
    row: [1, 2, 3, 4],
    values: [0.0005995750006492355, 0.0015121798414065883, 0.0007394348522911585, 0.00022885633212116644],
  },
  {
    row: [4, 2, 3, 4],
    values: [14.234346474523953, -0.1285738533285255, -0.009026206389718523, 0.0003847618467018866],
  },
  {
    row: [1, 2, 8, 1],
    values: [0.017004974796148854, -0.013225894425724095, 15.919284702481466, 22.310541111747234],
  },
];

const random = () => new Random(5);

describe("Shapley values", () => {
  it.each(CASES)("of $row are those of all subsets", ({ row, values }) => {
    const given = Float64Array.from(row);
    const found = shapleyValues(mahalanobis, given, [MEAN]);
    for (const [index, value] of values.entries()) expect(found[index]).toBeCloseTo(value, 9);
    expect(found.reduce((sum, one) => sum + one)).toBeCloseTo(mahalanobis(given), 9);
  });

  it("of a sum are what each feature differs from its mean, exactly and drawn", () => {
    const background = [Float64Array.of(0, 0, 0), Float64Array.of(2, 4, 6)];
    const sum = (row: Float64Array) => row.reduce((all, one) => all + one);
    const row = Float64Array.of(5, 5, 5);
    expect([...shapleyValues(sum, row, background)].map((value) => Number(value.toFixed(9)))).toStrictEqual([4, 3, 2]);
    const drawn = sampledShapleyValues(sum, row, background, { orders: 4000, random: random() });
    for (const [index, value] of [4, 3, 2].entries()) expect(Math.abs(Number(drawn[index]) - value)).toBeLessThan(0.1);
  });

  it("drawn come near the exact ones, and add up to the score", () => {
    const row = Float64Array.of(1, 2, 8, 1);
    const drawn = sampledShapleyValues(mahalanobis, row, [MEAN], { orders: 50, random: random() });
    for (const [index, value] of shapleyValues(mahalanobis, row, [MEAN]).entries()) {
      expect(drawn[index]).toBeCloseTo(value, 6);
    }
    // Of a product, one order and its reverse aren't enough: what the features share depends on who comes first.
    const product = (one: Float64Array) => one.reduce((all, factor) => all * factor, 1);
    const exact = shapleyValues(product, row, [Float64Array.of(0.5, 1, 1.5, 2)]);
    const many = sampledShapleyValues(product, row, [Float64Array.of(0.5, 1, 1.5, 2)], {
      orders: 3000,
      random: random(),
    });
    expect(many.reduce((sum, one) => sum + one)).toBeCloseTo(16 - 1.5, 9);
    for (const [index, value] of exact.entries()) expect(Math.abs(Number(many[index]) - value)).toBeLessThan(0.4);
  });

  it("aren't counted out for more features than have few subsets", () => {
    expect(() => shapleyValues(() => 0, new Float64Array(13), [])).toThrow("13 features are too many");
  });
});
