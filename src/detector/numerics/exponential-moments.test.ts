import { describe, expect, it } from "vitest";
import { addWeighted, type ExponentialMoments, weightOfHalfLife } from "./exponential-moments.ts";
import { addValue, noMoments } from "./moments.ts";

const nothing: ExponentialMoments = { count: 0, mean: 0, variance: 0 };

// pandas ewm(alpha=0.05, adjust=False): mean and var(bias=True) after each of the first values.
const VALUES = [8.629375, 10.771382, 9.064918, 9.36469, 9.431176, 9.44832, 8.044757, 9.269403];
const MEANS = [
  8.629375, 8.73647535, 8.7528974825, 8.783487108374999, 8.81587155295625, 8.847493975308437, 8.807357126543016,
  8.830459420215865,
];
const VARIANCES = [
  0, 0.21793921443232744, 0.21216629599181466, 0.21933676020450082, 0.2282962149601609, 0.23588097852513534,
  0.25469529554642706, 0.2521011342550905,
];

describe("exponentially weighted moments", () => {
  it("are those of pandas", () => {
    let moments = nothing;
    for (const [index, value] of VALUES.entries()) {
      moments = addWeighted(moments, value, 0.05);
      expect(moments.mean).toBeCloseTo(MEANS[index] ?? Number.NaN, 12);
      expect(moments.variance).toBeCloseTo(VARIANCES[index] ?? Number.NaN, 12);
    }
  });

  it("are the plain ones while each value weighs alike", () => {
    const exponential = VALUES.reduce((all, value) => addWeighted(all, value, 1 / (all.count + 1)), nothing);
    const moments = VALUES.reduce(addValue, noMoments);
    expect(exponential.mean).toBeCloseTo(moments.mean, 12);
    expect(exponential.variance).toBeCloseTo(moments.squares / moments.count, 12);
  });

  it("halve the weight of a value after its half-life", () => {
    expect((1 - weightOfHalfLife(60)) ** 60).toBeCloseTo(0.5, 12);
    expect(weightOfHalfLife(1)).toBe(0.5);
  });
});
