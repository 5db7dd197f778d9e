import { describe, expect, test } from "vitest";
import { parse } from "../syntax/parse.ts";
import { isPartOf } from "./part.ts";

const isPart = (part: string, whole: string) => {
  const [a, b] = [parse(part).expr, parse(whole).expr];
  if (a === undefined || b === undefined) throw new Error(`${part}, ${whole}`);
  return isPartOf(a, b);
};

describe("a part of the same events is", () => {
  test.each([
    ['x{a="1"}', "x"],
    ['(x{a="1", b="2"})', '(x{b="2"})'],
    ['rate(x{a="1"}[5m])', "rate(x[5m])"],
    ['sum(increase(x{a="1"}[5m]))', "sum(increase(x[5m]))"],
    ['sum by (a, b) (rate(x{c="1"}[5m]))', "sum by (b, a) (rate(x[5m]))"],
    ['sum by () (rate(x{c="1"}[5m]))', "sum(rate(x[5m]))"],
    ['rate(x_bucket{le="1"}[5m])', "rate(x_count[5m])"],
    ['rate(x_bucket{le="1", a="1"}[5m])', 'rate(x_bucket{le="1"}[5m])'],
    ['x{a="1"} offset 1h', "x offset 1h"],
  ])("%s of %s", (part, whole) => expect(isPart(part, whole)).toBe(true));
});

describe("no part is", () => {
  test.each([
    ["x", 'x{a="1"}'],
    ['x{a="1"}', 'x{a="2"}'],
    ['x{a="1"}', 'x{a=~"1"}'],
    ['x{a="1"}', "y"],
    ['{a="1"}', "x"],
    ['rate(x{a="1"}[5m])', "rate(x[1h])"],
    ['rate(x{a="1"}[5m])', "increase(x[5m])"],
    ['rate(x{a="1"}[5m])', "rate(x[5m] offset 1h)"],
    ['rate(x{a="1"}[5m] @ 5)', "rate(x[5m])"],
    ['max(x{a="1"})', "max(x)"],
    ['sum(x{a="1"})', "max(x)"],
    ['sum by (a) (x{a="1"})', "sum(x)"],
    ['sum by (a) (x{a="1"})', "sum without (a) (x)"],
    ['deriv(x{a="1"}[5m])', "deriv(x[5m])"],
    ['round(x{a="1"}, 5)', "round(x, 5)"],
    ["rate(x_bucket[5m])", "rate(x_count[5m])"],
    ['rate(x_bucket{le=~"1"}[5m])', "rate(x_count[5m])"],
    ['rate(x_bucket{le="1"}[5m])', "rate(y_count[5m])"],
    ['rate(x_bucket{a="1"}[5m])', "rate(x_bucket[5m])"],
    ["x + 1", "x"],
    ['x{a="1"}', "sum(x)"],
    ["1", "1"],
  ])("%s of %s", (part, whole) => expect(isPart(part, whole)).toBe(false));
});
