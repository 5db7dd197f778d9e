import { describe, expect, test } from "vitest";
import { parse } from "../syntax/parse.ts";
import { bucketLabel, histogramSeries, type Series } from "./catalogue.ts";
import { infer } from "./infer.ts";

function series(name: string, type: Series["type"], unit: string, more: Partial<Series> = {}): Series {
  const range =
    type === "gauge"
      ? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
      : { from: 0, to: Number.POSITIVE_INFINITY };
  return { name, metric: name, type, unit, range, labels: new Map([["service", ["a", "b"]]]), buckets: [], ...more };
}

const latency = series("latency_seconds", "histogram", "seconds", { buckets: [0.1, 0.5, 2] });

const catalogue = new Map(
  [
    series("requests_total", "counter", "requests"),
    series("cpu_ratio", "gauge", "ratio", { range: { from: 0, to: 1 } }),
    series("temperature_celsius", "gauge", "celsius"),
    series("memory_bytes", "gauge", "bytes", { range: { from: 0, to: Number.POSITIVE_INFINITY } }),
    ...histogramSeries(latency, "float"),
  ].map((one) => [one.name, one]),
);

function meaning(text: string) {
  const { expr, errors } = parse(text, { fillModifiers: true });
  if (expr === undefined) throw new Error(`${text}: ${JSON.stringify(errors)}`);
  const { unit, range } = infer(expr, catalogue);
  return [unit, range.from, range.to];
}

const MORE = Number.POSITIVE_INFINITY;
const LESS = Number.NEGATIVE_INFINITY;

