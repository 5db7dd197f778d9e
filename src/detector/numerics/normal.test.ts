import { describe, expect, it } from "vitest";
import { chiSquaredQuantile, chiSquaredTail } from "./chi-squared.ts";
import { incompleteGammaAbove } from "./incomplete-gamma.ts";
import { normalLogTail, normalQuantile, normalTail } from "./normal.ts";

const relativeError = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("the normal distribution", () => {
  // scipy 1.17: norm.sf(x)
  it.each([
    [-3, 0.9986501019683699],
    [-0.5, 0.6914624612740131],
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [2, 0.022750131948179209],
    [6, 9.865876450376946e-10],
    [8.9, 2.792334374939655e-19],
    [30, 4.906713927148187e-198],
  ])("exceeds %f with scipy's probability", (x, expected) => {
    expect(relativeError(normalTail(x), expected)).toBeLessThan(1e-12);
    expect(normalLogTail(x)).toBeCloseTo(Math.log(expected), 10);
  });

  it("has a logarithm where the probability is too small for a number", () => {
    // scipy 1.17: norm.logsf(40), norm.logsf(1e6)
    expect(relativeError(normalLogTail(40), -804.6084420137538)).toBeLessThan(1e-12);
    expect(relativeError(normalLogTail(1e6), -500000000014.73444)).toBeLessThan(1e-12);
    expect(normalTail(1e6)).toBe(0);
  });

  it("has no seam where one formula takes over from another", () => {
    for (const seam of [0.7, 2 * Math.PI * Math.SQRT2]) {
      expect(relativeError(normalTail(seam * (1 - 1e-15)), normalTail(seam * (1 + 1e-15)))).toBeLessThan(1e-12);
    }
  });

  // scipy 1.17: norm.ppf(p)
  it.each([
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.999999999, 5.997807019601637],
  ])("has the quantile of %f at %f", (p, expected) => {
    expect(-normalQuantile(p)).toBeCloseTo(expected, 12);
  });

  it("has quantiles as far out as numbers go", () => {
    expect(relativeError(normalTail(normalQuantile(1e-300)), 1e-300)).toBeLessThan(1e-11);
    expect(normalQuantile(5e-324)).toBeCloseTo(38.467, 3);
  });
});

describe("chi-squared", () => {
  // scipy 1.17: chi2.sf(x, df)
  it.each([
    [0.5, 1, 0.47950012218695337],
    [0.5, 20, 0.9999999999997906],
    [10, 4, 0.04042768199451279],
    [60, 1, 9.485737571073857e-15],
    [60, 20, 7.121750862815593e-6],
  ])("exceeds %f at %i degrees of freedom with scipy's probability", (x, freedom, expected) => {
    expect(relativeError(chiSquaredTail(x, freedom), expected)).toBeLessThan(1e-12);
  });

  it("has scipy's quantiles", () => {
    expect(chiSquaredQuantile(0.001, 3)).toBeCloseTo(16.26623619623813, 11);
    expect(chiSquaredQuantile(0.5, 1)).toBeCloseTo(0.454936423119572, 12);
    expect(chiSquaredTail(chiSquaredQuantile(1e-12, 7), 7) / 1e-12).toBeCloseTo(1, 9);
  });

  it("exceeds nothing surely", () => {
    expect(incompleteGammaAbove(3, 0)).toBe(1);
  });
});
