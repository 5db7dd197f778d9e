import fc from "fast-check";
import type { SeriesInput } from "../../src/promql/evaluate/storage.ts";

/** A series as promtool's tests write it, and as our storage takes it. */
export interface WrittenSeries {
  readonly series: string;
  readonly values: string;
  readonly input: SeriesInput;
}

type Sample = number | "_" | "stale";

function written(
  labels: Readonly<Record<string, string>>,
  samples: readonly Sample[],
  intervalMs: number,
): WrittenSeries {
  const pairs = Object.entries(labels);
  const inside = pairs
    .filter(([name]) => name !== "__name__")
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const kept = samples
    .map((sample, index) => ({ sample, time: index * intervalMs }))
    .filter(({ sample }) => sample !== "_");
  return {
    series: `${labels["__name__"] ?? ""}{${inside.join(",")}}`,
    values: samples.join(" "),
    input: {
      labels: pairs,
      timestamps: Float64Array.from(kept, ({ time }) => time),
      values: Float64Array.from(kept, ({ sample }) => (typeof sample === "number" ? sample : Number.NaN)),
      stale: Uint8Array.from(kept, ({ sample }) => (sample === "stale" ? 1 : 0)),
    },
  };
}

const gap = { weight: 1, arbitrary: fc.constant<Sample>("_") };
const end = { weight: 1, arbitrary: fc.constant<Sample>("stale") };

const gauge = fc.array(
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc
        .tuple(fc.integer({ min: -40, max: 200 }), fc.constantFrom(4, 4, 10, 3e-7))
        .map(([value, part]) => value / part),
    },
    gap,
    end,
  ),
  { minLength: 20, maxLength: 40 },
);

/** Rises, and now and then begins again. */
const counter = fc
  .array(
    fc.oneof(
      { weight: 24, arbitrary: fc.integer({ min: 0, max: 30 }) },
      { weight: 1, arbitrary: fc.constant(-1) },
      gap,
      end,
    ),
    {
      minLength: 20,
      maxLength: 40,
    },
  )
  .map((steps) => {
    let total = 0;
    return steps.map((step): Sample => {
      if (typeof step !== "number") return step;
      total = step < 0 ? 3 : total + step;
      return total;
    });
  });

const services = ["api", "web", "db"] as const;

function forServices(
  metric: string,
  samples: fc.Arbitrary<Sample[]>,
  labels: readonly Readonly<Record<string, string>>[],
) {
  return (intervalMs: number) =>
    fc.tuple(
      ...labels.map((extra) => samples.map((list) => written({ __name__: metric, ...extra }, list, intervalMs))),
    );
}

const bounds = ["0.1", "0.5", "1", "+Inf"];

/** Four cumulative buckets of one histogram. */
function buckets(service: string) {
  return (intervalMs: number) =>
    fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 30, maxLength: 30 }).map((rows) =>
      bounds.map((le, place) => {
        let total = 0;
        const samples = rows.map((row) => (total += row.slice(0, place + 1).reduce((sum, count) => sum + count, 0)));
        return written({ __name__: "latency_bucket", service, le }, samples, intervalMs);
      }),
    );
}

/** Series of every metric that the expressions name. */
export function world(intervalMs: number): fc.Arbitrary<readonly WrittenSeries[]> {
  return fc
    .tuple(
      forServices("requests_total", counter, [
        { service: "api", code: "200" },
        { service: "api", code: "500" },
        { service: "web", code: "200" },
      ])(intervalMs),
      forServices(
        "memory",
        gauge,
        services.map((service) => ({ service })),
      )(intervalMs),
      forServices("limit", gauge, [
        { service: "api", zone: "a" },
        { service: "web", zone: "b" },
      ])(intervalMs),
      buckets("api")(intervalMs),
      buckets("web")(intervalMs),
    )
    .map((groups) => groups.flat());
}

const selector = fc.constantFrom(
  "memory",
  "limit",
  "requests_total",
  'requests_total{code="200"}',
  'memory{service!="db"}',
  'memory{service=~"a.*|w.*"}',
  "memory offset 1m",
  "requests_total offset 2m",
  "memory @ 300",
  'absent_metric{service="api"}',
);

