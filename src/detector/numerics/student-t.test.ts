import { describe, expect, it } from "vitest";
import { grubbsCriticalT, grubbsStatistic } from "./grubbs.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import { studentQuantile, studentTail } from "./student-t.ts";

const relativeError = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("special functions", () => {
  it.each([
    [0.5, 0.5723649429247],
    [5.5, 3.9578139676187165],
    [100, 359.1342053695754],
  ])("log-gamma of %f is scipy's", (x, expected) => {
    expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-13);
  });

  it.each([
    [0.3, 0.5, 2, 0.7394254526319747],
    [0.5, 5, 5, 0.5],
    [0.99, 30, 0.5, 0.43933436890525074],
  ])("the incomplete beta function of %f, %f, %f is scipy's", (x, a, b, expected) => {
    expect(relativeError(incompleteBeta(x, a, b), expected)).toBeLessThan(1e-12);
  });

  it("stays within its ends", () => {
    expect(incompleteBeta(0, 2, 3)).toBe(0);
    expect(incompleteBeta(1, 2, 3)).toBe(1);
  });
});

describe("Student's t", () => {
  // scipy.stats.t.ppf(p, df)
  it.each([
    [0.9, 1, 3.0776835371752544],
    [0.975, 2, 4.302652729749462],
    [0.975, 30, 2.0422724563012378],
    [0.99, 300, 2.3388419237869926],
    [0.999, 5, 5.893429531356009],
    [0.99999, 1, 31830.988608051957],
    [0.99999, 30, 5.054032421448104],
    [0.99999, 300, 4.334062920769163],
  ])("is exceeded with the probability 1 − %f at %i degrees of freedom beyond %f", (p, freedom, expected) => {
    expect(relativeError(studentQuantile(1 - p, freedom), expected)).toBeLessThan(1e-9);
  });

  it("has half its weight above 0", () => {
    expect(studentTail(0, 7)).toBeCloseTo(0.5, 14);
    expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 9);
  });
});

describe("Grubbs' test", () => {
  // From scipy's t quantiles: two-sided critical values of G at α = 0.05 and 0.01.
  it.each([
    [3, 0.05, 1.1543048513440386],
    [8, 0.05, 2.1266450871954667],
    [20, 0.05, 2.7082456458057584],
    [60, 0.05, 3.199661829437385],
    [1000, 0.05, 4.039978163761023],
    [5, 0.01, 1.763678479497797],
    [100, 0.01, 3.754004372104055],
  ])("has for n = %i and α = %f the critical value %f", (count, alpha, expected) => {
    expect(relativeError(grubbsStatistic(grubbsCriticalT(count, alpha, 2), count), expected)).toBeLessThan(1e-9);
  });

  it("never exceeds (n − 1)/√n, however far the value", () => {
    expect(grubbsStatistic(1e200, 9)).toBeCloseTo(8 / 3, 12);
    expect(grubbsStatistic(0, 9)).toBe(0);
  });

  it("is less strict on one side than on two", () => {
    expect(grubbsCriticalT(20, 0.05, 1)).toBeLessThan(grubbsCriticalT(20, 0.05, 2));
    expect(grubbsCriticalT(20, 0.05, 1)).toBeCloseTo(grubbsCriticalT(20, 0.1, 2), 12);
  });
});
