import { describe, expect, test } from "vitest";
import type { Path } from "../../diagnostics/diagnostic.ts";
import { counter, gauge, histogram, not, promql, promqlCondition, recording, upTo } from "../../dsl/index.ts";
import type { Expr } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { print } from "../syntax/print.ts";
import { selectors } from "../syntax/walk.ts";
import { histogramSeries, type Series } from "../types/catalogue.ts";
import type { Lowering } from "./authored.ts";
import { lower, lowerMetric } from "./lower.ts";
import type { ExpressionNode } from "./node.ts";

const requests = counter("requests_total", {
  help: "Requests.",
  unit: "requests",
  labels: { service: ["player", "search"], route: upTo(200) },
});
const logins = counter("logins_total", { help: "Logins.", unit: "logins", labels: { service: ["player"] } });
const latency = histogram("latency_seconds", {
  help: "Latency.",
  unit: "seconds",
  labels: { service: ["player", "search"] },
  buckets: [0.1, 0.5, 1],
});
const memory = gauge("memory_ratio", { help: "Memory.", unit: "ratio", labels: { host: upTo(9) } });
const disk = gauge("disk_bytes", { help: "Disk.", unit: "bytes", labels: { host: upTo(9) } });
const queue = gauge("queue_length", { help: "Queue." });
const speed = gauge("speed", { help: "Speed.", unit: "tracks/s" });

const labels = (...names: string[]): Series["labels"] => new Map(names.map((name) => [name, undefined]));
const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
const one = (
  name: string,
  type: Series["type"],
  unit: string,
  own: Series["labels"],
  buckets: number[] = [],
): Series => ({
  ...{ name, metric: name, type, unit, buckets },
  labels: new Map([...own, ...labels("instance", "job")]),
  range: type === "gauge" ? everything : { from: 0, to: Number.POSITIVE_INFINITY },
});
const declared = [
  one("requests_total", "counter", "requests", labels("service", "route")),
  one("logins_total", "counter", "logins", labels("service")),
  one("latency_seconds", "histogram", "seconds", labels("service"), [0.1, 0.5, 1]),
  one("memory_ratio", "gauge", "ratio", labels("host")),
  one("disk_bytes", "gauge", "bytes", labels("host")),
  one("queue_length", "gauge", "", labels()),
  one("speed", "gauge", "tracks/s", labels()),
];

interface Lowered {
  readonly expr: Expr | undefined;
  readonly text: string | undefined;
  /** `name path` of what was reported. */
  readonly found: readonly string[];
  placeOf(expr: Expr): Path;
}

function lowered(source: unknown): Lowered {
  const found: string[] = [];
  const lowering: Lowering = {
    metrics: new Map(declared.map((series) => [series.name, series])),
    series: new Map(
      declared
        .flatMap((series) => (series.type === "histogram" ? histogramSeries(series, "float") : [series]))
        .map((series) => [series.name, series]),
    ),
    bucketForm: "float",
    tenantLabel: "tenant",
    report: ({ name }, { path, span }) =>
      found.push([name, path.join("/"), ...(span === undefined ? [] : [`${span.start}-${span.end}`])].join(" ")),
  };
  const node: string | ExpressionNode = JSON.parse(JSON.stringify(source));
  const authored = lower(node, { path: ["when"] }, lowering);
  const { expr } = authored ?? {};
  return {
    expr,
    text: expr === undefined ? undefined : print(expr),
    found,
    placeOf: (inner) => authored?.placeOf(inner).path ?? [],
  };
}

const player = requests.where({ service: "player" });

describe("an expression that is too large", () => {
  const sum = (terms: number) => Array.from({ length: terms }, () => "sum(memory_ratio)").join(" + ");

  test("is refused where it stands, before anything is made of it", () => {
    expect(lowered(`${sum(990)} > 5`).found).toEqual([]);
    expect(lowered(`${sum(1001)} > 5`).found).toEqual(["promql/invalid when"]);
    expect(lowered(`sum(memory_ratio{host="${"x".repeat(100_000)}"}) > 5`).found).toEqual(["promql/invalid when"]);
  });
});

