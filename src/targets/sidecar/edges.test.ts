import { expect, test } from "vitest";
import { parse } from "../../promql/syntax/parse.ts";
import { edgesOf } from "./edges.ts";

function read(text: string) {
  const { expr } = parse(text);
  if (expr === undefined) throw new Error(`no PromQL: ${text}`);
  return expr;
}

const recorded = new Map([
  ["a:rate5m", read("rate(a_total[5m])")],
  ["a:self", read("a:self + 1")],
]);

test.each([
  ["a gauge", "a", [0]],
  ["a gauge of an hour ago", "a offset 1h", [3600]],
  ["a rate", "sum by (x) (rate(a_total[5m]))", [0, 300]],
  ["a rate beside that of yesterday", "rate(a_total[5m]) / rate(a_total[5m] offset 1d)", [0, 300, 86400, 86700]],
  ["a subquery, whose every step has a window", "max_over_time(rate(a_total[5m])[1h:1m])", [0, 300, 3600, 3900]],
  ["a subquery of the past", "max_over_time(a[1h:1m] offset 1h)", [3600, 7200]],
  ["what was recorded", "a:rate5m offset 10m", [600, 900]],
  ["a window over what was recorded", "avg_over_time(a:rate5m[1h])", [0, 300, 3600, 3900]],
  ["a recording that reads itself", "a:self", [0]],
  ["what lies ahead", "a offset -1h", [0]],
  ["a number", "1", []],
])("the windows of %s begin and end there", (_, text, edges) => {
  expect(edgesOf(read(text), recorded)).toEqual(edges);
});
