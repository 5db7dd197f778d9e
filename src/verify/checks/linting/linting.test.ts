import { expect, test } from "vitest";
import { findings, foundIn } from "../checked.ts";
import { aggregatedQuotients } from "./aggregated-quotients.ts";
import { unsteady } from "./unsteady.ts";

test.each([
  ["topk(3, memory_used_ratio) > 0.9", "MG2148 ‹topk(3, memory_used_ratio)›"],
  ["bottomk(1, disk_free_bytes) < 1 and on () up == 0", "MG2148 ‹bottomk(1, disk_free_bytes)›"],
  ["up == 0 or topk(1, up) == 0", "MG2148 ‹topk(1, up)›"],
])("%s fires for other series each time", (when, found) => expect(foundIn(unsteady, when)).toEqual([found]));

test.each(["max(topk(3, memory_used_ratio)) > 0.9", "up == 0 and topk(3, up) == 0", "quantile(0.9, up) < 0.5"])(
  "%s doesn't",
  (when) => expect(foundIn(unsteady, when)).toEqual([]),
);

test("a quotient of two jobs' sums waits for both", () => {
  const scrapes = {
    api: { targets: ["a.example.com:9100"], metrics: ["http_requests_total"] },
    hosts: { targets: ["b.example.com:9100"], metrics: ["memory_used_ratio", "disk_free_bytes"] },
  };
  const of = (when: string, more: object = {}) =>
    findings(unsteady, {
      scrapes,
      alerts: { A: { when, severity: "page", owner: "music", summary: "S", ...more } },
    }).map(({ kind }) => kind.code);
  const both = "sum(rate(http_requests_total[5m])) / sum(disk_free_bytes) > 1";
  expect(of(both)).toEqual(["MG2147"]);
  expect(of(both, { for: "2m" })).toEqual([]);
  expect(of("sum(memory_used_ratio) / sum(disk_free_bytes) > 1")).toEqual([]);
  expect(of("memory_used_ratio / on (instance) disk_free_bytes > 1")).toEqual([]);
});

test.each([
  ["sum(disk_free_bytes / memory_used_ratio) > 1", "MG2153 ‹disk_free_bytes / memory_used_ratio›"],
  ["avg(1 - (disk_free_bytes % memory_used_ratio)) > 1", "MG2153 ‹disk_free_bytes % memory_used_ratio›"],
])("%s may be NaN", (when, found) => expect(foundIn(aggregatedQuotients, when)).toEqual([found]));

test.each([
  "sum(disk_free_bytes / (memory_used_ratio > 0)) > 1",
  "sum(disk_free_bytes / clamp_min(memory_used_ratio, 0.1)) > 1",
  "sum(disk_free_bytes / 1024) > 1",
  "max(disk_free_bytes / memory_used_ratio) > 1",
  "sum(disk_free_bytes / memory_used_ratio > 1) > 1",
  "sum(rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])) > 1",
])("%s can't, or is another check's", (when) => expect(foundIn(aggregatedQuotients, when)).toEqual([]));