describe("the builder's words become PromQL:", () => {
  test.each<[string, object, string]>([
    ["a metric", queue, "queue_length"],
    ["a value", player.rate("5m"), 'rate(requests_total{service="player"}[5m])'],
    ["several values", memory.where({ host: ["a.b", "c|d"] }), String.raw`memory_ratio{host=~"a\\.b|c\\|d"}`],
    ["a pattern", requests.where({ route: /\/v[12]\/.*/ }).rate("1m"), 'rate(requests_total{route=~"/v[12]/.*"}[1m])'],
    [
      "a pattern without case",
      requests.where({ route: /get/i }).rate("1m"),
      'rate(requests_total{route=~"(?i)get"}[1m])',
    ],
    [
      "flags that mean nothing to RE2",
      requests.where({ route: /get/gu }).rate("1m"),
      'rate(requests_total{route=~"get"}[1m])',
    ],
    ["a slash after a backslash", memory.where({ host: /[\\/]x/ }), String.raw`memory_ratio{host=~"[\\\\/]x"}`],
    ["not a value", memory.where({ host: not("a") }), 'memory_ratio{host!="a"}'],
    ["none of several", memory.where({ host: not(["a", "b"]) }), 'memory_ratio{host!~"a|b"}'],
    ["not a pattern", memory.where({ host: not(/a.*/) }), 'memory_ratio{host!~"a.*"}'],
    ["a value that is a quote", memory.where({ host: '"\\' }), String.raw`memory_ratio{host="\"\\"}`],
    [
      "narrowed twice",
      player.where({ route: "/" }).rate("1m"),
      'rate(requests_total{route="/", service="player"}[1m])',
    ],
    ["narrowed anew", player.where({ service: "search" }).rate("1m"), 'rate(requests_total{service="search"}[1m])'],
    ["rate", requests.rate("1h30m"), "rate(requests_total[1h30m])"],
    ["increase", requests.increase("1d"), "increase(requests_total[1d])"],
    ["rate of observations", latency.rate("5m"), "rate(latency_seconds_count[5m])"],
    ["increase of observations", latency.increase("5m"), "increase(latency_seconds_count[5m])"],
    ["average over time", memory.averageOver("1h"), "avg_over_time(memory_ratio[1h])"],
    ["maximum over time", memory.maximumOver("1h"), "max_over_time(memory_ratio[1h])"],
    ["minimum over time", memory.minimumOver("1h"), "min_over_time(memory_ratio[1h])"],
    ["change", disk.changeOver("1h"), "delta(disk_bytes[1h])"],
    ["prediction", disk.predicted("4h", "1h"), "predict_linear(disk_bytes[1h], 14400)"],
    ["sum by", requests.rate("5m").by("service", "route"), "sum by (service, route) (rate(requests_total[5m]))"],
    ["sum", requests.rate("5m").sum(), "sum(rate(requests_total[5m]))"],
    ["average by", memory.averageBy("host"), "avg by (host) (memory_ratio)"],
    ["maximum by", memory.maximumBy("host"), "max by (host) (memory_ratio)"],
    ["minimum by", memory.minimumBy("host"), "min by (host) (memory_ratio)"],
    ["count by", memory.countBy("job"), "count by (job) (memory_ratio)"],
    ["plus", memory.plus(memory), "memory_ratio + memory_ratio"],
    ["minus", memory.minus(memory), "memory_ratio - memory_ratio"],
    ["times", memory.times(2), "memory_ratio * 2"],
    [
      "per",
      requests.rate("1m").by("service").per(logins.rate("1m").by("service")),
      "sum by (service) (rate(requests_total[1m])) / sum by (service) (rate(logins_total[1m]))",
    ],
    [
      "divided by",
      player.rate("1m").sum().dividedBy(requests.rate("1m").sum()),
      'sum(rate(requests_total{service="player"}[1m])) / sum(rate(requests_total[1m]))',
    ],
    ["earlier", requests.rate("5m").sum().offset("1w"), "sum(rate(requests_total[5m] offset 1w))"],
    ["earlier than earlier", queue.offset("1h").offset("30m"), "queue_length offset 1h30m"],
    [
      "a percentile",
      latency.percentile(95, "5m", "service"),
      "histogram_quantile(0.95, sum by (service, le) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "a fine percentile",
      latency.percentile(99.9, "5m"),
      "histogram_quantile(0.999, sum by (le) (rate(latency_seconds_bucket[5m])))",
    ],
    [
      "a mean",
      latency.mean("5m", "service"),
      "sum by (service) (rate(latency_seconds_sum[5m])) / sum by (service) (rate(latency_seconds_count[5m]))",
    ],
    [
      "within a bound",
      latency.where({ service: "player" }).within("500ms", "5m"),
      'sum(rate(latency_seconds_bucket{le="0.5", service="player"}[5m])) / sum(rate(latency_seconds_count{service="player"}[5m]))',
    ],
    [
      "within a whole bound",
      latency.within("1s", "5m"),
      'sum(rate(latency_seconds_bucket{le="1.0"}[5m])) / sum(rate(latency_seconds_count[5m]))',
    ],
    ["above a ratio", memory.above("2.5%"), "memory_ratio > 0.025"],
    ["at least a size", disk.atLeast("1.5GiB"), "disk_bytes >= 1610612736"],
    [
      "below a time",
      latency.mean("5m").below("250ms"),
      "sum(rate(latency_seconds_sum[5m])) / sum(rate(latency_seconds_count[5m])) < 0.25",
    ],
    ["at most a number", queue.atMost(5), "queue_length <= 5"],
    ["equal to a number", queue.equals(0), "queue_length == 0"],
    ["different from a number", queue.differsFrom(-1), "queue_length != -1"],
    ["above a rate per minute", speed.above("120/min"), "speed > 2"],
    ["above what it was", queue.above(queue.offset("1w")), "queue_length > queue_length offset 1w"],
    ["absent", requests.where({ service: "player" }).absent(), 'absent(requests_total{service="player"})'],
    ["a histogram absent", latency.absent(), "absent(latency_seconds_count)"],
    ["a gauge absent", queue.absent(), "absent(queue_length)"],
    ["both", memory.above("90%").and(memory.below("95%")), "memory_ratio > 0.9 and memory_ratio < 0.95"],
    ["either", memory.above("90%").or(memory.below("5%")), "memory_ratio > 0.9 or memory_ratio < 0.05"],
    [
      "one and not the other",
      memory.above("90%").unless(queue.above(1)),
      "memory_ratio > 0.9 unless on (instance, job) queue_length > 1",
    ],
    [
      "both, of labels that they share",
      requests.rate("5m").by("service").above("5/s").and(latency.mean("5m", "service").above("1s")),
      "sum by (service) (rate(requests_total[5m])) > 5 and sum by (service) (rate(latency_seconds_sum[5m])) / sum by (service) (rate(latency_seconds_count[5m])) > 1",
    ],
    [
      "both, where one has no label",
      requests.rate("5m").by("service").above("5/s").and(requests.rate("5m").sum().above("9/s")),
      "sum by (service) (rate(requests_total[5m])) > 5 and on () sum(rate(requests_total[5m])) > 9",
    ],
    ["PromQL by hand", promql<never, "">("sum(queue_length)").above(3), "sum(queue_length) > 3"],
    ["a condition by hand", promqlCondition("queue_length > bool 3 == 1"), "queue_length > bool 3 == 1"],
  ])("%s", (_, source, expected) => {
    const { text, found } = lowered(source);
    expect(found).toEqual([]);
    expect(text).toBe(expected);
    expect(parse(expected).errors).toBeUndefined();
  });

  test.each(["total", "slope"] as const)("%s, which only YAML's nodes know", (op) => {
    const name = op === "total" ? "sum_over_time" : "deriv";
    expect(lowered({ op, of: { op: "metric", metric: "queue_length" }, window: "5m" }).text).toBe(
      `${name}(queue_length[5m])`,
    );
  });
});

