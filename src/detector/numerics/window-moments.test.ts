import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleVariance } from "./moments.ts";
import { WindowMoments } from "./window-moments.ts";

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

function plain(values: readonly number[]) {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

describe("moments of a window", () => {
  it("are those of its last values", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (values, capacity) => {
          const window = new WindowMoments(capacity);
          for (const [index, one] of values.entries()) {
            window.push(one);
            const expected = plain(values.slice(Math.max(0, index + 1 - capacity), index + 1));
            const moments = window.moments();
            expect(moments.count).toBe(Math.min(index + 1, capacity));
            expect(moments.mean).toBeCloseTo(expected.mean, 6);
            expect(Math.sqrt(sampleVariance(moments))).toBeCloseTo(expected.deviation, 6);
          }
        },
      ),
    );
  });

  it("forget a huge value without a trace", () => {
    const window = new WindowMoments(3);
    for (const one of [1e150, 1, 2, 3]) window.push(one);
    expect(window.moments()).toMatchObject({ count: 3, mean: 2 });
    expect(sampleVariance(window.moments())).toBe(1);
  });

  it("go on bit by bit from a saved state, wherever it was saved", () => {
    const inputs = [
      fc.array(value, { maxLength: 40 }),
      fc.array(value, { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
    ] as const;
    fc.assert(
      fc.property(...inputs, (before, after, capacity) => {
        const window = new WindowMoments(capacity);
        for (const one of before) window.push(one);
        const restored = new WindowMoments(capacity, JSON.parse(JSON.stringify(window)));
        expect(restored.moments()).toStrictEqual(window.moments());
        for (const one of after) {
          window.push(one);
          restored.push(one);
          expect(restored.moments()).toStrictEqual(window.moments());
        }
      }),
    );
  });
});
