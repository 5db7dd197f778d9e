import { expect, test } from "vitest";
import { parse } from "../syntax/parse.ts";
import { print } from "../syntax/print.ts";
import type { Series } from "../types/catalogue.ts";
import { withoutZeroDivisors } from "./divisors.ts";

const gauge = (metric: string, from: number): [string, Series] => [
  metric,
  {
    name: metric,
    metric,
    type: "gauge",
    unit: "",
    range: { from, to: Number.POSITIVE_INFINITY },
    labels: new Map(),
    buckets: [],
  },
];
const catalogue = new Map([gauge("size", 0), gauge("balance", Number.NEGATIVE_INFINITY)]);

const guarded = (text: string) => {
  const parsed = parse(text);
  return parsed.expr === undefined ? undefined : print(withoutZeroDivisors(parsed.expr, catalogue));
};

test.each([
  ["a vector that is never negative", "a / size", "a / (size > 0)"],
  ["a rate", "a / rate(b_total[5m])", "a / (rate(b_total[5m]) > 0)"],
  ["a vector that may be negative", "a / balance", "a / (balance != 0)"],
  ["a vector of which nothing is known", "a / b", "a / (b != 0)"],
  ["a quotient in a quotient", "a / (size / balance)", "a / (size / (balance != 0) != 0)"],
  ["a divisor deep inside", "1 - max by (x) (a / size)", "1 - max by (x) (a / (size > 0))"],
])("%s as a divisor keeps only what isn't zero", (_, given, wanted) => {
  expect(guarded(given)).toBe(wanted);
});

test.each([
  ["a number", "a / 60"],
  ["a scalar", "a / scalar(size)"],
  ["a divisor that is a comparison already", "a / (size > 5)"],
  ["no division", "a * size - balance"],
])("%s stays as it is", (_, given) => {
  expect(guarded(given)).toBe(given);
});