describe("each part knows where it was written:", () => {
  test("the builder's, down to the argument", () => {
    const { expr, placeOf } = lowered(
      player.rate("5m").by("service").dividedBy(requests.rate("5m").by("service")).above("1%"),
    );
    if (expr?.kind !== "binary" || expr.left.kind !== "binary") throw new Error("a comparison of a quotient");
    expect(placeOf(expr)).toEqual(["when"]);
    expect(placeOf(expr.right)).toEqual(["when", "bound"]);
    expect(placeOf(expr.left)).toEqual(["when", "left"]);
    expect(placeOf(expr.left.right)).toEqual(["when", "left", "right"]);
    const [over] = selectors(expr);
    expect(over && placeOf(over)).toEqual(["when", "left", "left", "of", "of"]);
  });

  test("a copy that was moved in time, where the original was", () => {
    const { expr, placeOf } = lowered(queue.above(queue.offset("1w")));
    const [, earlier] = expr === undefined ? [] : selectors(expr);
    expect(earlier && placeOf(earlier)).toEqual(["when", "bound", "of"]);
  });

  test("PromQL's, by its offsets", () => {
    const { expr } = lowered("sum(queue_length) > 1");
    expect(expr && selectors(expr)[0]?.span).toEqual({ start: 4, end: 16 });
  });
});

