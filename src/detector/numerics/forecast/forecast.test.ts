import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { coverage, smape } from "./accuracy.ts";
import { planBackTest, relativeErrors } from "./back-test.ts";
import { combined } from "./combination.ts";
import { halfWidths } from "./conformal.ts";
import { forecast } from "./index.ts";
import { findPeriods } from "./periods.ts";

const series = (count: number, at: (step: number) => number) =>
  Float64Array.from({ length: count }, (_, step) => at(step));
const day = (step: number) => 10 * Math.sin((2 * Math.PI * step) / 24) + 4 * Math.cos((4 * Math.PI * step) / 24);

function noisy(count: number, seed: number, at: (step: number) => number): Float64Array {
  const random = new Random(seed);
  return series(count, (step) => at(step) + random.normal());
}

/** Mean distance of what was forecast from what came. */
function off(all: Float64Array, known: number, options: object = {}): number {
  const { mean } = forecast(all.subarray(0, known), options);
  return mean.reduce((sum, one, step) => sum + Math.abs(one - Number(all[known + step])), 0) / mean.length;
}

describe("a forecast", () => {
  it("finds the day, and is hardly more wrong than noise must make it", () => {
    const seen = noisy(240, 1, (step) => 100 + day(step));
    const found = forecast(seen.subarray(0, 216));
    expect(found.periods[0]).toBe(24);
    expect(off(seen, 216)).toBeLessThan(1.2);
    expect(found.accuracy.mase).toBeLessThan(1);
    expect(found.accuracy.smape).toBeLessThan(5);
    expect(found.members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 1);
    expect(found.model).toBe(found.members[0]?.name);
  });

  it.each([
    ["goes on with a trend", (step: number) => step / 2 + day(step), 2],
    ["knows the week", (step: number) => day(step) * (Math.floor(step / 24) % 7 < 5 ? 2 : 0.5), 2],
    ["follows a new level", (step: number) => (step > 300 ? 60 : 0) + day(step), 2],
    ["is moved little by outliers", (step: number) => day(step) + (step % 29 === 3 && step < 400 ? 400 : 0), 1.5],
  ])("%s", (_, truth, allowed) => {
    expect(off(noisy(424, 2, truth), 400)).toBeLessThan(allowed);
  });

  it("has intervals that hold what they say, of other series than it was tried on", () => {
    const inside = Array.from({ length: 8 }, (_, seed) => {
      const seen = noisy(120, seed + 20, day);
      const { lower, upper } = forecast(seen.subarray(0, 96), { periods: [24], level: 0.8 });
      return coverage(lower, upper, seen.subarray(96));
    });
    const mean = inside.reduce((sum, one) => sum + one, 0) / inside.length;
    expect(mean).toBeGreaterThan(0.72);
    expect(mean).toBeLessThan(0.92);
  });

  it("says the same of the same values, whatever came before", () => {
    const seen = noisy(120, 3, day);
    const [once, again] = [forecast(seen), forecast([...seen])];
    expect(again).toStrictEqual(once);
  });

  it("knows nothing of what comes after: the back-test of a part is that of the whole's part", () => {
    const seen = noisy(120, 4, day);
    const changed = Float64Array.from(seen).fill(1e6, 96);
    const plan = { periods: [24], horizon: 24 };
    expect(forecast(changed.subarray(0, 96), plan)).toStrictEqual(forecast(seen.subarray(0, 96), plan));
  });

  it("stays within what the series can be", () => {
    const { lower, mean, upper } = forecast(
      noisy(100, 5, () => 0),
      { minimum: 0, maximum: 0.5 },
    );
    for (const one of [...lower, ...mean, ...upper]) {
      expect(one).toBeGreaterThanOrEqual(0);
      expect(one).toBeLessThanOrEqual(0.5);
    }
  });

  it.each([
    ["a constant", series(60, () => 5)],
    ["eight values", series(8, (step) => step)],
    ["gaps and infinities", series(90, (step) => (step % 7 === 0 ? Number.NaN : step % 11 === 0 ? 1 / 0 : day(step)))],
    ["nothing but gaps", series(20, () => Number.NaN)],
    ["huge values", series(90, (step) => 1e99 * day(step))],
    ["denormal values", series(90, (step) => 5e-324 * (step % 3))],
    ["rare values", series(90, (step) => (step % 19 === 4 ? 7 : 0))],
  ])("gives finite numbers of %s", (_, values) => {
    const { accuracy, lower, mean, upper } = forecast(values, { horizon: 12 });
    for (const [step, one] of mean.entries()) {
      expect(one).toSatisfy(Number.isFinite);
      expect(lower[step]).toBeLessThanOrEqual(one);
      expect(upper[step]).toBeGreaterThanOrEqual(one);
    }
    expect(Object.values(accuracy).every(Number.isFinite)).toBe(true);
  });

  it("is of a constant that constant, without a scale for its error", () => {
    const { accuracy, lower, mean, upper } = forecast(
      series(60, () => 5),
      { horizon: 2 },
    );
    for (const one of [lower, mean, upper]) expect(one[1]).toBeCloseTo(5, 9);
    expect(accuracy).toStrictEqual({ smape: 0, coverage: 1 });
  });

  it("looks further ahead than it could try, with intervals that widen", () => {
    const { lower, upper } = forecast(noisy(60, 6, day), { horizon: 60, periods: [] });
    expect(upper).toHaveLength(60);
    const width = (step: number) => Number(upper[step]) - Number(lower[step]);
    expect(width(59)).toBeGreaterThan(1.5 * width(19));
  });

  it("refuses what it can't forecast, all at once", () => {
    expect(() => forecast([1, 2, 3])).toThrow("a forecast needs at least 8 values");
    expect(() => forecast(series(9, Number), { horizon: 0, level: 1, periods: [1] })).toThrow(
      "horizon must be a whole number from 1 to 2000; level must be between 0 and 1; periods must be whole numbers from 2",
    );
  });
});

