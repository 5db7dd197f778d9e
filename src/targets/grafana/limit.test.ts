import { describe, expect, test } from "vitest";
import { promql } from "../../../test/fixtures/program.ts";
import { print } from "../../promql/syntax/print.ts";
import { limitsOf, watchedBy } from "./limit.ts";

const boundsOf = (text: string) => watchedBy({ expr: promql(text) })?.bounds;

describe("the bounds of an alert", () => {
  test.each([
    ["x > 5", [{ value: 5, side: "above" }]],
    ["x >= 5", [{ value: 5, side: "above" }]],
    ["x < 5", [{ value: 5, side: "below" }]],
    ["(((x)) <= (5))", [{ value: 5, side: "below" }]],
    ["5 < x", [{ value: 5, side: "above" }]],
    ["5 > x", [{ value: 5, side: "below" }]],
    ["x > -5", [{ value: -5, side: "above" }]],
    ["x > +5", [{ value: 5, side: "above" }]],
    ["x > 14.4 * 0.001", [{ value: 0.0144, side: "above" }]],
    ["x > (1 - 0.25) / 3 + 1", [{ value: 1.25, side: "above" }]],
    ["x > bool 5", [{ value: 5, side: "above" }]],
    [
      "x < 1 or x > 9",
      [
        { value: 1, side: "below" },
        { value: 9, side: "above" },
      ],
    ],
    ["x > 1 and x > 1", [{ value: 1, side: "above" }]],
    ["x > 1 and y > 9", [{ value: 1, side: "above" }]],
    ["x > 1 unless y > 9", [{ value: 1, side: "above" }]],
  ])("%s", (text, bounds) => {
    expect(boundsOf(text)).toEqual(bounds);
  });

  test.each(["x", "x > y", "x == 5", "x != 5", "x + 5", "absent(x)", "x > y * 2", "x > 2 ^ 3", "x > -y"])(
    "%s has none",
    (text) => {
      expect(boundsOf(text)).toBeUndefined();
    },
  );

  test("come with what is compared", () => {
    const watched = watchedBy({ expr: promql("sum(rate(errors[5m])) > 0.01 and sum(rate(all[5m])) > 1") });
    expect(watched && print(watched.subject)).toBe("sum(rate(errors[5m]))");
  });

  test("have the severity of their alert", () => {
    expect(limitsOf({ expr: promql("x > 1"), severity: "ticket" })).toEqual([
      { value: 1, side: "above", severity: "ticket" },
    ]);
    expect(limitsOf({ expr: promql("x"), severity: "ticket" })).toEqual([]);
  });
});