const window = fc.constantFrom("45s", "1m", "2m", "5m", "7m30s");
const step = fc.constantFrom("30s", "1m", "50s", "");
const aggregation = fc.constantFrom(
  "sum",
  "avg",
  "min",
  "max",
  "count",
  "group",
  "quantile(0.3, ",
  "topk(2, ",
  "bottomk(1, ",
  'count_values("v", ',
);
const grouping = fc.constantFrom("", " by (service)", " without (service)", " by (code, service)", " by (zone)");
const counterFunction = fc.constantFrom("rate", "increase", "irate", "resets", "changes");
const gaugeFunction = fc.constantFrom(
  "delta",
  "idelta",
  "deriv",
  "avg_over_time",
  "sum_over_time",
  "min_over_time",
  "max_over_time",
  "count_over_time",
  "last_over_time",
  "first_over_time",
  "present_over_time",
  "stdvar_over_time",
  "stddev_over_time",
  "changes",
  "absent_over_time",
);
const pointFunction = fc.constantFrom(
  "abs",
  "ceil",
  "floor",
  "round",
  "sgn",
  "-",
  "sqrt",
  "absent",
  "hour",
  "day_of_week",
  "timestamp",
  "sort",
  "sort_desc",
);
const operator = fc.constantFrom(
  "+",
  "-",
  "*",
  "/",
  "%",
  ">",
  "<",
  ">=",
  "<=",
  "==",
  "!=",
  "> bool",
  "== bool",
  "<= bool",
  "and",
  "or",
  "unless",
);
const matching = fc.constantFrom(
  "",
  "",
  "on (service)",
  "ignoring (code)",
  "on (service) group_left ()",
  "on (service) group_left (zone)",
  "on (service) group_right ()",
  "ignoring (code, zone)",
);
const number = fc.constantFrom(
  "0",
  "1",
  "2.5",
  "-3",
  "10",
  "100",
  "time()",
  'scalar(limit{service="api"})',
  "NaN",
  "Inf",
);

/** Vector-valued expressions over `world`, as text: most are valid, all are well-typed. */
export const expressions: fc.Arbitrary<string> = fc.letrec<{
  vector: string;
  range: string;
  counters: string;
  leaf: string;
}>((tie) => ({
  leaf: fc.oneof(
    { weight: 4, arbitrary: selector },
    { weight: 1, arbitrary: fc.constantFrom("vector(3)", "vector(time())", "hour()", "minute()") },
  ),
  counters: fc
    .tuple(
      fc.constantFrom("requests_total", 'requests_total{code="200"}', "memory"),
      window,
      fc.constantFrom("", " offset 1m", " @ 400"),
    )
    .map(([metric, range, shift]) => `${metric}[${range}]${shift}`),
  range: fc.oneof(
    { weight: 3, arbitrary: tie("counters") },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("vector"), window, step, fc.constantFrom("", " offset 90s"))
        .map(([inner, range, every, shift]) => `(${inner})[${range}:${every}]${shift}`),
    },
  ),
  vector: fc.oneof(
    { maxDepth: 3 },
    tie("leaf"),
    fc.tuple(counterFunction, tie("range")).map(([name, range]) => `${name}(${range})`),
    fc.tuple(gaugeFunction, tie("range")).map(([name, range]) => `${name}(${range})`),
    fc
      .tuple(tie("range"), fc.constantFrom("60", "-30", "3600"))
      .map(([range, seconds]) => `predict_linear(${range}, ${seconds})`),
    fc
      .tuple(fc.constantFrom("0", "0.25", "0.9", "1", "2"), tie("range"))
      .map(([q, range]) => `quantile_over_time(${q}, ${range})`),
    fc
      .tuple(aggregation, grouping, tie("vector"))
      .map(([name, by, inner]) =>
        name.includes("(")
          ? `${name.slice(0, name.indexOf("("))}${by} ${name.slice(name.indexOf("("))}${inner})`
          : `${name}${by} (${inner})`,
      ),
    fc.tuple(pointFunction, tie("vector")).map(([name, inner]) => `${name}(${inner})`),
    fc.tuple(tie("vector"), operator, matching, tie("vector")).map(([left, name, match, right]) => {
      const fits = /and|or|unless/.test(name) ? match.replace(/ group_.*/, "") : match;
      return `(${left}) ${name} ${fits} (${right})`;
    }),
    fc
      .tuple(
        tie("vector"),
        operator.filter((name) => !/and|or|unless/.test(name)),
        number,
      )
      .map(([left, name, right]) => `(${left}) ${name} ${right}`),
    fc
      .tuple(
        number,
        operator.filter((name) => !/and|or|unless/.test(name)),
        tie("vector"),
      )
      .map(([left, name, right]) => `${left} ${name} (${right})`),
    fc
      .tuple(
        fc.constantFrom("0.5", "0.99", "0", "1"),
        window,
        fc.constantFrom("sum by (le, service) ", "sum by (le) ", ""),
      )
      .map(([q, range, by]) => `histogram_quantile(${q}, ${by}(rate(latency_bucket[${range}])))`),
    fc.tuple(window).map(([range]) => `histogram_fraction(0.2, 0.7, rate(latency_bucket[${range}]))`),
    fc
      .tuple(
        tie("vector"),
        fc.constantFrom(
          "clamp(%, 0, 20)",
          "clamp_min(%, 5)",
          "clamp_max(%, 5)",
          'label_replace(%, "to", "$1-x", "service", "(a|w).*")',
          'label_join(%, "both", "/", "service", "code")',
          "round(%, 0.5)",
          "round(stddev(%), 0.001)",
          "round(stdvar by (service) (%), 0.001)",
        ),
      )
      .map(([inner, template]) => template.replace("%", () => inner)),
  ),
})).vector;