describe("what can't be lowered is told at its place:", () => {
  const metric = (name: string, where?: object) => ({
    op: "metric",
    metric: name,
    ...(where === undefined ? {} : { where }),
  });
  const of = metric("queue_length");
  test.each<[string, unknown, string[]]>([
    ["a metric that isn't declared", metric("nothing"), ["metric/undeclared when"]],
    ["a rate of it", { op: "rate", of: metric("nothing"), window: "5m" }, ["metric/undeclared when/of"]],
    ["a histogram as a vector", metric("latency_seconds"), ["metric/wrong-type when"]],
    [
      "a percentile of a counter",
      { op: "percentile", of: metric("requests_total"), percentile: 95, window: "5m" },
      ["metric/wrong-type when/of"],
    ],
    [
      "a rate of a rate",
      { op: "rate", of: { op: "rate", of: metric("requests_total"), window: "5m" }, window: "5m" },
      ["metric/wrong-type when/of"],
    ],
    [
      "a mean of a sum",
      { op: "mean", of: { op: "aggregate", how: "sum", of, by: [] }, window: "5m" },
      ["metric/wrong-type when/of"],
    ],
    [
      "the absence of a sum",
      { op: "absent", of: { op: "aggregate", how: "sum", of, by: [] } },
      ["metric/wrong-type when/of"],
    ],
    ["a window that is none", { op: "average", of, window: "5 minutes" }, ["window/malformed when/window"]],
    ["a window of nothing", { op: "average", of, window: "0s" }, ["window/malformed when/window"]],
    [
      "a time ahead that is none",
      { op: "predicted", of, window: "1h", ahead: "soon" },
      ["window/malformed when/ahead"],
    ],
    ["an offset that is none", { op: "offset", of, ago: "-5m" }, ["window/malformed when/ago"]],
    [
      "a ratio without its sign",
      { op: "above", left: metric("memory_ratio"), bound: 5 },
      ["bound/malformed when/bound"],
    ],
    ["bytes without their unit", { op: "above", left: metric("disk_bytes"), bound: 5 }, ["bound/malformed when/bound"]],
    ["a rate without its time", { op: "above", left: metric("speed"), bound: 5 }, ["bound/malformed when/bound"]],
    [
      "a bound of another unit",
      { op: "above", left: metric("memory_ratio"), bound: "5m" },
      ["bound/malformed when/bound"],
    ],
    [
      "a percentile beyond all",
      { op: "percentile", of: metric("latency_seconds"), percentile: 100, window: "5m" },
      ["quantile/impossible when/percentile"],
    ],
    [
      "a percentile of nothing",
      { op: "percentile", of: metric("latency_seconds"), percentile: 0, window: "5m" },
      ["quantile/impossible when/percentile"],
    ],
    [
      "no percentile",
      { op: "percentile", of: metric("latency_seconds"), window: "5m" },
      ["quantile/impossible when/percentile"],
    ],
    [
      "a bound between buckets",
      { op: "within", of: metric("latency_seconds"), bound: "200ms", window: "5m" },
      ["histogram/not-a-bucket when/bound"],
    ],
    [
      "a bound that is no time",
      { op: "within", of: metric("latency_seconds"), bound: 0.5, window: "5m" },
      ["bound/malformed when/bound"],
    ],
    ["no bound", { op: "within", of: metric("latency_seconds"), window: "5m" }, ["bound/malformed when/bound"]],
    [
      "a pattern that RE2 refuses",
      metric("queue_length", { job: { regex: "a(?=b)" } }),
      ["regex/invalid when/where/job"],
    ],
    [
      "a ratio of unlike units",
      { op: "arithmetic", how: "/", ratio: true, left: metric("requests_total"), right: metric("logins_total") },
      ["units/unlike when/right"],
    ],
    ["PromQL with an error", "sum(queue_length", []],
    ["PromQL with an error inside", { op: "promql", text: "sum(" }, []],
  ])("%s", (_, source, expected) => {
    const { found } = lowered(source);
    const paths = (list: readonly string[]) => list.map((text) => text.split(" ")[1]);
    if (expected.length > 0) expect(paths(found)).toEqual(paths(expected));
    else expect(found.length).toBeGreaterThan(0);
  });

  test("the first ten mistakes of one PromQL text, and no more", () => {
    expect(lowered(`queue_length >= ${"? ".repeat(4000)}`).found).toHaveLength(10);
  });

  test("both sides of whatever has two", () => {
    const [a, b] = [metric("nothing"), metric("nowhere")];
    for (const op of ["and", "or", "unless"]) {
      expect(lowered({ op, left: a, right: b }).found).toEqual([
        "metric/undeclared when/left",
        "metric/undeclared when/right",
      ]);
    }
    for (const how of ["+", "-", "*", "/"]) {
      expect(lowered({ op: "arithmetic", how, left: a, right: b }).found).toHaveLength(2);
    }
    expect(lowered({ op: "above", left: a, bound: b }).found).toHaveLength(2);
    expect(lowered({ op: "aggregate", how: "sum", of: a, by: [] }).text).toBeUndefined();
    expect(lowered({ op: "offset", of: a, ago: "1h" }).text).toBeUndefined();
    expect(lowered({ op: "above", left: a, bound: 1 }).found).toEqual(["metric/undeclared when/left"]);
  });
});

