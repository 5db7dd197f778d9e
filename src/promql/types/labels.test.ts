import { describe, expect, test } from "vitest";
import { parse } from "../syntax/parse.ts";
import { labelsOf } from "./labels.ts";

const metrics = new Map([
  ["requests_total", { labels: ["service", "code"], kind: "counter" as const }],
  ["info", { labels: ["service", "version"], kind: "gauge" as const }],
  ["latency", { labels: ["service"], kind: "histogram" as const }],
  ["size", { labels: ["service"], kind: "summary" as const }],
]);

function labels(query: string): string {
  const { expr, errors } = parse(query, {
    experimentalFunctions: true,
    durationExpressions: true,
    fillModifiers: true,
  });
  if (!expr) throw new Error(JSON.stringify(errors));
  const { open, labels: found } = labelsOf(expr, (name) => metrics.get(name));
  return [...[...found].sort(), ...(open ? ["…"] : [])].join(" ");
}

describe("the labels that a result may carry", () => {
  test.each([
    ["1", ""],
    ["'x'", ""],
    ["time()", ""],
    ["vector(1)", ""],
    ["requests_total", "code service"],
    ["rate(requests_total[5m * 2] offset (1h))", "code service"],
    ["latency_count + fill (0) requests_total", "code service"],
    ["latency_count + ignoring (code) fill_left (0) requests_total", "service"],
    ["latency_count + on (code) fill_left (0) requests_total", "code"],
    ["latency_count + on (service) requests_total", "service"],
    ['requests_total{tenant="a", x=""}', "code service tenant"],
    ['{__name__="requests_total"}', "code service"],
    ["unknown", "…"],
    ['{__name__=~"a.+"}', "…"],
    ["latency_bucket", "le service"],
    ["latency_count", "service"],
    ["size", "quantile service"],
    ["size_sum", "service"],
    ["size_bucket", "…"],
    ["requests_total_sum", "…"],
    ["-(requests_total)", "code service"],
    ["rate(requests_total[5m])", "code service"],
    ["max_over_time(rate(requests_total[5m])[1h:])", "code service"],
    ["sum(requests_total)", ""],
    ["sum by (service, zone) (requests_total)", "service"],
    ["sum by (service) (unknown)", "service"],
    ["sum without (code) (requests_total)", "service"],
    ["sum without (code) (unknown)", "…"],
    ["topk(1, requests_total)", "code service"],
    ["count_values by (service) ('v', requests_total)", "service v"],
    ["requests_total > 5", "code service"],
    ["5 < requests_total", "code service"],
    ["requests_total / info", "code service"],
    ["requests_total / on (service) info", "service"],
    ["requests_total / ignoring (code) info", "service"],
    ["requests_total * on (service) group_left (version) info", "code service version"],
    ["requests_total * on (service) group_left (code) info", "service"],
    ["info * on (service) group_right () requests_total", "code service"],
    ["requests_total and info", "code service"],
    ["requests_total or info", "code service version"],
    ["histogram_quantile(0.9, rate(latency_bucket[5m]))", "service"],
    ["histogram_quantiles(rate(latency_bucket[5m]), 'q', 0.5, 0.9)", "q service"],
    ["label_replace(requests_total, 'to', '$1', 'service', '(.*)')", "code service to"],
    ["label_join(requests_total, 'to', '-')", "code service to"],
    ['absent(requests_total{a="b", c=~"d"})', "a"],
    ["absent(sum(requests_total))", ""],
    ['absent_over_time(requests_total{a="b"}[5m])', "a"],
    ["info(requests_total)", "code service …"],
    ["scalar(requests_total)", ""],
  ])("%s: %s", (query, expected) => {
    expect(labels(query)).toBe(expected);
  });

  test("a label's name that isn't written out may be any", () => {
    const call = {
      kind: "call" as const,
      name: "label_join",
      args: [
        { kind: "selector" as const, metric: "info", matchers: [] },
        { kind: "number" as const, value: 1 },
      ],
    };
    expect(labelsOf(call, (name) => metrics.get(name)).open).toBe(true);
    const counted = {
      kind: "aggregation" as const,
      operator: "count_values" as const,
      expr: { kind: "selector" as const, metric: "info", matchers: [] },
    };
    expect(labelsOf(counted, (name) => metrics.get(name)).open).toBe(true);
  });
});
