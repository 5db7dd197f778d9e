import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FadingTail } from "./fading-tail.ts";
import { Random } from "./random.ts";

/** Taught magnitudes of a Pareto distribution: 0.01 · u^(−1/exponent). */
function paretoTail(exponent: number, count: number): FadingTail {
  const random = new Random(5);
  const tail = new FadingTail(1e5);
  for (let index = 0; index < count; index += 1) tail.push(0.01 * (1 - random.uniform()) ** (-1 / exponent));
  return tail;
}

describe("a fading tail", () => {
  it("knows how rare a magnitude is among those before", () => {
    const tail = paretoTail(2, 20_000);
    // A Pareto tail of exponent 2 leaves 1/4 above 0.02, 1/25 above 0.05.
    expect(tail.surprise(0.02)).toBeCloseTo(Math.log10(4), 1);
    expect(tail.surprise(0.05)).toBeCloseTo(Math.log10(25), 1);
  });

  it("goes on beyond all before as the tail has shown", () => {
    for (const exponent of [1, 2, 4]) {
      const expected = exponent * Math.log10(3.9 / 0.01);
      expect(paretoTail(exponent, 20_000).surprise(3.9) / expected).toBeCloseTo(1, 0.7);
    }
    expect(paretoTail(4, 20_000).surprise(1)).toBeGreaterThan(paretoTail(2, 20_000).surprise(1));
  });

  it("is surprised by nothing as long as it knows nothing", () => {
    expect(new FadingTail(100).surprise(0)).toBeLessThan(0.31);
  });

  it("forgets: what has become usual is no surprise", () => {
    const tail = new FadingTail(50);
    for (let index = 0; index < 1000; index += 1) tail.push(0.01);
    const before = tail.surprise(0.5);
    for (let index = 0; index < 200; index += 1) tail.push(0.5);
    expect(before).toBeGreaterThan(2);
    expect(tail.surprise(0.5)).toBeLessThan(0.1);
  });

  it("keeps its weights small however long it runs", () => {
    const tail = new FadingTail(10);
    for (let index = 0; index < 2000; index += 1) tail.push(0.01);
    const { increment, total } = tail.toJSON();
    expect(increment).toBeLessThanOrEqual(1e9);
    expect(total / increment).toBeCloseTo(1 / (2 ** 0.1 - 1), 6);
  });

  it("is more surprised by what is greater, whatever came before", () => {
    const magnitude = fc.double({ min: 0, max: 8, noNaN: true });
    fc.assert(
      fc.property(fc.array(magnitude, { maxLength: 60 }), magnitude, magnitude, (before, one, other) => {
        const tail = new FadingTail(20);
        for (const each of before) tail.push(each);
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(tail.surprise(more)).toBeGreaterThanOrEqual(tail.surprise(less) - 1e-12);
      }),
    );
  });
});
