import { describe, expect, it } from "vitest";
import { median } from "../order.ts";
import { Random } from "../random.ts";
import { fitAdditive } from "./additive-regression.ts";
import { fitArima } from "./arima.ts";
import { innovations } from "./arma-likelihood.ts";
import { levinsonDurbin, residualsAhead } from "./autoregression.ts";
import { differenced, differences, kpss, seasonalDifferences, seasonalStrength } from "./differencing.ts";
import { withoutGaps } from "./gaps.ts";
import { leastSquares } from "./least-squares.ts";
import { nelderMead } from "./nelder-mead.ts";
import { profile, profileAhead } from "./profile.ts";
import { mean, residualScale, weightedMedian } from "./weighted-order.ts";

const random = new Random(11);
const noise = (count: number) => Float64Array.from({ length: count }, () => random.normal());
const series = (count: number, at: (step: number) => number) =>
  Float64Array.from({ length: count }, (_, step) => at(step));

describe("Nelder and Mead's search", () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const valley = ([x = 0, y = 0]: Float64Array) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const found = nelderMead(valley, Float64Array.of(-1.2, 1), { tolerance: 1e-14, evaluations: 1000 });
    expect(found.point[0]).toBeCloseTo(1, 4);
    expect(found.point[1]).toBeCloseTo(1, 4);
    expect(found.evaluations).toBeLessThan(400);
  });

  it("stays where it is allowed, and within its evaluations", () => {
    const fenced = ([x = 0]: Float64Array) => (x < 1 ? Number.NaN : x);
    expect(nelderMead(fenced, Float64Array.of(5)).point[0]).toBeCloseTo(1, 3);
    const cost = ([x = 0, y = 0]: Float64Array) => Math.abs(x) + 1e3 * Math.abs(y - Math.sin(9 * x));
    expect(nelderMead(cost, Float64Array.of(3, 3), { evaluations: 30 }).evaluations).toBeLessThan(36);
  });
});

describe("least squares", () => {
  it("recover coefficients, weighted or not", () => {
    const rows = Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3);
    const line = Float64Array.of(1, 3, 5, 7);
    expect([...leastSquares({ rows, width: 2 }, line)]).toStrictEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
    const bent = Float64Array.of(1, 3, 5, 100);
    const found = leastSquares({ rows, width: 2 }, bent, { weights: Float64Array.of(1, 1, 1, 0) });
    expect(found[1]).toBeCloseTo(2, 12);
    const shrunk = leastSquares({ rows, width: 2 }, line, { penalty: Float64Array.of(0, 1e9) });
    expect(shrunk[1]).toBeCloseTo(0, 6);
    expect(shrunk[0]).toBeCloseTo(4, 6);
  });

  it("give nothing to a regressor that says what another says", () => {
    const rows = Float64Array.of(1, 1, 2, 2, 3, 3);
    expect([...leastSquares({ rows, width: 2 }, Float64Array.of(2, 4, 6))]).toStrictEqual([expect.closeTo(2, 9), 0]);
  });
});

describe("order statistics", () => {
  it("take the middle, and the weighted middle", () => {
    expect(residualScale(Float64Array.of(-3, 1, 2, 10))).toBeCloseTo(2.5 * 1.4826, 12);
    expect(mean(Float64Array.of(1, 2, 6))).toBe(3);
    expect(weightedMedian(Float64Array.of(5, 1, 9), Float64Array.of(1, 1, 3))).toBe(9);
    expect(weightedMedian(Float64Array.of(5, 1, 9), Float64Array.of(1, 1, 1))).toBe(5);
    expect(weightedMedian(Float64Array.of(5), Float64Array.of(Number.NaN))).toBe(5);
  });
});

describe("an autoregression", () => {
  it("finds the coefficients of what made it", () => {
    const made = noise(4000);
    for (let at = 2; at < made.length; at += 1) {
      made[at] = Number(made[at]) + 0.5 * Number(made[at - 1]) + 0.3 * Number(made[at - 2]);
    }
    const ahead = residualsAhead(made, 2, 3);
    const expected = 0.5 * Number(made.at(-1)) + 0.3 * Number(made.at(-2));
    expect(ahead[0]).toBeCloseTo(expected, 0);
  });

  it("has the partial autocorrelations of Durbin's recursion", () => {
    // Autocovariances of an AR(2) with 0.5 and 0.3: ρ₁ = 0.5/0.7, ρ₂ = 0.3 + 0.5 ρ₁.
    const first = 0.5 / 0.7;
    const found = levinsonDurbin(Float64Array.of(1, first, 0.3 + 0.5 * first));
    expect(found[0]).toBeCloseTo(0.5, 7);
    expect(found[1]).toBeCloseTo(0.3, 7);
  });

  it("expects nothing of nothing, and always fades", () => {
    expect([...residualsAhead(new Float64Array(30), 3, 2)]).toStrictEqual([0, 0]);
    const line = series(50, (step) => step);
    expect(Math.abs(Number(residualsAhead(line, 3, 2000).at(-1)))).toBeLessThan(1);
  });
});

describe("a sum of trend and seasons", () => {
  it("follows a season and goes on with the last slope, past outliers", () => {
    const truth = (step: number) => 5 * Math.sin((2 * Math.PI * step) / 12) + (step < 60 ? 0 : 0.5 * (step - 60));
    const seen = series(180, (step) => truth(step) + (step % 17 === 3 ? 80 : 0) + 0.1 * Math.sin(step * step));
    const { at } = fitAdditive(seen, { seasons: [{ period: 12, harmonics: 2 }], changePoints: 12 });
    for (const step of [180, 187, 200]) expect(Math.abs(at(step) - truth(step))).toBeLessThan(2);
  });

  it("is a level where there is neither", () => {
    const { at, residuals } = fitAdditive(new Float64Array(20).fill(7), { seasons: [] });
    expect(at(30)).toBeCloseTo(7, 6);
    expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(1e-6);
    expect(fitAdditive(new Float64Array(20).fill(7), { seasons: [], changePoints: 3 }).at(40)).toBeCloseTo(7, 4);
  });
});

