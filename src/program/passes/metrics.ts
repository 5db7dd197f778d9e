import { malformedBound } from "../../diagnostics/codes/expression.ts";
import { bucketsNotRising, emptyRange, metricNaming, reservedLabel } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import { ANYTHING, NOT_NEGATIVE, type Range } from "../../promql/types/catalogue.ts";
import { parseQuantity, quantityExample } from "../../values/quantity.ts";
import type { Compilation } from "../compilation.ts";
import type { Label, Metric } from "../program.ts";
import type { MetricDeclaration } from "../schema/metric.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";

/** Declared metrics, with the ranges that their types and units imply. */
export function metricsOf(declaration: TenantDeclaration, compilation: Compilation): readonly Metric[] {
  const jobs = new Map(
    Object.entries(declaration.scrapes).flatMap(([job, { metrics = [] }]) => metrics.map((metric) => [metric, job])),
  );
  return Object.entries(declaration.metrics).map(([name, metric]) => {
    const path = ["metrics", name];
    checkName(name, metric, path, compilation);
    const job = jobs.get(name);
    return {
      name,
      type: metric.type,
      help: metric.help,
      unit: unitOf(metric),
      labels: labelsOf(metric, [...path, "labels"], compilation),
      range: rangeOf(metric, path, compilation),
      buckets: bucketsOf(metric, [...path, "buckets"], compilation),
      ...(job === undefined ? {} : { job }),
      origin: { path, name: path.join("/") },
    };
  });
}

function unitOf(metric: MetricDeclaration): string {
  return metric.unit ?? (metric.type === "counter" ? "events" : "");
}

const SUFFIX_OF_HISTOGRAM = /_(bucket|sum|count|total)$/;

function checkName(name: string, metric: MetricDeclaration, path: Path, compilation: Compilation): void {
  const at = { path, part: "key" } as const;
  if (metric.type === "counter" && !name.endsWith("_total")) {
    compilation.report(metricNaming, at, { problem: `a counter's name ends in _total`, instead: `${name}_total` });
  }
  const suffix = SUFFIX_OF_HISTOGRAM.exec(name)?.[0];
  if (metric.type !== "counter" && suffix !== undefined) {
    const instead = name.slice(0, -suffix.length);
    compilation.report(metricNaming, at, { problem: `${suffix} is the end of another kind of series`, instead });
  }
}

const RESERVED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    le: "Prometheus, for the buckets of histograms",
    quantile: "Prometheus, for summaries",
    job: "Prometheus, from the scrape job",
    instance: "Prometheus, from the target",
    severity: "monitorgen, on alerts",
    team: "monitorgen, on alerts",
    alertname: "Prometheus, on alerts",
    alertstate: "Prometheus, on alerts",
  }),
);

// Prometheus gives every scraped series these two.
const OF_TARGETS: readonly Label[] = [
  { name: "instance", cardinality: 1000 },
  { name: "job", cardinality: 100 },
];

function labelsOf(metric: MetricDeclaration, path: Path, compilation: Compilation): readonly Label[] {
  const own = Object.entries(metric.labels).map(([name, values]): Label => {
    const by = name === compilation.pin.label ? "monitorgen, to keep tenants apart" : RESERVED.get(name);
    if (by !== undefined) {
      compilation.report(reservedLabel, { path: [...path, name], part: "key" }, { label: name, by });
    }
    return Array.isArray(values) ? { name, values, cardinality: values.length } : { name, cardinality: values.upTo };
  });
  return [...own, ...OF_TARGETS].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function rangeOf(metric: MetricDeclaration, path: Path, compilation: Compilation): Range {
  if (metric.type !== "gauge") return NOT_NEGATIVE;
  const natural = metric.unit === "ratio" ? { from: 0, to: 1 } : metric.unit === "bytes" ? NOT_NEGATIVE : ANYTHING;
  const { range: declared } = metric;
  return declared === undefined ? natural : declaredRange(declared, natural, metric, [...path, "range"], compilation);
}

type DeclaredRange = NonNullable<Extract<MetricDeclaration, { type: "gauge" }>["range"]>;

function declaredRange(
  declared: DeclaredRange,
  natural: Range,
  metric: MetricDeclaration,
  path: Path,
  compilation: Compilation,
): Range {
  const end = (side: "from" | "to"): number => {
    const written = declared[side];
    return written === undefined ? natural[side] : quantity(written, metric, [...path, side], compilation);
  };
  const range = { from: end("from"), to: end("to") };
  if (range.from < range.to) return range;
  if (Number.isNaN(range.from) || Number.isNaN(range.to)) return natural;
  const data = { from: String(declared.from ?? range.from), to: String(declared.to ?? range.to) };
  compilation.report(emptyRange, path, data);
  return natural;
}

function quantity(written: string | number, metric: MetricDeclaration, path: Path, compilation: Compilation): number {
  const unit = unitOf(metric);
  const value = parseQuantity(String(written), unit);
  if (value !== undefined) return value;
  const data = { found: JSON.stringify(written), unit, example: quantityExample(unit) };
  compilation.report(malformedBound, path, data);
  return Number.NaN;
}

function bucketsOf(metric: MetricDeclaration, path: Path, compilation: Compilation): readonly number[] {
  if (metric.type !== "histogram") return [];
  const buckets = metric.buckets;
  const fault = buckets.findIndex((bucket, i) => i > 0 && bucket <= Number(buckets[i - 1]));
  if (fault < 0) return buckets;
  const data = { before: Number(buckets[fault - 1]), bucket: Number(buckets[fault]) };
  compilation.report(bucketsNotRising, [...path, fault], data);
  return [...new Set(buckets)].sort((a, b) => a - b);
}
