import { expect, test } from "vitest";
import { foundIn } from "./checked.ts";
import { pairs } from "./pairs.ts";

const R = "http_requests_total";

test.each([
  [`rate(${R}{status="500"}[5m]) / rate(${R}[5m]) > 0.1`, "MG2130"],
  [`rate(${R}{status="500"}[5m]) > rate(${R}[5m])`, "MG2130"],
  ["memory_used_ratio - memory_used_ratio > 0.1", "MG2130"],
  [`rate(${R}{status="500"}[5m]) / rate(${R}{status="200"}[5m]) > 0.1`, "MG2132"],
  [`rate(${R}{service="player"}[5m]) / sum without (status) (rate(${R}{service="search"}[5m])) > 1`, "MG2132"],
  ['up{job="a"} == 1 and up{job="b"} == 1', "MG2132"],
  ["memory_used_ratio * on (job) disk_free_bytes > 1", "MG2131"],
  ["memory_used_ratio * on (job) group_left () disk_free_bytes > 1", "MG2131"],
  [`sum by (status) (rate(${R}[5m])) * on () sum by (service, status) (rate(${R}[5m])) > 1`, "MG2131"],
])("%s can't be paired", (when, code) => {
  expect(foundIn(pairs, when).map((one) => one.slice(0, 6))).toEqual([code]);
});

test.each([
  `sum(rate(${R}{status="500"}[5m])) / sum(rate(${R}[5m])) > 0.1`,
  `sum by (service) (rate(${R}{status="500"}[5m])) / sum by (service) (rate(${R}{status="200"}[5m])) > 0.1`,
  `rate(${R}[5m]) / rate(${R}[5m] offset 1w) > 2`,
  "memory_used_ratio * on (host) disk_free_bytes > 1",
  "memory_used_ratio * on (instance) disk_free_bytes > 1",
  "memory_used_ratio * on (host, job) group_left () disk_free_bytes > 1",
  "memory_used_ratio * on (job) group_left () topk(1, disk_free_bytes) > 1",
  `sum by (service) (rate(${R}[5m])) * on () group_left () sum(up) > 1`,
  "memory_used_ratio > 0.9 and on (job) disk_free_bytes > 1",
  'up{job="a"} == 1 unless up{job="b"} == 1',
  'up{job="a"} == 0 or up{job="b"} == 0',
  "unknown_thing / on (job) unknown_other > 1",
])("%s can", (when) => expect(foundIn(pairs, when)).toEqual([]));
