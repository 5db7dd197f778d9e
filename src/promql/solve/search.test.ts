import { describe, expect, test, vi } from "vitest";
import type { ComparisonOperator } from "../syntax/ast.ts";
import { type Dial, JUST_PAST, JUST_SHORT, seek } from "./search.ts";

const dial = (measure: Dial["measure"], rest: Partial<Dial> = {}): Dial => ({
  start: 1,
  low: 0,
  high: Number.POSITIVE_INFINITY,
  measure,
  ...rest,
});

const found = (of: Dial, operator: ComparisonOperator = ">", band = JUST_PAST) =>
  seek(of, band, operator) ?? Number.NaN;

describe("looking for a value whose margin is just past or just short", () => {
  test.each([
    ["a line", (x: number) => (x - 50) / 50, 50.4],
    ["a falling line", (x: number) => (7 - x) / 7, 6.937],
    ["a share", (x: number) => x / (x + 600) / 0.01 - 1, 6.12],
    ["a square", (x: number) => (x * x - 1e8) / 1e8, 10_045],
    ["a logarithm", (x: number) => Math.log(x) / 5 - 1, 155.2],
    ["a step with a slope", (x: number) => (x < 40 ? -0.9 : (x - 30) / 30), 40],
  ])("%s", (_what, measure, near) => {
    const x = found(dial(measure));
    expect(Math.abs(x - near) / near).toBeLessThan(0.02);
    expect(measure(x)).toBeGreaterThan(0);
  });

  test("a line costs few questions", () => {
    const measure = vi.fn((x: number) => (x - 123_456) / 123_456);
    expect(measure(found(dial(measure)))).toBeCloseTo(0.0088, 3);
    expect(measure.mock.calls.length).toBeLessThan(6);
  });

  test("negative values, where a dial has them", () => {
    const x = found(dial((value) => (-value - 20) / 20, { low: Number.NEGATIVE_INFINITY }));
    expect(x).toBeCloseTo(-20.2, 1);
  });

  test("within the dial's ends only", () => {
    expect(found(dial((x) => (x - 2) / 2, { high: 1 }))).toBeNaN();
    expect(found(dial((x) => (x - 0.9) / 0.9, { start: 0, high: 1 }))).toBeCloseTo(0.908, 2);
  });

  test("where a value jumps, one percent beyond the place", () => {
    const measure = (x: number) => (x > 10 ? 1 : -1);
    expect(found(dial(measure))).toBeCloseTo(10.09, 1);
    expect(found(dial(measure), ">", JUST_SHORT)).toBeCloseTo(9.91, 1);
  });

  test("the nearest of the values that a dial has", () => {
    const of = dial((x) => (1 - x) / 1, { discrete: [0, 1, 2] });
    expect(found(of, "<")).toBe(0);
    expect(found(of, "<", JUST_SHORT)).toBe(1);
  });

  test("equality by a value that people would write", () => {
    const of = dial((x) => -Math.abs(x - 3), { natural: [0, 3] });
    expect(found(of, "==")).toBe(3);
    expect(found(of, "==", JUST_SHORT)).toBeCloseTo(2.991, 2);
    const other = dial((x) => Math.abs(x - 3), { natural: [0, 3] });
    expect(found(other, "!=", JUST_SHORT)).toBe(3);
  });

  test("nothing, where nothing does it or there is nothing to measure", () => {
    expect(found(dial(() => -1))).toBeNaN();
    expect(found(dial(() => undefined))).toBeNaN();
  });

  test("values that are there for some settings only", () => {
    expect(found(dial((x) => (x < 100 ? undefined : (x - 500) / 500)))).toBeCloseTo(504.5, 0);
  });
});
