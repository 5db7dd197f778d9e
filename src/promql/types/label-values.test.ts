import { expect, test } from "vitest";
import { parse } from "../syntax/parse.ts";
import type { Series } from "./catalogue.ts";
import { valuesOf } from "./label-values.ts";

const series = (name: string, labels: Readonly<Record<string, readonly string[] | undefined>>): Series => ({
  name,
  metric: name,
  type: "gauge",
  unit: "",
  range: { from: 0, to: 1 },
  labels: new Map(Object.entries(labels)),
  buckets: [],
});
const CATALOGUE = new Map(
  [
    series("m", { service: ["a", "b", "c"], route: undefined }),
    series("info", { service: ["a", "z"], team: ["x"] }),
  ].map((one) => [one.name, one]),
);

test.each<[string, string, readonly string[] | undefined]>([
  ["service", "m", ["", "a", "b", "c"]],
  ["service", 'm{service="a"}', ["a"]],
  ["service", 'rate(m{service=~"a|b"}[5m])', ["a", "b"]],
  ["service", 'm{service!~"a|",service!="b"}', ["c"]],
  ["service", 'm{service="a",service="b"}', []],
  ["service", 'sum by (service) (m{service!="a"})', ["", "b", "c"]],
  ["service", "sum without (service) (m)", undefined],
  ["service", 'topk(1, m{service="a"})', ["a"]],
  ["service", 'count_values("service", m)', undefined],
  ["service", 'label_replace(m{service="a"}, "service", "x", "", "")', undefined],
  ["service", '2 * m{service="a"} > 1', ["a"]],
  ["service", 'm{service="a"} or m{service="b"}', ["a", "b"]],
  ["service", 'm{service="a"} or unknown', undefined],
  ["service", 'm{service="a"} and unknown', ["a"]],
  ["service", "vector(1)", undefined],
  ["service", "2", undefined],
  ["team", "m * on (service) group_left (team) info", ["", "x"]],
  ["service", 'm * on (service) group_left (team) info{service="a"}', ["", "a", "b", "c"]],
  ["team", "info * on (service) group_right (team) m", ["", "x"]],
  ["route", 'm{route="/"}', ["/"]],
  ["route", 'm{route=~"/.*"}', undefined],
])("%s of %s", (label, text, expected) => {
  const { expr } = parse(text);
  const values = expr && valuesOf(label, expr, CATALOGUE);
  expect(values && [...values]).toEqual(expected);
});