describe("the exact likelihood", () => {
  it("of an AR(1) is what is known in closed form", () => {
    const seen = Float64Array.of(1, 0.5, -0.2, 0.7);
    const { logs, squares } = innovations(seen, Float64Array.of(0.6), new Float64Array(0));
    // The first value has the variance 1 / (1 − φ²), each further one that of a shock.
    expect(logs).toBeCloseTo(-Math.log(1 - 0.36), 9);
    expect(squares).toBeCloseTo((1 - 0.36) * 1 + (0.5 - 0.6) ** 2 + (-0.2 - 0.3) ** 2 + (0.7 + 0.12) ** 2, 9);
  });

  it("of an MA(1) and an ARMA(1, 1) is that of their covariances", () => {
    const seen = Float64Array.of(1, -0.5);
    const gaussian = (variance: number, covariance: number) => {
      const determinant = variance ** 2 - covariance ** 2;
      return { squares: (variance * 1.25 + covariance) / determinant, logs: Math.log(determinant) };
    };
    const moving = innovations(seen, new Float64Array(0), Float64Array.of(0.4));
    const both = innovations(seen, Float64Array.of(0.5), Float64Array.of(0.4));
    const expected = [gaussian(1.16, 0.4), gaussian((1 + 0.4 + 0.16) / 0.75, (1.2 * 0.9) / 0.75)];
    for (const [index, found] of [moving, both].entries()) {
      expect(found.squares).toBeCloseTo(Number(expected[index]?.squares), 9);
      expect(found.logs).toBeCloseTo(Number(expected[index]?.logs), 9);
    }
  });

  it("finds an ARMA process's parameters where it is asked for", () => {
    const shocks = noise(600);
    const made = new Float64Array(600);
    for (let at = 1; at < made.length; at += 1) {
      made[at] = 0.7 * Number(made[at - 1]) + Number(shocks[at]) + 0.4 * Number(shocks[at - 1]);
    }
    const order = { p: 1, d: 0, q: 1, seasonalP: 0, seasonalD: 0, seasonalQ: 0, period: 1, constant: true };
    const fitted = fitArima(made, order, { method: "likelihood", evaluations: 60 });
    expect(Math.abs(Number(fitted.ar[0]) - 0.7)).toBeLessThan(0.1);
    expect(Math.abs(Number(fitted.ma[0]) - 0.4)).toBeLessThan(0.12);
  });
});

describe("a profile", () => {
  it("repeats the season that comes next, whatever the series' phase", () => {
    const seen = series(31, (step) => step % 7);
    expect([...profile(seen, 7, 3, median)]).toStrictEqual([3, 4, 5, 6, 0, 1, 2]);
    expect([...profileAhead(seen, 3, { period: 7, seasons: 9, centre: median })]).toStrictEqual([3, 4, 5]);
    expect([...profileAhead(seen, 3, { period: 7, seasons: 9, centre: median, order: 2 })]).toStrictEqual([3, 4, 5]);
  });

  it("fades from the last residuals where asked to", () => {
    const seen = series(70, (step) => (step % 7) + (step > 50 ? 10 : 0));
    const [plain, fading] = [0, 2].map((order) =>
      profileAhead(seen, 20, { period: 7, seasons: 9, centre: median, order }),
    );
    const rest = [0, 19].map((step) => Number(fading?.[step]) - Number(plain?.[step]));
    expect(rest[0]).toBeGreaterThan(5);
    expect(rest[1]).toBeLessThan(Number(rest[0]) / 2);
  });
});

describe("differences", () => {
  it("are taken of a walk, not of noise", () => {
    const steps = noise(300);
    let level = 0;
    const walk = steps.map((step) => {
      level += step;
      return level;
    });
    expect(differences(steps)).toBe(0);
    expect(differences(walk)).toBe(1);
    expect(differences(series(300, (step) => step ** 3))).toBe(2);
    expect(kpss(new Float64Array(20).fill(4))).toBe(0);
    expect([...differenced(Float64Array.of(1, 4, 9, 16), 2)]).toStrictEqual([8, 12]);
  });

  it("are taken over a strong season only", () => {
    const season = series(120, (step) => 10 * Math.sin((2 * Math.PI * step) / 12));
    expect(seasonalStrength(season, 12)).toBeCloseTo(1, 6);
    expect(seasonalDifferences(season, 12)).toBe(1);
    expect(seasonalDifferences(season.subarray(0, 20), 12)).toBe(0);
    expect(seasonalDifferences(noise(120), 12)).toBe(0);
    expect(seasonalDifferences(season, 1)).toBe(0);
    expect(seasonalStrength(new Float64Array(50), 7)).toBe(0);
  });
});

describe("gaps", () => {
  const gap = Number.NaN;

  it("are filled from a period before, else in a straight line", () => {
    expect([...withoutGaps([gap, 1, gap, gap, 4, gap])]).toStrictEqual([1, 1, 2, 3, 4, 4]);
    expect([...withoutGaps([1, 2, gap, 4, Number.POSITIVE_INFINITY, 1e200], 2)]).toStrictEqual([1, 2, 1, 4, 1, 4]);
    expect([...withoutGaps([gap, gap])]).toStrictEqual([0, 0]);
  });
});
