import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { robustScale } from "./robust-scale.ts";
import { SortedWindow } from "./sorted-window.ts";

const EVEN = [
  0.085501, -0.634968, 1.46325, -0.359215, 1.006875, 0.969212, 0.221869, -0.065081, -1.068113, -0.959674, 0.443243,
  0.220742, -1.68905, 2.365093, -1.663796, 0.106546, -1.934084, 2.424007, -1.144694, 0.749522,
];

function windowOf(values: readonly number[], capacity = values.length): SortedWindow {
  const window = new SortedWindow(Math.max(1, capacity));
  for (const value of values) window.push(value);
  return window;
}

function plainQuantile(values: readonly number[], probability: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const position = (sorted.length - 1) * probability;
  const [left = Number.NaN, right = left] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return left + (right - left) * (position - Math.floor(position));
}

describe("a sorted window", () => {
  it("has scipy's median, quartiles and median absolute deviation", () => {
    const window = windowOf(EVEN);
    expect(window.median()).toBeCloseTo(0.0960235, 12);
    expect(window.medianAbsoluteDeviation()).toBeCloseTo(0.89202, 12);
    expect(window.quantile(0.25)).toBeCloseTo(-0.98678375, 12);
    expect(window.quantile(0.75)).toBeCloseTo(0.8044445, 12);
  });

  it("gives the modified z-scores of Iglewicz and Hoaglin, also where most values are equal", () => {
    const even = windowOf(EVEN);
    expect((EVEN[13] ?? 0) - even.median()).toBeCloseTo(1.7157545545503468 * robustScale(even), 9);
    const small = windowOf([1, 2, 3, 4, 100]);
    expect((100 - small.median()) / robustScale(small)).toBeCloseTo(65.4265, 12);
    const ties = windowOf([...new Array<number>(30).fill(5), 6, 7, 50]);
    expect(ties.medianAbsoluteDeviation()).toBe(0);
    expect((50 - ties.median()) / robustScale(ties)).toBeCloseTo(24.68455630432597, 9);
  });

  it("knows nothing while it is empty", () => {
    expect(new SortedWindow(3).median()).toBeNaN();
    expect(new SortedWindow(3).medianAbsoluteDeviation()).toBeNaN();
  });

  it("answers as sorting does, for any values in any order, repeated ones too", () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
    const inputs = [fc.array(value, { minLength: 1, maxLength: 80 }), fc.integer({ min: 1, max: 20 })] as const;
    fc.assert(
      fc.property(...inputs, (values, capacity) => {
        const window = new SortedWindow(capacity);
        for (const [index, one] of values.entries()) {
          window.push(one);
          const last = values.slice(Math.max(0, index + 1 - capacity), index + 1);
          const median = plainQuantile(last, 0.5);
          expect(window.count).toBe(last.length);
          for (const probability of [0, 0.25, 0.5, 0.9, 1]) {
            expect(window.quantile(probability)).toBeCloseTo(plainQuantile(last, probability), 5);
          }
          const distances = last.map((other) => Math.abs(other - median));
          expect(window.medianAbsoluteDeviation()).toBeCloseTo(plainQuantile(distances, 0.5), 5);
          expect(window.meanAbsoluteDeviation()).toBeCloseTo(distances.reduce((a, b) => a + b, 0) / last.length, 5);
        }
      }),
    );
  });

  it("goes on bit by bit from a saved state", () => {
    const values = fc.array(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(values, values, fc.integer({ min: 1, max: 9 }), (before, after, capacity) => {
        const window = windowOf(before, capacity);
        const restored = new SortedWindow(capacity, JSON.parse(JSON.stringify(window)));
        for (const value of after) {
          window.push(value);
          restored.push(value);
        }
        expect(restored.toJSON()).toStrictEqual(window.toJSON());
        expect(restored.median()).toBe(window.median());
        expect(robustScale(restored)).toBe(robustScale(window));
      }),
    );
  });
});
