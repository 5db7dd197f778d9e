import fc from "fast-check";
import { expect, test } from "vitest";
import type { Limit } from "./limit.ts";
import { COLOURS, stepsOf } from "./steps.ts";

const limit = (value: number, side: Limit["side"], severity: Limit["severity"]): Limit => ({ value, side, severity });

test("without limits everything is healthy", () => {
  expect(stepsOf([], "green")).toEqual([{ value: null, color: "green" }]);
});

test("past an upper limit is the colour of its severity", () => {
  expect(stepsOf([limit(5, "above", "ticket")], "green")).toEqual([
    { value: null, color: "green" },
    { value: 5, color: "orange" },
  ]);
});

test("below a lower limit is the colour of its severity", () => {
  expect(stepsOf([limit(5, "below", "page")], "green")).toEqual([
    { value: null, color: "red" },
    { value: 5, color: "green" },
  ]);
});

test("two limits on each side make a corridor", () => {
  const limits = [limit(9, "above", "ticket"), limit(10, "above", "page"), limit(1, "below", "info")];
  expect(stepsOf(limits, "green")).toEqual([
    { value: null, color: "blue" },
    { value: 1, color: "green" },
    { value: 9, color: "orange" },
    { value: 10, color: "red" },
  ]);
});

test("each value has the colour of the worst limit that it is past", () => {
  const limits = fc.array(
    fc.record({
      value: fc.integer({ min: -20, max: 20 }),
      side: fc.constantFrom("above" as const, "below" as const),
      severity: fc.constantFrom("page" as const, "ticket" as const, "info" as const),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(limits, fc.integer({ min: -25, max: 25 }), (given, integer) => {
      const value = integer + 0.5;
      const past = given.filter((one) => (one.side === "above" ? value >= one.value : value < one.value));
      const worst = (["page", "ticket", "info"] as const).find((one) => past.some(({ severity }) => severity === one));
      const steps = stepsOf(given, "green");
      expect(steps.findLast((step) => step.value === null || step.value <= value)?.color).toBe(
        worst === undefined ? "green" : COLOURS[worst],
      );
    }),
  );
});