describe("a metric by itself", () => {
  const lowering = (found: string[]): Lowering => ({
    metrics: new Map(declared.map((series) => [series.name, series])),
    series: new Map(),
    bucketForm: "float",
    tenantLabel: "tenant",
    report: ({ name }, { path }) => found.push(`${name} ${path.join("/")}`),
  });

  test.each<[string, string | ExpressionNode, string]>([
    ["a text", 'latency_seconds{service="player"}', 'latency_seconds{service="player"}'],
    ["a node", { op: "metric", metric: "requests_total", where: { route: "/" } }, 'requests_total{route="/"}'],
  ])("written as %s", (_, source, expected) => {
    const found: string[] = [];
    const result = lowerMetric(source, { path: ["of"] }, lowering(found));
    expect(found).toEqual([]);
    expect(result && print(result.selector)).toBe(expected);
    expect(result?.authored.expr).toBe(result?.selector);
    expect(result?.authored.placeOf(result.selector).path).toEqual(["of"]);
    expect(result?.authored.placeOf({ kind: "number", value: 1 }).path).toEqual(["of"]);
  });

  test.each<[string, string | ExpressionNode]>([
    ["a sum", "sum(requests_total)"],
    ["a range", "requests_total[5m]"],
    ["a selector without a name", '{service="player"}'],
    ["PromQL with an error", "requests_total{"],
    ["something undeclared", "nothing_total"],
    ["a node that computes", { op: "rate", of: { op: "metric", metric: "requests_total" }, window: "5m" }],
    ["a node of something undeclared", { op: "metric", metric: "nothing_total" }],
  ])("is never %s", (_, source) => {
    const found: string[] = [];
    expect(lowerMetric(source, { path: ["of"] }, lowering(found))).toBeUndefined();
    expect(found.length).toBeGreaterThan(0);
  });
});

test("a recording is used like a metric of its name", () => {
  const ratio = recording("service:requests:rate5m", requests.rate("5m").by("service"));
  expect(JSON.parse(JSON.stringify(ratio))).toMatchObject({ op: "metric", metric: "service:requests:rate5m" });
});