describe("periods", () => {
  it("are a customary day with its week, any other that stands out, or none", () => {
    expect(findPeriods(noisy(400, 7, day))).toStrictEqual([24, 168]);
    expect(findPeriods(noisy(400, 8, (step) => 5 * Math.sin((2 * Math.PI * step) / 31)))).toStrictEqual([31]);
    expect(findPeriods(noisy(400, 9, () => 0))).toStrictEqual([]);
    expect(findPeriods(series(50, () => 3))).toStrictEqual([]);
    expect(findPeriods(noisy(900, 10, (step) => 5 * Math.sin((2 * Math.PI * step) / 288)))).toStrictEqual([288, 2016]);
    const spiky = series(300, (step) => (step % 25 === 3 ? 10 : 0) + (step % 25 === 9 ? 4 : 0) + Math.sin(step * step));
    expect(findPeriods(spiky)[0]).toBe(25);
  });
});

describe("the back-test", () => {
  it("has up to seven origins, a horizon apart where it can", () => {
    expect(planBackTest(504, 24, 24)).toStrictEqual({ origins: [480, 456, 432, 408, 384, 360, 336], horizon: 24 });
    expect(planBackTest(100, 24, 24)).toStrictEqual({ origins: [76, 72, 68, 64, 60, 56, 52], horizon: 24 });
    expect(planBackTest(8, 1, 24)).toStrictEqual({ origins: [6], horizon: 2 });
  });

  it("doesn't trust who was tried too little, nor lets who runs away count", () => {
    const seen = Float64Array.of(1, 1);
    const [good, bad] = [Float64Array.of(1, 1), Float64Array.of(1, 3)];
    const folds = [good, undefined, undefined].map((rare) => ({ seen, forecasts: [bad, rare, good] }));
    expect(relativeErrors(folds)).toStrictEqual([Number.POSITIVE_INFINITY, undefined, 1]);
    expect(relativeErrors([{ seen, forecasts: [bad, good] }])).toStrictEqual([Number.POSITIVE_INFINITY, 1]);
    const runaway = Float64Array.of(1e300, -1e300);
    expect([...combined([good, bad, runaway], Float64Array.of(0.4, 0.4, 0.2), 2)]).toStrictEqual([1, 1]);
  });

  it("makes intervals as wide as its errors", () => {
    const errors = [Float64Array.of(1, 2, 4), Float64Array.of(-1, -2, -4)];
    const widths = halfWidths(errors, 0.9, 5);
    expect(widths[2]).toBeGreaterThan(Number(widths[0]));
    expect(widths[4]).toBeCloseTo(Number(widths[2]) * Math.sqrt(5 / 3), 12);
    expect([...halfWidths([new Float64Array(3)], 0.9, 2)]).toStrictEqual([0, 0]);
  });

  it("counts percentages of both, and nothing where both are 0", () => {
    expect(smape(Float64Array.of(0, 1), Float64Array.of(0, 3))).toBe(50);
  });
});
