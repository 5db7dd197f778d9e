import type { Random } from "../fuzz/random.ts";
import type { Condition } from "../mutants/conditions.ts";

/** A way of writing a condition, and what it is a case of. */
interface Form {
  readonly kind: string;
  readonly weight: number;
  readonly write: (random: Random) => string;
}

const WINDOWS = ["2m", "5m", "10m", "15m", "30m", "1h"] as const;
const LONG = ["30m", "1h", "2h", "6h"] as const;
const OFFSETS = ["10m", "1h", "6h", "1d"] as const;
const ABOVE = [">", ">="] as const;
const EITHER = [">", ">=", "<", "<="] as const;
const COUNTERS = [
  "requests_total",
  'requests_total{status=~"5.."}',
  'requests_total{status!="200"}',
  'requests_total{service!~"player|search"}',
  "retries_total",
] as const;
const GAUGES = ["queue_length", "free_bytes", 'queue_length{service="search"}', 'balance{service!="billing"}'] as const;

/** A bound of some size with two significant digits, as people write them. */
function bound(random: Random, low: number, high: number): number {
  const size = Math.log(low) + ((Math.log(high) - Math.log(low)) * random.below(1000)) / 1000;
  return Number(Math.exp(size).toPrecision(2));
}

const ratio = (random: Random): number => (1 + random.below(98)) / 100;
const compared = (random: Random, low: number, high: number): string =>
  `${random.pick(EITHER)} ${bound(random, low, high)}`;
const rate = (random: Random): string => `rate(${random.pick(COUNTERS)}[${random.pick(WINDOWS)}])`;

const LABELS = ["service", "status", "instance", "service, instance", "service, status", ""] as const;

/** Results with labels of all sorts. */
const labelled = (random: Random): string =>
  random.pick([
    "queue_length",
    'queue_length{service="search"}',
    'balance{service!="search"}',
    "rate(requests_total[5m])",
    `sum by (${random.pick(LABELS)}) (rate(requests_total{status=~"5.."}[5m]))`,
    `sum by (${random.pick(LABELS)}) (queue_length{service="player"})`,
    `max without (${random.pick(LABELS)}) (queue_length)`,
    `topk by (${random.pick(LABELS)}) (1, queue_length)`,
    `count_values by (${random.pick(LABELS)}) ("status", ceil(balance))`,
    'label_replace(queue_length, "status", "$1", "service", "(s.*)")',
    'label_replace(balance, "service", "", "", "")',
    'label_join(queue_length, "status", "-", "service", "instance")',
    'absent(balance{service="search", instance=~"x|y"})',
    "vector(3)",
    "service:requests:rate5m",
    `(queue_length or sum by (${random.pick(LABELS)}) (balance))`,
  ]) ?? "up";

/** Two of them, matched in any way. */
function matched(random: Random): string {
  const by = random.pick(["", ` on (${random.pick(LABELS)})`, ` ignoring (${random.pick(LABELS)})`]) ?? "";
  if (random.once(2)) return `${labelled(random)} ${random.pick(["and", "unless", "or"])}${by} ${labelled(random)}`;
  const included = by.includes("status") || random.once(2) ? "" : "status";
  const side = by === "" || random.once(3) ? undefined : random.pick(["group_left", "group_right"]);
  const group = side === undefined ? "" : ` ${side} (${included})`;
  return `${labelled(random)} ${random.pick(["+", "-", "*", "/"])}${by}${group} ${labelled(random)} ${compared(random, 0.1, 100)}`;
}

