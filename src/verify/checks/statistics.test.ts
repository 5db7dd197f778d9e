import { expect, test } from "vitest";
import { findings, foundIn } from "./checked.ts";
import { statistics } from "./statistics.ts";

const P95 = "histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket[5m])))";
const SHARE =
  'sum by (service) (rate(http_requests_total{status="500"}[5m])) / sum by (service) (rate(http_requests_total[5m]))';
const MEAN = "rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])";

test.each([
  `avg(${P95})`,
  `sum(${P95})`,
  `quantile(0.9, ${P95})`,
  `avg(max by (service) (${P95}))`,
  `avg(${SHARE})`,
  `sum(100 * (${SHARE}))`,
  `avg by (service) (${MEAN})`,
  "avg(avg by (host) (memory_used_ratio))",
])("%s takes the few for as much as the many", (statistic) => {
  expect(foundIn(statistics, `${statistic} > 0.2`)).toEqual([`MG2128 ‹${statistic}›`]);
});

test.each([
  `max(${P95})`,
  `avg_over_time(${P95}[1h:1m])`,
  `avg by (service) (${P95})`,
  "avg(memory_used_ratio)",
  "sum(avg by (host) (memory_used_ratio))",
  `count(${P95} > 0.1)`,
])("%s may be meant", (statistic) => expect(foundIn(statistics, `${statistic} > 0.2`)).toEqual([]));

test("a label with one value leaves nothing to mix", () => {
  const one = SHARE.replaceAll("http_requests_total{", 'http_requests_total{service="player", ').replaceAll(
    "http_requests_total[",
    'http_requests_total{service="player"}[',
  );
  expect(foundIn(statistics, `avg(${one}) > 0.2`)).toEqual([]);
});

test("recordings are followed to what they record, however they are wound", () => {
  const alerts = {
    Slow: { when: "avg(service:latency:max) > 0.2", severity: "page", owner: "music", summary: "Slow" },
  };
  const recordings = {
    "service:latency:p95": { expr: P95 },
    "service:latency:max": { expr: "max by (service) (service:latency:p95)" },
    "x:loop:a": { expr: "avg(x:loop:b)" },
    "x:loop:b": { expr: "x:loop:a" },
  };
  const found = findings(statistics, { recordings, alerts }).map(({ place }) => place.path.join("/"));
  expect(found).toContain("alerts/Slow/when");
});
