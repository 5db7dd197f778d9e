import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessDuration, parseDuration, printDuration } from "./duration.ts";

describe("a duration", () => {
  test.each([
    ["30s", 30_000],
    ["5m", 300_000],
    ["1h30m", 5_400_000],
    ["30d", 2_592_000_000],
    ["1w", 604_800_000],
    ["1y", 31_536_000_000],
    ["250ms", 250],
    ["1d12h", 129_600_000],
  ])("%s is %d milliseconds", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(["", "0s", "-5m", "5 m", "5", "m", "30m1h", "1.5h", "5minutes", "101y", "1e3s", `${"9".repeat(50)}s`])(
    "%j is none",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test("is printed in its shortest form, weeks and years as days", () => {
    expect([0, 90_000, 604_800_000, 1, 86_400_000 + 1500].map(printDuration)).toEqual([
      "0s",
      "1m30s",
      "7d",
      "1ms",
      "1d1s500ms",
    ]);
    expect(printDuration(-300_000)).toBe("-5m");
  });

  test("is the same after printing and parsing", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 3_000_000_000 }), (ms) => parseDuration(printDuration(ms)) === ms));
  });

  test.each([
    ["5 minutes", "5m"],
    ["30 sec", "30s"],
    ["2 Hours", "2h"],
    ["100 milliseconds", "100ms"],
    ["7 days", "7d"],
    ["3 weeks", "3w"],
  ])("%j was meant to be %s", (text, meant) => {
    expect(guessDuration(text)).toBe(meant);
  });

  test.each(["soon", "5", "0 minutes", "5 x"])("what %j means can't be told", (text) => {
    expect(guessDuration(text)).toBeUndefined();
  });
});
