import { describe, expect, test } from "vitest";
import { compiled } from "../../../test/properties/declared.ts";
import { parse } from "../../promql/syntax/parse.ts";
import { costsOf, MEASURES } from "./cost.ts";
import { samplesOf, shapeOf } from "./expression.ts";
import { Sources } from "./sources.ts";

// Scraped every 30 s: 2 services × 40 statuses from 2 targets, 20 hosts; a histogram of 3 buckets.
const { program } = compiled({
  scrapes: {
    api: { targets: ["a:1", "b:1"], metrics: ["http_requests_total", "latency_seconds", "tempo_bpm"] },
    hosts: {
      targets: ["h:1"],
      interval: "1m",
      metrics: ["memory_used_ratio", "disk_free_bytes", "failed_logins_total"],
    },
  },
  recordings: {
    "service:http_requests:rate5m": { expr: "sum by (service) (rate(http_requests_total[5m]))" },
    "service:http_requests:max1h": { expr: "max_over_time(service:http_requests:rate5m[1h])" },
  },
  detectors: {
    Odd: {
      detector: "iqr",
      watch: "sum by (service) (rate(http_requests_total[5m]))",
      severity: "info",
      owner: "music",
    },
  },
  logs: { api: { retention: "30d", linesPerDay: 1000 }, other: { retention: "30d" } },
});
const sources = new Sources(program);

function read(text: string) {
  const { expr } = parse(text);
  if (expr === undefined) throw new Error(text);
  return { series: shapeOf(expr, sources).series, samples: samplesOf(expr, sources, 30_000) };
}

describe("series and samples of", () => {
  test.each<[string, number, number]>([
    ["1", 1, 0],
    ["time()", 1, 0],
    ["http_requests_total", 80, 80],
    ['http_requests_total{service="player"}', 40, 40],
    ['http_requests_total{service!="player"}', 40, 40],
    ['http_requests_total{service=~"play.*"}', 40, 40],
    ['http_requests_total{service="nobody"}', 0, 0],
    ['http_requests_total{status="500"}', 2, 2],
    ['http_requests_total{status=~"500|502|503"}', 6, 6],
    ['http_requests_total{status=~"5.."}', 80, 80],
    ['http_requests_total{status=""}', 0, 0],
    ['http_requests_total{service="player", status="500"}', 1, 1],
    ["http_requests_total[5m]", 80, 800],
    ["rate(http_requests_total[5m])", 80, 800],
    ["rate(memory_used_ratio[5m])", 20, 100],
    ["latency_seconds_bucket", 8, 8],
    ["latency_seconds_count", 2, 2],
    ["tempo_bpm_sum", 2, 2],
    ["sum(http_requests_total)", 1, 80],
    ["sum by (service) (http_requests_total)", 2, 80],
    ["sum by (nothing) (http_requests_total)", 1, 80],
    ["sum by (service, status) (http_requests_total)", 80, 80],
    ["sum without (status) (http_requests_total)", 4, 80],
    ["sum by (instance) (http_requests_total)", 2, 80],
    ["topk(3, http_requests_total)", 3, 80],
    ["topk by (service) (3, http_requests_total)", 6, 80],
    ['count_values("v", memory_used_ratio)', 20, 20],
    ["histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m])))", 1, 80],
    ["histogram_quantile(0.9, sum by (le, service) (rate(latency_seconds_bucket[5m])))", 2, 80],
    ["absent(http_requests_total)", 1, 80],
    ["memory_used_ratio > 0.9", 20, 20],
    ["memory_used_ratio + disk_free_bytes", 20, 40],
    ["memory_used_ratio and disk_free_bytes", 20, 40],
    ["memory_used_ratio or disk_free_bytes", 40, 40],
    ["memory_used_ratio unless on () disk_free_bytes", 20, 40],
    ["sum by (service) (http_requests_total) / on (service) group_right http_requests_total", 80, 160],
    ["http_requests_total * on (service, status) group_left latency_seconds_count", 80, 82],
    ["memory_used_ratio * on (host) disk_free_bytes", 20, 40],
    ["-memory_used_ratio", 20, 20],
    ["(memory_used_ratio)", 20, 20],
    ["max_over_time(rate(http_requests_total[5m])[1h:5m])", 80, 9600],
    ["max_over_time(memory_used_ratio[10m:])", 20, 400],
    ["up", 4, 4],
    ['up{job="api"}', 2, 2],
    ["sum by (job) (up)", 3, 4],
    ["service:http_requests:rate5m", 2, 2],
    ["service:http_requests:rate5m[1h]", 2, 240],
    ['service:http_requests:max1h{service="player"}', 1, 1],
    ["acme_monitoring_anomaly", 2, 2],
    ["ALERTS", 1, 1],
    ["scalar(http_requests_total)", 1, 80],
  ])("%s", (text, series, samples) => expect(read(text)).toEqual({ series, samples }));
});

test("every declaration has its cost, the heaviest rule first", () => {
  const costs = costsOf(program);
  const total = (of: keyof typeof MEASURES) => costs.reduce((sum, cost) => sum + MEASURES[of](cost), 0);
  const { samples } = costs[0] ?? { samples: 0 };
  expect(costs.every((cost) => cost.samples <= samples)).toBe(true);
  expect(costs.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["metric", "scrape", "recording", "alert", "detector", "logs"]),
  );
  expect(total("rules")).toBe(program.recordings.length + program.alerts.length);
  // 80 + 2·6 + 2·7 + 20 + 20 + 9 of metrics, 4 targets × 5 of scrapes, 2 + 2 recorded, 2 × 2 of the detector.
  expect(total("series")).toBe(80 + 12 + 14 + 49 + 20 + 4 + 4);
  expect(total("indexBytesPerDay")).toBe(150_000);
  expect(costs.find(({ name }) => name === "other")?.indexBytes).toBeUndefined();
});

test("a metric that no job scrapes has as many series as its labels say", () => {
  const costs = costsOf(compiled().program);
  expect(costs.find(({ name }) => name === "http_requests_total")?.series).toBe(80);
  expect(costs.find(({ name }) => name === "latency_seconds")?.series).toBe(12);
});
