import { describe, expect, it } from "vitest";
import { kolmogorovTail, oneSampleTail } from "./kolmogorov.ts";
import { greatestCommonDivisor, twoSampleTail } from "./smirnov.ts";

const relativeError = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("Kolmogorov's distribution", () => {
  // scipy 1.17: kstwobign.sf(x)
  it.each([
    [0.3, 0.9999906941986655],
    [0.8, 0.5441424115741981],
    [1.36, 0.049485876755377876],
    [3, 3.045995948942526e-8],
  ])("has in the limit above %f scipy's probability", (x, expected) => {
    expect(relativeError(kolmogorovTail(x), expected)).toBeLessThan(1e-12);
    expect(kolmogorovTail(0)).toBe(1);
  });

  // scipy 1.17: kstwo.sf(d, n)
  it.each([
    [0.05, 10, 1],
    [0.1, 10, 0.99963712],
    [0.2, 50, 0.03143877776953241],
    [0.5, 100, 1.2131434371817858e-23],
    [0.05, 1000, 0.013012074781090332],
    [0.2, 1000, 1.5528629204250538e-35],
    [0.5, 1000, 1.064517291557782e-231],
  ])("exceeds %f in a sample of %i with scipy's probability", (d, n, expected) => {
    expect(relativeError(oneSampleTail(d, n), expected)).toBeLessThan(1e-9);
  });

  // scipy 1.17: kstwo.sf(z / sqrt(n), n), by the same expansion
  it.each([
    [0.6, 2000, 0.859380051904739],
    [0.8, 2000, 0.5381410279866505],
    [1, 500, 0.26212693581294755],
    [1.2, 2000, 0.11024479729203418],
  ])("has for √n·D = %f at n = %i scipy's expansion", (z, n, expected) => {
    expect(oneSampleTail(z / Math.sqrt(n), n)).toBeCloseTo(expected, 12);
  });

  it("agrees with itself where one method takes over from another", () => {
    for (const n of [50, 141, 1000, 200_000]) {
      let before = 1;
      for (let z = 0.25; z < 2.5; z += 0.01) {
        const here = oneSampleTail(z / Math.sqrt(n), n);
        expect(here).toBeLessThanOrEqual(before + 1e-7);
        expect(before - here).toBeLessThan(0.02);
        before = here;
      }
    }
  });

  it("has its ends", () => {
    expect(oneSampleTail(1, 5)).toBe(0);
    expect(oneSampleTail(0.04, 12)).toBe(1);
  });
});

describe("two samples of one distribution", () => {
  // scipy 1.17: ks_2samp(method="exact"), the distance in steps of 1 / lcm(n, m)
  it.each([
    [30, 30, 30, 1.6911233892144742e-17],
    [63, 200, 200, 3.602472544567432e-9],
    [301, 300, 250, 2.7954768307621927e-5],
    [12, 8, 10, 0.7227478403948991],
    [122, 120, 100, 0.018842706916215292],
  ])("lie %i steps apart at sizes %i and %i with scipy's probability", (steps, n, m, expected) => {
    expect(relativeError(twoSampleTail(steps, n, m), expected)).toBeLessThan(1e-9);
  });

  it("count each path once", () => {
    // Of the 6 paths to (2, 2) two go around the corner.
    expect(twoSampleTail(2, 2, 2)).toBeCloseTo(2 / 6, 14);
    expect(twoSampleTail(1, 2, 2)).toBe(1);
    expect(twoSampleTail(0, 3, 4)).toBe(1);
    // Of the 10 paths to (3, 2) two keep all of one sample below the other.
    expect(twoSampleTail(6, 3, 2)).toBeCloseTo(2 / 10, 14);
    expect(greatestCommonDivisor(12, 18)).toBe(6);
  });
});
