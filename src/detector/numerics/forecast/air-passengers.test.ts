import { describe, expect, it } from "vitest";
import { arimaAhead, fitArima } from "./arima.ts";
import { findArimaOrder, orderName } from "./arima-order.ts";
import { ahead, type Smoothing, smooth } from "./holt-winters.ts";
import { fitSmoothing, smoothingAhead } from "./holt-winters-fit.ts";

/** Passengers of airlines a month, 1949 to 1960, in thousands (Box and Jenkins 1976, series G). */
// biome-ignore format: a year a line
const passengers = Float64Array.of(
  112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
  115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
  145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
  171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
  196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
  204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
  242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
  284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
  315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
  340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
  360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
  417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
);
const train = passengers.subarray(0, 120);
const smoothing: Smoothing = { alpha: 0.3, beta: 0.05, gamma: 0.2, damping: 1 };
const first = train.subarray(0, 12);
const level = first.reduce((sum, one) => sum + one, 0) / 12;

describe("the passengers of airlines, smoothed", () => {
  it("has statsmodels' figures with fixed parameters", () => {
    // statsmodels 0.15, ExponentialSmoothing of the air passengers, l0 = mean of the first year, b0 = 13/12.
    const start = { level, trend: 1.0833333333333321 };
    const additive = smooth(train, "additive", smoothing, { ...start, season: first.map((one) => one - level) });
    expect(additive.squaredErrors).toBeCloseTo(47772.89414304778, 6);
    expect(additive.fitted[119]).toBeCloseTo(372.9056673189371, 9);
    expect(ahead(additive.state, "additive", 1, 11).at(0)).toBeCloseTo(370.5902203835737, 9);
    const multiplied = smooth(train, "multiplicative", smoothing, {
      ...start,
      season: first.map((one) => one / level),
    });
    expect(multiplied.squaredErrors).toBeCloseTo(18451.63866242529, 6);
    expect(multiplied.fitted[119]).toBeCloseTo(358.0153386023885, 9);
    expect(ahead(multiplied.state, "multiplicative", 1, 2)[1]).toBeCloseTo(349.6934317300028, 9);
  });

  it("finds parameters about as good as statsmodels', which fits the first state too", () => {
    const model = { kind: "additive", period: 12, trend: "lasting", loss: "squares" } as const;
    const additive = fitSmoothing(train, model);
    const multiplied = fitSmoothing(train, { ...model, kind: "multiplicative" });
    expect(additive.squaredErrors).toBeLessThan(16034 * 1.35);
    expect(multiplied.squaredErrors).toBeLessThan(10765 * 1.35);
    const seen = passengers.subarray(120);
    const [plain, damped] = [
      multiplied,
      fitSmoothing(train, { ...model, kind: "multiplicative", trend: "damped" }),
    ].map((fitted) => smoothingAhead(fitted, 24).mean);
    const off = (forecast: Float64Array | undefined) =>
      seen.reduce((sum, one, at) => sum + Math.abs(one / Number(forecast?.[at]) - 1), 0) / 24;
    expect(off(plain)).toBeLessThan(0.09);
    expect(off(damped)).toBeLessThan(0.15);
  });
});

describe("the logarithms of the passengers of airlines, by ARIMA", () => {
  const logs = train.map(Math.log);
  const airline = { p: 0, d: 1, q: 1, seasonalP: 0, seasonalD: 1, seasonalQ: 1, period: 12, constant: false };

  it("have the parameters that statsmodels finds", () => {
    // statsmodels 0.15, SARIMAX(0,1,1)(0,1,1)₁₂: θ −0.34255, Θ −0.54058, σ² 0.0014022, forecasts of the logarithms' exponentials.
    const fitted = fitArima(logs, airline, { method: "likelihood" });
    expect(fitted.ma[0]).toBeCloseTo(-0.34255, 2);
    expect(fitted.seasonalMa[0]).toBeCloseTo(-0.54058, 2);
    expect(fitted.variance).toBeCloseTo(0.0014022, 4);
    const { deviation, mean } = arimaAhead(fitted, 24);
    for (const [step, expected] of [348.58757530525224, 331.5804710792327, 383.1692159421299].entries()) {
      expect(Math.exp(Number(mean[step])) / expected).toBeCloseTo(1, 2);
    }
    expect(deviation[0]).toBeCloseTo(Math.sqrt(fitted.variance), 12);
    expect(deviation[23]).toBeGreaterThan(Number(deviation[11]));
  });

  it("are found to be what the textbook calls the airline model", () => {
    const found = findArimaOrder(logs, { period: 12 });
    expect(orderName(found.order)).toBe("arima-011-011-12");
    expect(arimaAhead(found, 1).mean[0]).toBeCloseTo(Math.log(348.6), 1);
  });
});
