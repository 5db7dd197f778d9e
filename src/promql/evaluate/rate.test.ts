import { describe, expect, test } from "vitest";
import { KahanMean, KahanSum } from "./kahan.ts";
import { LabelPool } from "./labels.ts";
import { delta, idelta, increase, irate, rate } from "./rate.ts";
import type { Window } from "./window.ts";

/** A range of 100 s that sees these samples, times in seconds. */
const range = (times: readonly number[], values: readonly number[]): Window => ({
  labels: new LabelPool().of([]),
  timestamps: times.map((time) => time * 1000),
  values,
  from: 0,
  to: times.length,
  start: 0,
  end: 100_000,
  now: 100_000,
});

describe("extrapolation", () => {
  test("reaches the ends of the range where samples are within 110 % of their spacing of them, else half a spacing", () => {
    expect(delta(range([21, 41, 61, 81], [0, 20, 40, 60]), 0)).toBeCloseTo(100, 9);
    expect(delta(range([23, 43, 63, 83], [0, 20, 40, 60]), 0)).toBeCloseTo(60 + 10 + 17, 9);
    expect(delta(range([15, 35, 55, 75], [0, 20, 40, 60]), 0)).toBeCloseTo(60 + 15 + 10, 9);
  });

  test("doesn't take a counter below zero, and counts what came before each reset", () => {
    expect(increase(range([20, 40, 60, 80], [5, 25, 45, 65]), 0)).toBeCloseTo(60 + 5 + 20, 9);
    expect(increase(range([20, 40, 60, 80], [100, 120, 10, 30]), 0)).toBeCloseTo((50 * 100) / 60, 9);
    expect(increase(range([20, 40, 60, 80], [-5, 15, 35, 55]), 0)).toBeCloseTo(100, 9);
    expect(rate(range([20, 40, 60, 80], [1000, 1020, 1040, 1060]), 0)).toBeCloseTo(1, 9);
  });

  test("needs two samples at different times", () => {
    expect(rate(range([50], [1]), 0)).toBeUndefined();
    expect(irate(range([50], [1]), 0)).toBeUndefined();
    expect(irate(range([50, 50], [1, 2]), 0)).toBeUndefined();
    expect(delta(range([50, 50], [1, 2]), 0)).toBe(1);
    expect([irate(range([50, 60], [5, 2]), 0), idelta(range([50, 60], [5, 2]), 0)]).toEqual([0.2, -3]);
  });
});

describe("sums", () => {
  test("keep what rounding would lose", () => {
    const sum = new KahanSum();
    for (const value of [1, 1e100, 1, -1e100]) sum.add(value);
    expect(sum.total()).toBe(2);
    const mean = new KahanMean(1e100);
    for (const value of [3, -1e100, 5]) mean.add(value);
    expect(mean.mean()).toBe(2);
  });
});
