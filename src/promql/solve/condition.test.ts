import { describe, expect, test } from "vitest";
import { promql } from "../../../test/fixtures/program.ts";
import { print } from "../syntax/print.ts";
import { type Term, termsOf } from "./condition.ts";

const text = (terms: readonly Term[]): readonly string[] =>
  terms.map((term) =>
    term
      .map(({ atom, holds }) => `${holds ? "" : "not "}${atom.kind === "presence" ? atom.text : print(atom.expr)}`)
      .join(" & "),
  );

describe("the ways in which a condition holds", () => {
  test.each([
    ["a > 1", ["a & a > 1"]],
    ["a > 1 and b < 2", ["a & a > 1 & b & b < 2"]],
    ["a > 1 or b < 2", ["a & a > 1", "b & b < 2"]],
    ["a > 1 unless b < 2", ["a & a > 1 & not b < 2"]],
    ["a > 1 unless b", ["a & a > 1 & not b"]],
    ["a > 1 unless (b > 1 and c > 2)", ["a & a > 1 & not b > 1", "a & a > 1 & not c > 2"]],
    ["a > 1 unless (b > 1 or c > 2)", ["a & a > 1 & not b > 1 & not c > 2"]],
    ["a unless (b unless c)", ["a & not b", "a & c"]],
    ["a unless (b + c)", ["a & not b", "a & not c"]],
    ["absent(a)", ["not a"]],
    ["absent(sum(rate(a[5m])))", ["not a"]],
    ["absent(a) unless absent(b)", ["not a & b"]],
    ["absent(a == 1)", ["not a == 1"]],
    ["sum(a > 1) / sum(b) < 0.5", ["a & a > 1 & b & sum(a > 1) / sum(b) < 0.5"]],
    ["a > bool 1", ["a"]],
    ["vector(1)", [""]],
    ["time() > bool 1", [""]],
    ["max_over_time((a > 1)[5m:])", ["a & a > 1"]],
    ["-(a > 1)", ["a & a > 1"]],
    ["a > 1 or a > 1", ["a & a > 1"]],
    ["a > 1 and b or b and a > 1", ["a & a > 1 & b"]],
    ["a > 1 unless a > 1", []],
    ["a unless on () vector(1)", []],
    ["a unless vector(1)", ["a"]],
    ["sum(a) unless a", ["a"]],
    ["a unless a offset 1d", ["a & not a offset 1d"]],
    ["absent(vector(1))", []],
  ])("%s", (expr, terms) => {
    expect(text(termsOf(promql(expr)))).toEqual(terms);
  });

  test("what is recorded under a name counts, all of it where several rules record it", () => {
    const recorded: Readonly<Record<string, readonly string[]>> = {
      "r:a": ["a > 5"],
      "r:b": ["b", "c"],
      "r:g": ["a / (b > 0)"],
    };
    const bodies = ({ metric = "" }) => (recorded[metric] ?? []).map(promql);
    expect(text(termsOf(promql("r:a > 7"), { recorded: bodies }))).toEqual(["a & a > 5 & r:a > 7"]);
    expect(text(termsOf(promql("r:b"), { recorded: bodies }))).toEqual(["b & c"]);
    expect(text(termsOf(promql("absent(r:b)"), { recorded: bodies }))).toEqual(["not b & not c"]);
    // A guard against dividing by zero is no threshold.
    expect(text(termsOf(promql("r:g > 1"), { recorded: bodies }))).toEqual(["a & b & r:g > 1"]);
  });
});
