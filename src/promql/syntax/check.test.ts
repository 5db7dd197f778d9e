import { describe, expect, test } from "vitest";
import type { Expr } from "./ast.ts";
import { check, typeOf } from "./check.ts";
import { functions } from "./functions.ts";

const a: Expr = { kind: "selector", metric: "a", matchers: [] };

describe("a tree that no text gave", () => {
  test("is checked like one that a text gave, without places", () => {
    expect(check({ kind: "call", name: "rate", args: [a] })).toEqual([
      { kind: "argument-type", name: "rate", index: 0, expected: "matrix", actual: "vector" },
    ]);
    expect(
      check({ kind: "call", name: "nonsense", args: [{ kind: "selector", matchers: [] }] }).map(({ kind }) => kind),
    ).toEqual(["unknown-function", "empty-selector"]);
  });

  test("may hold what no text can, and is refused for it", () => {
    const kinds = (expr: Expr) => check(expr).map(({ kind }) => kind);
    expect(kinds({ ...a, kind: "selector", range: 0, matchers: [] })).toEqual(["bad-duration"]);
    expect(kinds({ kind: "subquery", expr: a, range: 60_000, step: -1 })).toEqual(["bad-duration"]);
    expect(kinds({ kind: "aggregation", operator: "sum", expr: a, parameter: a })).toEqual(["argument-count"]);
    expect(kinds({ kind: "aggregation", operator: "topk", expr: a })).toEqual(["argument-count"]);
    expect(kinds({ kind: "aggregation", operator: "sum", grouping: { kind: "by", labels: [""] }, expr: a })).toEqual([
      "bad-label",
    ]);
    expect(kinds({ kind: "binary", operator: "+", left: a, right: a, matching: { kind: "on", labels: [""] } })).toEqual(
      ["bad-label"],
    );
  });
});

describe("types", () => {
  test("of each kind of expression", () => {
    const one: Expr = { kind: "number", value: 1 };
    expect(typeOf({ kind: "call", name: "nonsense", args: [] })).toBe("vector");
    expect(typeOf({ kind: "paren", expr: { kind: "string", value: "" } })).toBe("string");
    expect(typeOf({ kind: "subquery", expr: a, range: 1 })).toBe("matrix");
    expect(typeOf({ kind: "binary", operator: "+", left: one, right: one })).toBe("scalar");
    expect(typeOf({ kind: "binary", operator: "+", left: one, right: a })).toBe("vector");
  });

  test("the table has every function of Prometheus 3.15", () => {
    expect(functions.size).toBe(90);
    expect(functions.get("label_join")).toEqual({
      arguments: ["vector", "string", "string", "string"],
      variadic: -1,
      returns: "vector",
      experimental: false,
    });
    expect(functions.get("histogram_quantiles")).toMatchObject({ variadic: 9, experimental: true });
  });
});
