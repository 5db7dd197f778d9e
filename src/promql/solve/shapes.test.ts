import { expect, test } from "vitest";
import { promql } from "../../../test/fixtures/program.ts";
import type { Selector } from "../syntax/ast.ts";
import { type Shapes, shapesOf } from "./shapes.ts";

const LABELS: Readonly<Record<string, readonly string[]>> = {
  a: ["x", "y"],
  b: ["x"],
  h_bucket: ["le", "x"],
};

const selected = ({ metric = "", matchers }: Selector): Shapes => {
  const names = LABELS[metric];
  return names && [new Map(names.map((name) => [name, matchers.filter(({ label }) => label === name)]))];
};

/** The shapes of a PromQL text's results: `x="1",y | x`. */
function shapes(text: string): string {
  const found = shapesOf(promql(text), selected);
  if (found === undefined) return "unknown";
  const named = found.map((shape) =>
    [...shape]
      .map(([name, asked]) => name + asked.map(({ operator, value }) => `${operator}${value}`).join("&"))
      .join(),
  );
  return named.length === 0 ? "never" : named.map((one) => `{${one}}`).join(" ");
}

test.each([
  ["a", "{x,y}"],
  ["unheard_of", "unknown"],
  ["a + 1", "{x,y}"],
  ["1 + a", "{x,y}"],
  ["vector(1)", "{}"],
  ["-rate(a[5m])", "{x,y}"],
  ["max_over_time(a[5m:1m])", "{x,y}"],
  ["sum(a)", "{}"],
  ["sum(unheard_of)", "{}"],
  ["sum by (y, z) (a)", "{y}"],
  ["sum without (y) (a)", "{x}"],
  ["sum by (x) (unheard_of)", "unknown"],
  ["topk(3, a)", "{x,y}"],
  ['count_values("v", a)', "{v}"],
  ["sum(a + on (z) (a and b))", "never"],
  ['count_values by (x) ("v", a)', "{x,v}"],
  ["histogram_quantile(0.9, h_bucket)", "{x}"],
  ["a or b", "{x,y} {x}"],
  ["a or unheard_of", "unknown"],
  ["a unless b", "{x,y}"],
  ["a and b", "never"],
  ["sum(a and b)", "never"],
  ["(a and b) or b", "{x}"],
  ["(a and b) + unheard_of", "never"],
  ["a and unheard_of", "{x,y}"],
  ["unheard_of and a", "unknown"],
  ["a * unheard_of", "unknown"],
  ['a and on (x) b{x="1"}', "{x=1,y}"],
  ['a{x="1"} and on (x) b{x="2"}', "never"],
  ['a{x=~"1|2"} and on (x) b{x="2"}', "{x=~1|2&=2,y}"],
  ['a{x!~"1|2"} and on (x) b{x="2"}', "never"],
  ["a and ignoring (y) b", "{x,y}"],
  ["a * on (x) group_left () b", "{x,y}"],
  ["b * on (x) group_right () a", "{x,y}"],
  ["b * on (x) group_left (y) a", "{x,y}"],
  ["a * on (x) b", "{x}"],
  ["absent(a)", "{}"],
  ['absent(a{x="1", y=~"2"})', "{x=1}"],
  ['absent_over_time(a{x="1", x="2"}[5m])', "{}"],
  ["absent(sum(a))", "{}"],
  ['label_join(b, ("y"), "-", "x")', "{x} {x,y}"],
  ['label_replace(b, "y", "v", "", "")', "{x,y=v}"],
  ['label_replace(a, "y", "", "", "")', "{x}"],
  ['label_replace(b, "y", "$1-v", "x", "(.*)")', "{x,y}"],
  ['label_replace(b, "y", "$1", "x", "(.*)")', "{x} {x,y}"],
  ['label_replace(a, "y", "v", "x", "v.+")', "{x,y} {x}"],
] as const)("%s has the labels %s", (text, expected) => expect(shapes(text)).toBe(expected));

test("labels that a server adds aren't known", () => {
  expect(shapesOf({ kind: "call", name: "info", args: [promql("a")] }, selected)).toBeUndefined();
});

test("many shapes aren't told apart", () => {
  const joined = ["c", "d", "e", "f", "g"].reduce((inner, label) => `label_join(${inner}, "${label}", "", "x")`, "b");
  expect(shapes(joined)).toBe("unknown");
});
