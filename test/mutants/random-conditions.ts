import fc from "fast-check";
import type { Condition } from "./conditions.ts";

const windows = fc.constantFrom("2m", "5m", "10m", "15m", "30m", "1h");
const above = fc.constantFrom(">", ">=");
const below = fc.constantFrom("<", "<=");
const either = fc.oneof(above, below);

/** Bounds that people write: two significant digits, of some size. */
const bound = (low: number, high: number): fc.Arbitrary<number> =>
  fc
    .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
    .map((size) => Number(Math.exp(size).toPrecision(2)));

const ratio = fc.integer({ min: 1, max: 98 }).map((percent) => percent / 100);
const counters = fc.constantFrom(
  "requests_total",
  'requests_total{status=~"5.."}',
  'requests_total{status!="200"}',
  "retries_total",
);
const gauges = fc.constantFrom("queue_length", "free_bytes", "size_bytes", 'queue_length{service=~"player|search"}');
const aggregations = fc.constantFrom("sum", "max", "min", "avg");
const overTime = fc.constantFrom("avg_over_time", "max_over_time", "min_over_time");

/** Comparisons whose results all have the one label `service`. */
const comparison: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(counters, windows, either, bound(0.01, 5000))
    .map(([of, window, how, limit]) => `sum by (service) (rate(${of}[${window}])) ${how} ${limit}`),
  fc
    .tuple(counters, windows, either, bound(1, 20_000))
    .map(([of, window, how, limit]) => `sum by (service) (increase(${of}[${window}])) ${how} ${limit}`),
  fc
    .tuple(windows, either, ratio)
    .map(
      ([window, how, limit]) =>
        `sum by (service) (rate(requests_total{status=~"5.."}[${window}])) / sum by (service) (rate(requests_total[${window}])) ${how} ${limit}`,
    ),
  fc
    .tuple(aggregations, gauges, either, bound(0.1, 1e6))
    .map(([how, of, than, limit]) => `${how} by (service) (${of}) ${than} ${limit}`),
  fc
    .tuple(aggregations, overTime, gauges, windows, either, bound(0.1, 1e6))
    .map(([how, over, of, window, than, limit]) => `${how} by (service) (${over}(${of}[${window}])) ${than} ${limit}`),
  fc
    .tuple(aggregations, either, ratio)
    .map(([how, than, limit]) => `${how} by (service) (used_ratio) ${than} ${limit}`),
  fc
    .tuple(either, ratio)
    .map(([than, limit]) => `sum by (service) (free_bytes) / sum by (service) (size_bytes) ${than} ${limit}`),
  fc
    .tuple(fc.constantFrom(0.5, 0.9, 0.95, 0.99), windows, either, bound(0.06, 1.9))
    .map(
      ([quantile, window, than, limit]) =>
        `histogram_quantile(${quantile}, sum by (service, le) (rate(latency_seconds_bucket[${window}]))) ${than} ${limit}`,
    ),
  fc
    .tuple(windows, either, bound(0.05, 2))
    .map(
      ([window, than, limit]) =>
        `sum by (service) (rate(latency_seconds_sum[${window}])) / sum by (service) (rate(latency_seconds_count[${window}])) ${than} ${limit}`,
    ),
  fc
    .tuple(fc.constantFrom("30m", "1h", "6h"), below, ratio)
    .map(
      ([offset, than, limit]) =>
        `sum by (service) (rate(requests_total[5m])) / sum by (service) (rate(requests_total[5m] offset ${offset})) ${than} ${limit}`,
    ),
  fc
    .tuple(fc.constantFrom("30m", "1h"), fc.constantFrom(1800, 3600, 14_400))
    .map(([window, ahead]) => `sum by (service) (predict_linear(free_bytes[${window}], ${ahead})) < 0`),
  fc
    .tuple(fc.constantFrom("15m", "30m"), bound(1, 5000))
    .map(([window, limit]) => `sum by (service) (delta(balance[${window}])) > ${limit}`),
);

const combined: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: comparison },
  {
    weight: 3,
    arbitrary: fc
      .tuple(comparison, fc.constantFrom("and", "or", "unless"), comparison)
      .map(([left, operator, right]) => `${left} ${operator} ${right}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(comparison, fc.constantFrom("and", "unless"), comparison, fc.constantFrom("and", "or"), comparison)
      .map(([first, one, second, other, third]) => `(${first} ${one} ${second}) ${other} ${third}`),
  },
);

const waits = fc.constantFrom(0, 0, 60_000, 300_000, 600_000);

/** Conditions as authors write them, with waits. */
export const conditions: fc.Arbitrary<Condition> = fc
  .tuple(combined, waits, fc.constantFrom(0, 0, 300_000))
  .map(([expr, forMs, keepFiringForMs]) => ({ expr, forMs, keepFiringForMs }));