/** Conditions over the metrics of `test/mutants/conditions.ts`, each form as often as its weight says. */
const FORMS: readonly Form[] = [
  { kind: "threshold", weight: 6, write: (r) => `${r.pick(GAUGES)} ${compared(r, 0.1, 1e6)}` },
  { kind: "threshold", weight: 6, write: (r) => `sum by (service) (${rate(r)}) ${compared(r, 0.01, 5000)}` },
  { kind: "threshold", weight: 2, write: (r) => `used_ratio ${r.pick(EITHER)} ${ratio(r)}` },
  {
    kind: "ratio",
    weight: 4,
    write: (r) => {
      const window = r.pick(WINDOWS);
      return `sum by (service) (rate(requests_total{status=~"5.."}[${window}])) / sum by (service) (rate(requests_total[${window}])) ${r.pick(EITHER)} ${ratio(r)}`;
    },
  },
  { kind: "ratio", weight: 2, write: (r) => `free_bytes / size_bytes ${r.pick(EITHER)} ${ratio(r)}` },
  {
    kind: "band",
    weight: 3,
    write: (r) => {
      const low = bound(r, 1, 1000);
      return r.once(2)
        ? `queue_length > ${low} and queue_length < ${low * (2 + r.below(5))}`
        : `queue_length < ${low} or queue_length > ${low * (2 + r.below(5))}`;
    },
  },
  { kind: "band", weight: 1, write: (r) => `abs(balance - ${bound(r, 1, 1000)}) > ${bound(r, 1, 1000)}` },
  {
    kind: "aggregation",
    weight: 4,
    write: (r) =>
      `${r.pick(["sum", "max", "min", "avg"])} by (service) (${r.pick(["avg", "max", "min"])}_over_time(queue_length[${r.pick(WINDOWS)}])) ${compared(r, 0.1, 1e4)}`,
  },
  { kind: "aggregation", weight: 1, write: (r) => `quantile(0.9, queue_length) ${compared(r, 1, 1000)}` },
  { kind: "aggregation", weight: 1, write: (r) => `count(queue_length > ${bound(r, 1, 1000)}) >= 1` },
  { kind: "aggregation", weight: 1, write: (r) => `count by (service) (up == 0) > ${r.below(3)}` },
  {
    kind: "group_left",
    weight: 2,
    write: (r) =>
      `queue_length / on (service) group_left () sum by (service) (queue_length) > ${ratio(r)} and queue_length > ${bound(r, 1, 100)}`,
  },
  {
    kind: "group_left",
    weight: 2,
    write: (r) =>
      `sum by (service, status) (${`rate(requests_total[${r.pick(WINDOWS)}])`}) / on (service) group_left () max by (service) (size_bytes) ${compared(r, 0.001, 10)}`,
  },
  {
    kind: "offset",
    weight: 3,
    write: (r) =>
      `sum by (service) (${"rate(requests_total[5m])"}) / sum by (service) (rate(requests_total[5m] offset ${r.pick(OFFSETS)})) ${r.pick(EITHER)} ${ratio(r)}`,
  },
  {
    kind: "offset",
    weight: 2,
    write: (r) => `queue_length - queue_length offset ${r.pick(OFFSETS)} > ${bound(r, 1, 1000)}`,
  },
  {
    kind: "offset",
    weight: 1,
    write: (r) =>
      `group by (service) (queue_length) unless group by (service) (queue_length offset ${r.pick(OFFSETS)})`,
  },
  {
    kind: "subquery",
    weight: 2,
    write: (r) =>
      `${r.pick(["max", "min", "avg"])}_over_time(sum by (service) (rate(requests_total[5m]))[${r.pick(LONG)}:5m]) ${compared(r, 0.1, 1000)}`,
  },
  {
    kind: "subquery",
    weight: 1,
    write: (r) => `quantile_over_time(0.9, used_ratio[${r.pick(WINDOWS)}]) ${r.pick(EITHER)} ${ratio(r)}`,
  },
  { kind: "absent", weight: 2, write: (r) => `absent(${r.pick(GAUGES)})` },
  { kind: "absent", weight: 1, write: (r) => `absent_over_time(${r.pick(GAUGES)}[${r.pick(WINDOWS)}])` },
  {
    kind: "histogram_quantile",
    weight: 3,
    write: (r) =>
      `histogram_quantile(${r.pick([0.5, 0.9, 0.99])}, sum by (service, le) (rate(latency_seconds_bucket[${r.pick(WINDOWS)}]))) ${r.pick(EITHER)} ${bound(r, 0.06, 1.9)}`,
  },
  {
    kind: "histogram_quantile",
    weight: 2,
    write: (r) =>
      `sum by (service) (rate(latency_seconds_bucket{le="0.2"}[5m])) / sum by (service) (rate(latency_seconds_count[5m])) ${r.pick(EITHER)} ${ratio(r)}`,
  },
  {
    kind: "predict_linear",
    weight: 3,
    write: (r) => `predict_linear(free_bytes[${r.pick(["30m", "1h"])}], ${r.pick([1800, 3600, 14400])}) < 0`,
  },
  { kind: "deriv", weight: 2, write: (r) => `deriv(balance[${r.pick(["15m", "30m"])}]) > ${bound(r, 0.01, 10)}` },
  { kind: "deriv", weight: 1, write: (r) => `delta(balance[${r.pick(["15m", "30m"])}]) < -${bound(r, 1, 1000)}` },
  {
    kind: "topk",
    weight: 2,
    write: (r) => `${r.pick(["topk", "bottomk"])}(${1 + r.below(3)}, queue_length) ${compared(r, 1, 1000)}`,
  },
  {
    kind: "label_replace",
    weight: 2,
    write: (r) => `label_replace(queue_length, "app", "$1-x", "service", "(.*)") ${compared(r, 1, 1000)}`,
  },
  {
    kind: "recording",
    weight: 4,
    write: (r) => `service:requests:rate5m ${compared(r, 0.1, 1000)}`,
  },
  { kind: "recording", weight: 2, write: (r) => `service:errors:ratio10m ${r.pick(ABOVE)} ${ratio(r)}` },
  { kind: "matching", weight: 4, write: matched },
  {
    kind: "impossible",
    weight: 3,
    write: (r) => {
      const gauge = r.pick(GAUGES);
      return (
        r.pick([
          `used_ratio > ${1 + bound(r, 0.01, 10)}`,
          `rate(requests_total[5m]) < -${bound(r, 0.01, 10)}`,
          `${gauge} unless ${gauge}`,
          `sum(${gauge}) unless ${gauge}`,
          `${gauge} and absent(${gauge})`,
          `sum by (service) (${gauge}) > 5 and sum(${gauge}) > 5`,
          `queue_length / on (service) sum by (service) (used_ratio) < -1`,
          `queue_length{service="search"} > 1 and queue_length{service="player"} > 1`,
          `vector(1) == ${2 + r.below(4)}`,
          `histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 2.5`,
          `absent(queue_length) and absent(balance)`,
          `clamp_max(queue_length, 5) > 6`,
        ]) ?? "up"
      );
    },
  },
];

function single(random: Random): { readonly kind: string; readonly expr: string } {
  const form = random.weighted(FORMS.map((one) => [one.weight, one] as const));
  return { kind: form.kind, expr: form.write(random) };
}

/** A condition, and the kinds of what it is made of. */
export interface Drawn extends Condition {
  readonly kinds: readonly string[];
}

/** A random condition: one form, or two or three of them joined by set operators, with waits. */
export function drawn(random: Random): Drawn {
  const parts = Array.from(
    {
      length: random.weighted([
        [6, 1],
        [3, 2],
        [1, 3],
      ] as const),
    },
    () => single(random),
  );
  const operators = parts.slice(1).map(() => random.pick(["and", "or", "unless"] as const));
  const expr = parts.reduce((text, part, index) => {
    if (index === 0) return part.expr;
    const on = random.once(3) ? " on (service)" : "";
    return `(${text}) ${operators[index - 1]}${on} (${part.expr})`;
  }, "");
  const kinds = [...new Set([...parts.map(({ kind }) => kind), ...operators])];
  const forMs = random.pick([0, 0, 60_000, 300_000, 600_000] as const);
  const keepFiringForMs = random.pick([0, 0, 0, 300_000] as const);
  return { expr, kinds, forMs, keepFiringForMs };
}
