import { describe, expect, it } from "vitest";
import { countInBins, quantileEdges } from "./bins.ts";
import { homogeneity } from "./homogeneity.ts";
import { jensenShannonDistance, jensenShannonDivergence, jensenShannonOfSamples } from "./jensen-shannon.ts";
import { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
import { populationStability, shares } from "./population-stability.ts";
import { energyDistance, wasserstein } from "./transport.ts";

const A = [0.1, 0.7, 1.3, 2.2, 2.9, 3.1, 3.3, 4.8];
const B = [1.9, 2.2, 3.4, 4.1, 4.6, 5.2];

describe("the distance of two samples", () => {
  // scipy 1.17: ks_2samp(A, B, method="exact"), wasserstein_distance, energy_distance
  it("by Kolmogorov and Smirnov is scipy's, with its probability", () => {
    const { probability, statistic } = kolmogorovSmirnov(A, B);
    expect(statistic).toBeCloseTo(0.5416666666666666, 12);
    expect(probability).toBeCloseTo(0.19247419247419248, 12);
    expect(kolmogorovSmirnov(A, B, "asymptotic").probability).toBeCloseTo(0.24334490740740725, 9);
    expect(kolmogorovSmirnov(A, A)).toStrictEqual({ statistic: 0, probability: 1 });
  });

  it("takes an even number of values where halves would have to be rounded", () => {
    // 1 × 1 / 2 = .5 and 3 × 3 / 6 = 1.5 become 0, which is 1, and 2.
    expect(kolmogorovSmirnov([1], [2], "asymptotic").probability).toBe(0);
    expect(kolmogorovSmirnov([1, 2, 3], [4, 5, 6], "asymptotic").probability).toBe(0);
    expect(kolmogorovSmirnov([1, 2, 3, 4, 5], [3.5, 4.5, 5.5, 6, 7], "asymptotic").probability).toBeGreaterThan(0.1);
  });

  it("is asymptotic where the exact probability would cost too much", () => {
    const many = Array.from({ length: 2000 }, (_, index) => index);
    const others = Array.from({ length: 1500 }, (_, index) => index * 1.4);
    const { probability } = kolmogorovSmirnov(many, others);
    expect(probability).toBe(kolmogorovSmirnov(many, others, "asymptotic").probability);
    expect(Math.abs(probability / kolmogorovSmirnov(many, others, "exact").probability - 1)).toBeLessThan(0.05);
  });

  it("by moving mass, and by energy, is scipy's", () => {
    expect(wasserstein(A, B)).toBeCloseTo(1.2666666666666666, 12);
    expect(energyDistance(A, B)).toBeCloseTo(0.8676276723213581, 12);
    expect(wasserstein([1, 2, 3], [4, 5, 6])).toBeCloseTo(3, 12);
  });

  it("by Jensen and Shannon is scipy's, and 0 to 1", () => {
    // scipy 1.17: jensenshannon([1, 2, 3, 4], [4, 3, 2, 1], 2)
    expect(jensenShannonDistance([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(0.3918681606471551, 12);
    expect(jensenShannonDistance([1, 0], [0, 1])).toBeCloseTo(1, 12);
    expect(jensenShannonDivergence([1, 0], [0, 1])).toBeCloseTo(Math.LN2, 12);
    expect(jensenShannonDistance([0, 0], [0, 0])).toBe(0);
    expect(jensenShannonOfSamples(A, A)).toBe(0);
    expect(jensenShannonOfSamples([1, 2], [8, 9])).toBeCloseTo(1, 12);
  });
});

describe("bins", () => {
  it("hold about the same share of the reference, and all that lies beyond", () => {
    const edges = quantileEdges([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5);
    expect([...countInBins([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], edges)]).toStrictEqual([2, 2, 2, 2, 2]);
    expect([...countInBins([-100, 100, 100], edges)]).toStrictEqual([1, 0, 0, 0, 2]);
  });

  it("are fewer where values repeat", () => {
    expect(quantileEdges([0, 0, 0, 0, 1, 2, 3, 3, 3, 3], 10)).toStrictEqual(
      [0.6, 1.5, 2.4].map((one) => expect.closeTo(one, 9)),
    );
    expect(quantileEdges([5, 5, 5], 10)).toStrictEqual([]);
  });
});

describe("the population stability index", () => {
  it("adds up what each bin gained or lost", () => {
    // By hand: (.3 − .2)·ln 1.5 + (.5 − .6)·ln(5/6) + 0.
    expect(populationStability([20, 60, 20], [30, 50, 20])).toBeCloseTo(
      0.1 * Math.log(1.5) - 0.1 * Math.log(5 / 6),
      12,
    );
    expect([...shares([1, 3])]).toStrictEqual([0.25, 0.75]);
  });

  it("stays finite where a bin is empty", () => {
    expect(populationStability([10, 0], [0, 10])).toBeCloseTo(2 * (1 - 1e-4) * Math.log(1e4), 9);
  });
});

describe("the test of homogeneity", () => {
  it("is scipy's", () => {
    // scipy 1.17: chi2_contingency([[50, 30, 20], [40, 35, 45]])
    const { freedom, probability, statistic } = homogeneity([
      [50, 30, 20],
      [40, 35, 45],
    ]);
    expect(statistic).toBeCloseTo(9.370370370370374, 9);
    expect(probability).toBeCloseTo(0.009231025004864533, 9);
    expect(freedom).toBe(2);
  });

  it("leaves out what is empty in all rows", () => {
    expect(
      homogeneity([
        [5, 0, 5],
        [3, 0, 7],
      ]),
    ).toStrictEqual(
      homogeneity([
        [5, 5],
        [3, 7],
      ]),
    );
  });
});
