import { describe, expect, test } from "vitest";
import { type Bucket, bucketFraction, bucketQuantile, byValue, quantile } from "./quantile.ts";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

const buckets = (...pairs: readonly (readonly [bound: number, count: number])[]): readonly Bucket[] =>
  pairs.map(([bound, count]) => ({ bound, count }));

test("NaN comes first, however many there are", () => {
  expect([3, nan, -1, nan, 2].sort(byValue)).toEqual([nan, nan, -1, 2, 3]);
  expect([byValue(nan, nan), byValue(1, nan), byValue(nan, 1), byValue(2, 2)]).toEqual([0, 1, -1, 0]);
});

test.each([
  ["nothing", 0.5, [], nan],
  ["a share that is no number", nan, [1], nan],
  ["a share below 0", -0.1, [1], -infinity],
  ["a share above 1", 1.1, [1], infinity],
  ["one value", 0.9, [7], 7],
  ["the lowest", 0, [3, 1, 2], 1],
  ["the highest", 1, [3, 1, 2], 3],
  ["a place between two", 0.25, [10, 20, 40], 15],
])("the quantile of values: %s", (_, share, values, expected) => {
  expect(quantile(share, values)).toBe(expected);
});

describe("buckets", () => {
  test("of the same bound are added up, in any order", () => {
    const doubled = buckets([infinity, 10], [1, 2], [2, 8], [1, 3]);
    expect(bucketQuantile(0.25, doubled)).toBe(0.5);
    expect(bucketQuantile(0.65, doubled)).toBe(1.5);
  });

  test("that fall count as the one before, and so do those that differ by rounding", () => {
    expect(bucketQuantile(0.75, buckets([1, 4], [2, 3], [3, 8], [infinity, 8]))).toBe(2.5);
    expect(bucketQuantile(0.5, buckets([1, 4], [2, 4 + 1e-15], [3, 8], [infinity, 8]))).toBe(1);
    expect(bucketQuantile(0.5, buckets([1, 0], [2, 1e-300], [3, 1e-300], [infinity, 1e-300]))).toBe(1.5);
    expect(bucketQuantile(0.5, buckets([1, nan], [2, nan], [infinity, nan]))).toBe(2);
  });

  test("are asked from their last by a share of NaN, and not at all outside 0 and 1", () => {
    const plain = buckets([1, 1], [infinity, 2]);
    expect([nan, -1, 2, 1].map((share) => bucketQuantile(share, plain))).toEqual([nan, -infinity, infinity, 1]);
  });

  test.each([
    ["the whole", -infinity, infinity, 1],
    ["half a bucket", 0.5, 1, 0.25],
    ["above the highest bound", 5, 9, 0],
    ["backwards", 2, 1, 0],
    ["from no number", nan, 1, nan],
    ["to no number", 1, nan, nan],
  ])("hold a share of the observations: %s", (_, lower, upper, expected) => {
    expect(bucketFraction(lower, upper, buckets([1, 2], [2, 4], [infinity, 4]))).toBe(expected);
  });

  test("that hold more than the last one does hold no more than all", () => {
    expect(bucketFraction(-infinity, 0, buckets([1, 6], [infinity, 4]))).toBe(0);
    expect(bucketFraction(0, 1, buckets([1, 6], [2, 5], [infinity, 4]))).toBe(1);
    expect(bucketFraction(0, 0.9, buckets([1, 6], [infinity, 4]))).toBe(1);
    expect(bucketFraction(0, 1, [])).toBeNaN();
    expect(bucketFraction(0, 1, buckets([1, 0], [infinity, 0]))).toBeNaN();
  });
});
