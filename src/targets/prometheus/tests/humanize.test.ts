import { describe, expect, test } from "vitest";
import { expand } from "./expand.ts";
import { goG4 } from "./go-number.ts";
import { humanizers } from "./humanize.ts";

describe("Go's %.4g", () => {
  test.each([
    [0, "0"],
    [-0, "-0"],
    [1, "1"],
    [1000, "1000"],
    [12_345, "1.234e+04"],
    [99_999, "1e+05"],
    [0.5, "0.5"],
    [1.23456, "1.235"],
    [0.00012344, "0.0001234"],
    [0.0000123456, "1.235e-05"],
    [-2.5e-7, "-2.5e-07"],
    [1e100, "1e+100"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "+Inf"],
    [Number.NEGATIVE_INFINITY, "-Inf"],
  ])("%s is %s", (value, text) => expect(goG4(value)).toBe(text));
});

describe("numbers for people, as Prometheus's own tests have them", () => {
  test.each([
    ["humanize", 0, "0"],
    ["humanize", 1, "1"],
    ["humanize", 1_234_567, "1.235M"],
    ["humanize", 0.12, "120m"],
    ["humanize", -0.00001, "-10u"],
    ["humanize", 1e30, "1e+06Y"],
    ["humanize", 1e-30, "1e-06y"],
    ["humanize", Number.POSITIVE_INFINITY, "+Inf"],
    ["humanize1024", 0, "0"],
    ["humanize1024", 1, "1"],
    ["humanize1024", 1_048_576, "1Mi"],
    ["humanize1024", 0.12, "0.12"],
    ["humanize1024", Number.NaN, "NaN"],
    ["humanizeDuration", 0, "0s"],
    ["humanizeDuration", 1, "1s"],
    ["humanizeDuration", 60, "1m 0s"],
    ["humanizeDuration", 3600, "1h 0m 0s"],
    ["humanizeDuration", 86_400, "1d 0h 0m 0s"],
    ["humanizeDuration", -86_401.5, "-1d 0h 0m 1s"],
    ["humanizeDuration", 0.1, "100ms"],
    ["humanizeDuration", 0.0001, "100us"],
    ["humanizeDuration", 12.34567, "12.35s"],
    ["humanizeDuration", -12.34567, "-12.35s"],
    ["humanizeDuration", Number.NaN, "NaN"],
    ["humanizePercentage", 0.1234567, "12.35%"],
    ["humanizePercentage", -1, "-100%"],
  ])("%s of %s", (name, value, text) => expect(humanizers.get(name)?.(value)).toBe(text));
});

test("annotations are filled in with labels and the value", () => {
  const filled = (template: string) => expand(template, { service: "player" }, 0.0101);
  expect(filled("{{ $labels.service }} fails {{ $value | humanizePercentage }}")).toBe("player fails 1.01%");
  expect(filled("{{ $labels.gone }}|{{$value}}|{{ $value | unknown }}")).toBe("|0.0101|0.0101");
  expect(filled('write {{ "{{" }} x }}')).toBe("write {{ x }}");
});
