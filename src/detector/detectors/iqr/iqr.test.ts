import { describe, expect, it } from "vitest";
import { definition } from "./index.ts";

// scipy: quartiles −0.98678375 and 0.8044445, Tukey's fences −3.673626125 and 3.491286875.
const VALUES = [
  0.085501, -0.634968, 1.46325, -0.359215, 1.006875, 0.969212, 0.221869, -0.065081, -1.068113, -0.959674, 0.443243,
  0.220742, -1.68905, 2.365093, -1.663796, 0.106546, -1.934084, 2.424007, -1.144694, 0.749522,
];

function judged(value: number, parameters: object = {}) {
  const detector = definition.create({ warmUpSamples: 20, ...parameters });
  for (const [index, one] of VALUES.entries()) detector.learn(one, index + 1);
  return detector.score(value, 100);
}

describe("the interquartile range", () => {
  it("draws Tukey's fences", () => {
    expect(judged(3.4912868)).toMatchObject({ is_anomaly: false, threshold: 1.5 });
    expect(judged(3.4912869)).toMatchObject({ is_anomaly: true });
    expect(judged(-3.6736261)).toMatchObject({ is_anomaly: false });
    expect(judged(-3.6736262)).toMatchObject({ is_anomaly: true });
  });

  it("takes a value on the fence for ordinary", () => {
    // Quartiles 2 and 4, so the fence is 7.
    const detector = definition.create({ warmUpSamples: 5 });
    for (const value of [1, 2, 3, 4, 5]) detector.learn(value, value);
    expect(detector.score(7, 6)).toMatchObject({ is_anomaly: false, score: 1.5, confidence_score: 0.5 });
    expect(detector.score(7.001, 6)).toMatchObject({ is_anomaly: true });
  });

  it("moves them by 1.5 × sensitivity", () => {
    expect(judged(3.4912869, { sensitivity: 2 })).toMatchObject({ is_anomaly: false, threshold: 3 });
    expect(judged(0.8044445 + 3 * 1.79122825 + 1e-6, { sensitivity: 2 })).toMatchObject({ is_anomaly: true });
  });

  it("expects the median, and has no deviation between the quartiles", () => {
    expect(judged(0.5)).toMatchObject({ score: 0, confidence_score: 0 });
    expect(judged(0.5)?.expected).toBeCloseTo(0.0960235, 12);
  });
});
