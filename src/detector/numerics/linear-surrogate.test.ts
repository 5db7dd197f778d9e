import { describe, expect, it } from "vitest";
import { linearSurrogate } from "./linear-surrogate.ts";
import { Random } from "./random.ts";

const row = Float64Array.of(2, -1, 5);
const at = (samples: number, deviations: readonly number[]) => ({
  samples,
  deviations: Float64Array.from(deviations),
  random: new Random(3),
});

describe("a linear surrogate", () => {
  it("of a linear score is the score", () => {
    const score = ([a = 0, b = 0, c = 0]: Float64Array) => 3 + 2 * a - b + 0.5 * c;
    const { level, slopes } = linearSurrogate(score, row, at(20, [1, 10, 0.1]));
    expect(level).toBeCloseTo(score(row), 9);
    for (const [index, slope] of [2, -10, 0.05].entries()) expect(slopes[index]).toBeCloseTo(slope, 9);
  });

  it("of a curved one has its slopes there, the closer the draws", () => {
    const score = ([a = 0, b = 0, c = 0]: Float64Array) => a * a + Math.exp(b) + a * c;
    const { slopes } = linearSurrogate(score, row, at(500, [0.001, 0.001, 0.001]));
    for (const [index, slope] of [2 * 2 + 5, Math.exp(-1), 2].entries()) {
      expect(Number(slopes[index]) * 1000).toBeCloseTo(slope, 2);
    }
  });

  it("gives no slope to what doesn't count", () => {
    const { slopes } = linearSurrogate(([a = 0]) => a, row, at(50, [1, 1, 1]));
    expect(slopes[1]).toBeCloseTo(0, 9);
    expect(slopes[2]).toBeCloseTo(0, 9);
  });
});
