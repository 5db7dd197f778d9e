import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addValue, type Moments, mergeMoments, noMoments, sampleVariance } from "./moments.ts";

const momentsOf = (values: readonly number[]): Moments => values.reduce(addValue, noMoments);

describe("moments", () => {
  it("are numpy's mean and sample variance", () => {
    // scipy 1.17 / numpy 2.4: mean 22, standard deviation 43.617656975128774.
    const moments = momentsOf([1, 2, 3, 4, 100]);
    expect(moments.mean).toBeCloseTo(22, 12);
    expect(Math.sqrt(sampleVariance(moments))).toBeCloseTo(43.617656975128774, 12);
  });

  it("have no variance with fewer than two values", () => {
    expect(sampleVariance(noMoments)).toBe(0);
    expect(sampleVariance(momentsOf([5]))).toBe(0);
  });

  it("keep the digits of small deviations on a large mean", () => {
    const moments = momentsOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect(sampleVariance(moments)).toBe(30);
  });

  it("of two halves merge to those of the whole", () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, values, (left, right) => {
        const merged = mergeMoments(momentsOf(left), momentsOf(right));
        const whole = momentsOf([...left, ...right]);
        expect(merged.count).toBe(whole.count);
        expect(merged.mean).toBeCloseTo(whole.mean, 6);
        expect(merged.squares / (1 + whole.squares)).toBeCloseTo(whole.squares / (1 + whole.squares), 9);
      }),
    );
  });
});
