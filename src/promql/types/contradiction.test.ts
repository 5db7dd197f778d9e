import { expect, test } from "vitest";
import { promql } from "../../../test/fixtures/program.ts";
import { print } from "../syntax/print.ts";
import { contradictionIn } from "./contradiction.ts";

test.each([
  ["a > 5 and a < 3", "a"],
  ["(a > 5) and b > 1 and (5 > a)", "a"],
  ["sum(a) == 5 and sum(a) != 5", "sum(a)"],
  ["a > 5 and a <= 5", "a"],
  ["a == 5 and a == 6", "a"],
])("%s asks too much of %s", (text, expected) => {
  const found = contradictionIn(promql(text));
  expect(found && print(found)).toBe(expected);
});

test.each([
  "a > 5",
  "a > 3 and a < 5",
  "a >= 5 and a <= 5",
  "a > 5 or a < 3",
  "a > 5 unless a < 3",
  "a > 5 and on (x) a < 3",
  "a > 5 and b < 3",
  "a > bool 5 and a < bool 3",
  "a > b and a < b",
])("%s may hold", (text) => expect(contradictionIn(promql(text))).toBeUndefined());
