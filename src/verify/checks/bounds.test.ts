import { expect, test } from "vitest";
import { bounds } from "./bounds.ts";
import { alertOn, findings, foundIn, metricNode } from "./checked.ts";

test.each([
  ["max(memory_used_ratio) > 1", "MG2104 ‹1›"],
  ["max(memory_used_ratio) >= 1.01", "MG2104 ‹1.01›"],
  ["max(memory_used_ratio) < 0", "MG2104 ‹0›"],
  ["max(memory_used_ratio) <= -0.1", "MG2104 ‹-0.1›"],
  ["max(memory_used_ratio) == 2", "MG2104 ‹2›"],
  ["absent(up) != 1", "MG2104 ‹1›"],
  ["max(memory_used_ratio) >= 0", "MG2105 ‹0›"],
  ["max(memory_used_ratio) > -1", "MG2105 ‹-1›"],
  ["max(memory_used_ratio) < 1.5", "MG2105 ‹1.5›"],
  ["max(memory_used_ratio) <= 1", "MG2105 ‹1›"],
  ["max(memory_used_ratio) != 2", "MG2105 ‹2›"],
  ["max(memory_used_ratio) == NaN", "MG2104 ‹NaN›"],
  ["sum(rate(http_requests_total[5m])) < 0", "MG2104 ‹0›"],
  ["(max(memory_used_ratio) > 90) and on () up == 0", "MG2104 ‹90›"],
  ["histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1", "MG2104 ‹1›"],
])("%s never changes its answer", (when, found) => expect(foundIn(bounds, when)).toEqual([found]));

test.each([
  "max(memory_used_ratio) >= 1",
  "max(memory_used_ratio) <= 0",
  "count(up == 0) >= 1",
  "absent(up) == 1",
  "(up == 0) * 2 >= 0",
  "group(up == 0) == 1",
  "sum(memory_used_ratio) > 3",
  "predict_linear(disk_free_bytes[6h], 3600) < 0",
  "max(memory_used_ratio) > scalar(max(memory_used_ratio)) * 2",
])("%s may be true and may be false", (when) => expect(foundIn(bounds, when)).toEqual([]));

test("a percentage that was taken for a ratio is guessed", () => {
  const when = "max(memory_used_ratio) > 90";
  const [found] = findings(bounds, alertOn({ op: "promql", text: when }));
  expect(found?.reason).toBe("a ratio stays within 0 and 1, the condition asks for more than 90");
  expect(found?.suggestion).toBe("did you mean 0.9, which is 90%?");
});

test("the builder's bounds are shown in their units", () => {
  const [found] = findings(bounds, alertOn({ op: "above", left: metricNode("memory_used_ratio"), bound: "120%" }));
  expect(found?.reason).toBe("a ratio stays within 0% and 100%, the condition asks for more than 120%");
  expect(found?.suggestion).toBe('did you mean "1.2%"?');
});

test("what lies beyond the last bucket can't be measured", () => {
  const of = metricNode("http_request_duration_seconds");
  const left = { op: "percentile", of, window: "5m", percentile: 95 };
  const [found] = findings(bounds, alertOn({ op: "above", left, bound: "2s" }));
  expect(found?.reason).toBe(
    "a quantile of the histogram stays within 95ms and 1s, the condition asks for more than 2s",
  );
  expect(found?.suggestion).toContain("add a bucket");
});

test("a long left side isn't printed", () => {
  const long = `sum by (service) (rate(http_requests_total{status="500"}[5m])) + sum by (service) (rate(http_requests_total[5m]))`;
  const [found] = findings(bounds, alertOn({ op: "promql", text: `${long} < 0` }));
  expect(found?.reason).toBe("the left side stays at least 0/s, the condition asks for less than 0/s");
});

test.each([
  ["1.5 < max(memory_used_ratio)", "MG2104 ‹1.5›"],
  ["max(memory_used_ratio) > 0.5 * 3", "MG2104 ‹0.5 * 3›"],
  ["count(memory_used_ratio > 90) > 3", "MG2104 ‹90›"],
  ["sum(up == 0) > 3", "MG2104 ‹3›"],
  ["hour() > 23", "MG2104 ‹23›"],
  ["disk_free_bytes < -(1024 ^ 3)", "MG2104 ‹-(1024 ^ 3)›"],
  ["histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 0.05", "MG2105 ‹0.05›"],
])("%s is judged by its ranges", (when, found) => expect(foundIn(bounds, when)).toEqual([found]));

test("a filter that drops NaN only, or stands in a value, may always be true", () => {
  expect(foundIn(bounds, "sum(memory_used_ratio >= 0) > 3")).toEqual([]);
  expect(findings(bounds, { recordings: { "host:memory:ratio": { expr: "memory_used_ratio >= 0" } } })).toEqual([]);
  const [found] = findings(bounds, { recordings: { "host:memory:ratio": { expr: "memory_used_ratio > 5" } } });
  expect(found?.kind.code).toBe("MG2104");
});
