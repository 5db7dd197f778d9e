import { describe, expect, it } from "vitest";
import { crossCorrelation, fisherZ, kendall, pearson, pearsonProbability, ranks, spearman } from "./correlation.ts";

const A = [1.1, 2.4, 2.4, 3.9, 4.2, 6.1, 5.5, 8.3];
const B = [2, 1, 4, 3, 7, 5, 8, 6];

describe("correlation", () => {
  // scipy 1.17: pearsonr, spearmanr, kendalltau of A and B
  it("is scipy's", () => {
    expect(pearson(A, B)).toBeCloseTo(0.6746270496704303, 12);
    expect(pearsonProbability(pearson(A, B), 8)).toBeCloseTo(0.06646874667391346, 9);
    expect(spearman(A, B)).toBeCloseTo(0.730552019767088, 12);
    expect(kendall(A, B)).toBeCloseTo(0.5455447255899809, 12);
  });

  it("is nothing where a list is constant, and 1 or −1 of a line", () => {
    expect(pearson([1, 2, 3], [5, 5, 5])).toBe(0);
    expect(kendall([1, 2, 3], [5, 5, 5])).toBe(0);
    expect(pearson([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1, 12);
  });

  it("shares the rank of equal values", () => {
    expect([...ranks([5, 1, 5, 0])]).toStrictEqual([3.5, 2, 3.5, 1]);
  });

  it("is greatest at the lag by which one list follows the other", () => {
    const first = Array.from({ length: 60 }, (_, t) => Math.sin(t * t));
    const second = first.map((_, t) => Number(first[t - 3] ?? 0));
    const found = crossCorrelation(first, second, 5);
    expect(found).toHaveLength(11);
    expect(found.indexOf(Math.max(...found)) - 5).toBe(3);
    expect(found[8]).toBeCloseTo(1, 9);
    expect(crossCorrelation(second, first, 5)[2]).toBeCloseTo(1, 9);
    expect(crossCorrelation([1, 2], [2, 1], 4)[0]).toBe(0);
  });

  it("has a z that stays finite", () => {
    expect(fisherZ(0.5)).toBeCloseTo(Math.atanh(0.5), 12);
    expect(fisherZ(1)).toBeLessThan(12);
    expect(fisherZ(-1)).toBeGreaterThan(-12);
  });
});
