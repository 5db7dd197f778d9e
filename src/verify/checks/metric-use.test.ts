import { expect, test } from "vitest";
import { alertOn, findings, foundIn, metricNode } from "./checked.ts";
import { metricUse } from "./metric-use.ts";

test.each([
  ["http_requests_total > 1", "MG2109 ‹http_requests_total›"],
  ["sum(http_requests_total) > 1", "MG2109 ‹http_requests_total›"],
  ["avg_over_time(http_requests_total[5m]) > 1", "MG2109 ‹http_requests_total[5m]›"],
  ["sum(http_request_duration_seconds_bucket) > 1", "MG2109 ‹http_request_duration_seconds_bucket›"],
  ["rate(memory_used_ratio[5m]) > 0.1", "MG2110 ‹rate(memory_used_ratio[5m])›"],
  ["increase(memory_used_ratio[5m]) > 0.1", "MG2110 ‹increase(memory_used_ratio[5m])›"],
])("%s takes one type for another", (when, found) => expect(foundIn(metricUse, when)).toEqual([found]));

test.each([
  "rate(http_requests_total[5m]) > 1",
  "max_over_time(rate(http_requests_total[5m])[1h:1m]) > 1",
  "count(http_requests_total) > 1",
  "group(http_requests_total) == 1",
  "absent(http_requests_total)",
  "changes(http_requests_total[5m]) == 0",
  "time() - timestamp(http_requests_total) > 60",
  "delta(memory_used_ratio[5m]) > 0.1",
])("%s reads it as it is", (when) => expect(foundIn(metricUse, when)).toEqual([]));

test("the builder is told of its own words", () => {
  const [found] = findings(metricUse, alertOn({ op: "above", left: metricNode("http_requests_total"), bound: 1 }));
  expect(found?.suggestion).toBe('take its .rate("5m"), or .increase("1h")');
});

const REQUESTS = "http_requests_total";

test.each([
  `rate(sum(${REQUESTS})[5m:])`,
  `increase((sum by (service) (${REQUESTS}))[5m:1m])`,
  `rate(rate(${REQUESTS}[5m])[1h:5m])`,
  "resets(max_over_time(memory_used_ratio[5m])[1h:5m])",
])("%s is a rate of no counter, and nothing else is said of it", (call) => {
  expect(foundIn(metricUse, `${call} > 1`)).toEqual([`MG2127 ‹${call}›`]);
});

test.each([`rate(${REQUESTS}[5m:1m])`, "rate(sum(unknown_total)[5m:])", `deriv(rate(${REQUESTS}[5m])[1h:5m])`])(
  "%s is none",
  (call) => expect(foundIn(metricUse, `${call} > 1`)).toEqual([]),
);
