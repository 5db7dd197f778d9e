import { expect, test } from "vitest";
import { parse } from "../syntax/parse.ts";
import { absentLabels } from "./absent-labels.ts";

const metrics = new Map([
  ["requests_total", { labels: ["service", "code"], kind: "counter" as const }],
  ["info", { labels: ["service", "version"], kind: "gauge" as const }],
]);

function absent(query: string): string {
  const { expr, errors } = parse(query);
  if (!expr) throw new Error(JSON.stringify(errors));
  return [...absentLabels(expr, (name) => metrics.get(name), "tenant")].join(" ");
}

test.each([
  ["sum by (service) (requests_total)", ""],
  ["sum by (path) (requests_total)", "path"],
  ["sum without (path) (requests_total)", "path"],
  ["sum by (tenant, service) (requests_total)", ""],
  ["sum by (path) (unknown)", ""],
  ["max by (path) (sum by (path, service) (requests_total))", "path"],
  ['requests_total{service="a"}', ""],
  ['requests_total{path="a", code="b"}', "path"],
  ['{__name__="requests_total", path="a"}', ""],
  ['sum by (zone) (requests_total{path="a"}) / sum by (service) (info)', "zone path"],
])("%s asks for: %s", (query, expected) => {
  expect(absent(query)).toBe(expected);
});