describe("the unit and range of", () => {
  test.each<[string, string | undefined, number, number]>([
    ["3", undefined, 3, 3],
    ["-(3)", undefined, -3, -3],
    ["+cpu_ratio", "ratio", 0, 1],
    ["cpu_ratio + fill_right (3) cpu_ratio", "ratio", 0, 4],
    ["cpu_ratio + fill (-2) cpu_ratio", "ratio", -4, 2],
    ["cpu_ratio + fill (NaN) cpu_ratio", "ratio", 0, 2],
    ["-cpu_ratio", "ratio", -1, 0],
    ["unknown", undefined, LESS, MORE],
    ['{service="a"}', undefined, LESS, MORE],
    ["cpu_ratio", "ratio", 0, 1],
    ["rate(requests_total[5m])", "requests/s", 0, MORE],
    ["increase(requests_total[5m])", "requests", 0, MORE],
    ["avg_over_time(cpu_ratio[5m])", "ratio", 0, 1],
    ["sum_over_time(cpu_ratio[5m])", "ratio", 0, MORE],
    ["stddev_over_time(cpu_ratio[5m])", "ratio", 0, 1],
    ["count_over_time(cpu_ratio[5m])", undefined, 0, MORE],
    ["irate(requests_total[5m])", "requests/s", 0, MORE],
    ["changes(cpu_ratio[5m])", undefined, 0, MORE],
    ["resets(requests_total[5m])", undefined, 0, MORE],
    ["present_over_time(cpu_ratio[5m])", undefined, 0, MORE],
    ["unknown + cpu_ratio", "ratio", LESS, MORE],
    ["unknown or cpu_ratio", "ratio", LESS, MORE],
    ["delta(cpu_ratio[5m])", "ratio", -3.2, 3.2],
    ["idelta(cpu_ratio[5m])", "ratio", -1, 1],
    ["deriv(memory_bytes[5m])", "bytes/s", LESS, MORE],
    ["deriv(unknown[5m])", undefined, LESS, MORE],
    ["predict_linear(memory_bytes[1h], 3600)", "bytes", LESS, MORE],
    ["abs(temperature_celsius)", "celsius", 0, MORE],
    ["absent(cpu_ratio)", undefined, 1, 1],
    ["absent_over_time(cpu_ratio[5m])", undefined, 1, 1],
    ["exp(cpu_ratio)", undefined, 0, MORE],
    ["sqrt(cpu_ratio)", undefined, 0, MORE],
    ["ln(cpu_ratio)", undefined, LESS, MORE],
    ["time()", "seconds", 0, MORE],
    ["pi()", undefined, LESS, MORE],
    ["clamp(temperature_celsius, 0, 50)", "celsius", 0, 50],
    ["clamp_min(cpu_ratio, 0.5)", "ratio", 0.5, 1],
    ["clamp_max(cpu_ratio, 0.5)", "ratio", 0, 0.5],
    ["clamp_max(cpu_ratio, scalar(cpu_ratio))", "ratio", 0, 1],
    ["sum(cpu_ratio)", "ratio", 0, MORE],
    ["sum(-cpu_ratio)", "ratio", LESS, 0],
    ["avg(cpu_ratio)", "ratio", 0, 1],
    ["count(cpu_ratio)", "series", 1, MORE],
    ["group(cpu_ratio)", undefined, 1, 1],
    ["stddev(cpu_ratio)", undefined, 0, MORE],
    ["1 - cpu_ratio", "ratio", 0, 1],
    ["cpu_ratio + cpu_ratio", "ratio", 0, 2],
    ["cpu_ratio * 100", "ratio", 0, 100],
    ["100 * cpu_ratio", "ratio", 0, 100],
    ["cpu_ratio * memory_bytes", "bytes", 0, MORE],
    ["memory_bytes * temperature_celsius", undefined, LESS, MORE],
    ["memory_bytes / 1024", "bytes", 0, MORE],
    ["memory_bytes / temperature_celsius", "bytes per celsius", LESS, MORE],
    ["unknown / temperature_celsius", undefined, LESS, MORE],
    ["cpu_ratio / 2", "ratio", 0, 0.5],
    ["cpu_ratio / -2", "ratio", -0.5, 0],
    ["cpu_ratio % 2", undefined, LESS, MORE],
    ["cpu_ratio > 0.5", "ratio", 0.5, 1],
    ["cpu_ratio <= 0.5", "ratio", 0, 0.5],
    ["cpu_ratio == 0", "ratio", 0, 0],
    ["cpu_ratio != 0", "ratio", 0, 1],
    ["0.5 < cpu_ratio", "ratio", 0.5, 1],
    ["cpu_ratio > 2", "ratio", 0, 1],
    ["sum(cpu_ratio == 0)", "ratio", 0, 0],
    ["hour()", undefined, 0, 23],
    ["5 * 2 ^ 10", undefined, 5120, 5120],
    ["7 % 4", undefined, 3, 3],
    ["cpu_ratio > bool 0.5", undefined, 0, 1],
    ["cpu_ratio and unknown", "ratio", 0, 1],
    ["cpu_ratio or memory_bytes", "ratio", 0, MORE],
    ["memory_bytes / memory_bytes", "ratio", 0, 1],
    ["(memory_bytes)", "bytes", 0, MORE],
    ["sort(cpu_ratio)", "ratio", 0, 1],
    ["quantile_over_time(0.9, cpu_ratio[1h])", "ratio", 0, 1],
    ["round(cpu_ratio, 5)", "ratio", LESS, MORE],
    ["avg_over_time(cpu_ratio[1h:5m])", "ratio", 0, 1],
  ])("%s", (text, unit, from, to) => {
    expect(meaning(text)).toEqual([unit, from, to]);
  });

  test("errors of all requests is a ratio within 0 and 1, which other quotients aren't", () => {
    const errors = 'sum by (service) (rate(requests_total{service="a"}[5m]))';
    expect(meaning(`${errors} / sum by (service) (rate(requests_total[5m]))`)).toEqual(["ratio", 0, 1]);
    expect(meaning(`sum(rate(requests_total[5m])) - sum(rate(requests_total{service="a"}[5m]))`)).toEqual([
      "requests/s",
      0,
      MORE,
    ]);
    expect(meaning(`${errors} / sum by (service) (rate(requests_total[1h]))`)).toEqual(["ratio", 0, MORE]);
    expect(meaning(`${errors} / sum(rate(requests_total[5m]))`)).toEqual(["ratio", 0, MORE]);
    expect(meaning(`${errors} / sum by (service) (rate(requests_total[5m] offset 1h))`)).toEqual(["ratio", 0, MORE]);
    expect(meaning(`max(rate(requests_total{service="a"}[5m])) / max(rate(requests_total[5m]))`)).toEqual([
      "ratio",
      0,
      MORE,
    ]);
  });

  test("a part that may meet another whole is no part", () => {
    const over = (matching: string) => `rate(requests_total{service="a"}[5m]) / ${matching} rate(requests_total[5m])`;
    expect(meaning(over(""))).toEqual(["ratio", 0, 1]);
    expect(meaning(over("ignoring (service) group_left ()"))).toEqual(["ratio", 0, MORE]);
    expect(meaning('requests_total - on (service) requests_total{service="a"}')).toEqual(["requests", LESS, MORE]);
  });

  test("the events within a bucket are a part of all events", () => {
    const within = 'sum(rate(latency_seconds_bucket{le="0.5"}[5m])) / sum(rate(latency_seconds_count[5m]))';
    expect(meaning(within)).toEqual(["ratio", 0, 1]);
    expect(meaning(`1 - ${within}`)).toEqual(["ratio", 0, 1]);
    const all = "sum(rate(latency_seconds_bucket[5m])) / sum(rate(latency_seconds_count[5m]))";
    expect(meaning(all)).toEqual(["ratio", 0, MORE]);
  });

  test("what was observed by how often is the mean, which counts the same", () => {
    const by = (series: string) => `sum by (service) (rate(latency_seconds_${series}[5m]))`;
    expect(meaning(`${by("sum")} / ${by("count")}`)).toEqual(["seconds", 0, MORE]);
    expect(meaning(`${by("sum")} / sum(rate(requests_total[5m]))`)[0]).toBe("seconds/s per requests/s");
    expect(meaning(`${by("count")} / ${by("sum")}`)[0]).toBe("events/s per seconds/s");
  });

  test("a quantile of a histogram never exceeds its highest bucket, nor falls below its share of the lowest", () => {
    const buckets = "sum by (le) (rate(latency_seconds_bucket[5m]))";
    expect(meaning(`histogram_quantile(0.9, ${buckets})`)).toEqual(["seconds", 0.09, 2]);
    expect(meaning(`histogram_quantile(scalar(cpu_ratio), ${buckets})`)).toEqual(["seconds", 0, 2]);
    expect(meaning("histogram_quantile(0.95, cpu_ratio)")).toEqual([undefined, LESS, MORE]);
    expect(meaning("histogram_quantile(0.95, 1 * latency_seconds_bucket)")).toEqual([undefined, LESS, MORE]);
  });
});

test("buckets are labelled as Prometheus stores them", () => {
  expect([0.5, 1, Number.POSITIVE_INFINITY].map((bound) => bucketLabel(bound, "float"))).toEqual([
    "0.5",
    "1.0",
    "+Inf",
  ]);
  expect(bucketLabel(1, "plain")).toBe("1");
});
