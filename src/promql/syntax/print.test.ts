import { describe, expect, test } from "vitest";
import type { Expr } from "./ast.ts";
import { parse } from "./parse.ts";
import { pretty } from "./pretty.ts";
import { print } from "./print.ts";

const canonical = (text: string) => {
  const { expr, errors } = parse(text);
  return expr ? print(expr) : errors;
};

describe("the canonical form", () => {
  test.each([
    ["((a))", "a"],
    ["(a + b) + c", "a + b + c"],
    ["a + (b + c)", "a + (b + c)"],
    ["(a * b) + c", "a * b + c"],
    ["(a + b) * c", "(a + b) * c"],
    ["(a ^ b) ^ c", "(a ^ b) ^ c"],
    ["a ^ (b ^ c)", "a ^ b ^ c"],
    ["(-1) ^ 2", "(-1) ^ 2"],
    ["(-a) ^ 2", "(-a) ^ 2"],
    ["-(a ^ 2)", "-a ^ 2"],
    ["-(a * 2)", "-(a * 2)"],
    ["-(1)", "-(1)"],
    ["a ^ (-b)", "a ^ -b"],
    ["(a and b) or c", "a and b or c"],
    ["a{z='1',b=\"2\",b!='3'}", 'a{b!="3", b="2", z="1"}'],
    ["{b='2', 'a'}", 'a{b="2"}'],
    ["{'a.b', 'http.route'='/'}", '{"a.b", "http.route"="/"}'],
    ["sum", '{"sum"}'],
    ["SUM BY(b,a,)(x)", "sum by (b, a) (x)"],
    ["sum(x) without(a)", "sum without (a) (x)"],
    ["topk(5,x)", "topk(5, x)"],
    ["a/ON(x)GROUP_LEFT b", "a / on (x) group_left () b"],
    ["a>BOOL ignoring(x)b", "a > bool ignoring (x) b"],
    ["a[90m]offset 1d@5", "a[1h30m] @ 5 offset 1d"],
    ["a offset 0s", "a"],
    ["(a)[1h:]", "a[1h:]"],
    ["(a offset 5m)[1h:30s] @ end()", "(a offset 5m)[1h:30s] @ end()"],
    ["(a + b)[1h:1m] offset -5m", "(a + b)[1h:1m] offset -5m"],
    ["'it\"s'", '"it\\"s"'],
    ["'\\x07\\n\\u00e4'", '"\\x07\\nä"'],
    ["0x10 + 1e3", "0x10 + 1e3"],
    ["count_values('v', a)", 'count_values("v", a)'],
  ])("%s becomes %s", (from, to) => {
    expect(canonical(from)).toBe(to);
  });

  test("numbers that were computed are printed so that they read back", () => {
    const number = (value: number): Expr => ({ kind: "number", value });
    expect(
      [1e21, 1e-7, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) =>
        print(number(value)),
      ),
    ).toEqual(["1e+21", "1e-7", "-0", "NaN", "Inf", "-Inf"]);
  });
});

describe("the form for people", () => {
  test("breaks only what is too long, at its operators and arguments", () => {
    const { expr } = parse(
      "sum by (service) (rate(http_requests_total{status=~'5..'}[5m])) / (sum by (service) (rate(http_requests_total[5m])) + -topk(3, errors)) > 0.01",
    );
    expect(expr && pretty(expr, 60)).toBe(`sum by (service) (
  rate(http_requests_total{status=~"5.."}[5m])
)
/
(
  sum by (service) (rate(http_requests_total[5m]))
  +
  -topk(3, errors)
)
>
0.01`);
    expect(expr && pretty(expr, 200)).not.toContain("\n");
  });

  test("goes into signs, parameters and nested calls, and leaves names whole", () => {
    const { expr } = parse(
      "-(quantile by (some_label) (0.9, some_quite_long_metric_name) + clamp(another_metric_name, 0, 1))",
    );
    expect(expr && pretty(expr, 30)).toBe(`-(
  quantile by (some_label) (
    0.9,
    some_quite_long_metric_name
  )
  +
  clamp(
    another_metric_name,
    0,
    1
  )
)`);
  });
});

test.each([
  ["a + fill(1) b", "a + fill (1) b"],
  ["a + fill_left(-1) b", "a + fill_left (-1) b"],
  ["a + fill_right(+2) b", "a + fill_right (2) b"],
  ["a + fill_left(1) fill_right(1) b", "a + fill (1) b"],
  ["a + fill_right(1) fill_left(2) b", "a + fill_left (2) fill_right (1) b"],
  ["rate(a[5m] smoothed)", "rate(a[5m] smoothed)"],
  ["rate(a[5m] anchored)", "rate(a[5m] anchored)"],
])("what is experimental has a canonical form, too: %s", (text, expected) => {
  const { expr } = parse(text, { fillModifiers: true, extendedRangeSelectors: true });
  expect(expr && print(expr)).toBe(expected);
});
