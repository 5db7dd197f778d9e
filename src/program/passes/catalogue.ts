import {
  ANYTHING,
  type BucketForm,
  histogramSeries,
  type Range,
  type Series,
  type SeriesCatalogue,
} from "../../promql/types/catalogue.ts";
import type { Metric, Organisation } from "../program.ts";

/** What expressions may read: `metrics` by the names that authors use, `series` by those that Prometheus stores. */
export interface Catalogue {
  readonly metrics: Map<string, Series>;
  readonly series: Map<string, Series> & SeriesCatalogue;
}

/** Prometheus 3 normalises `le` to the form of a float. */
export function bucketFormOf(organisation: Organisation): BucketForm {
  return organisation.prometheus.version.major >= 3 ? "float" : "plain";
}

/** The catalogue of the declared metrics, and of what Prometheus itself adds to every scrape. */
export function catalogueOf(metrics: readonly Metric[], form: BucketForm): Catalogue {
  const declared = metrics.map(
    (metric): Series => ({
      name: metric.name,
      metric: metric.name,
      type: metric.type,
      unit: metric.unit,
      range: metric.range,
      labels: new Map(metric.labels.map(({ name, values }) => [name, values])),
      buckets: metric.buckets,
    }),
  );
  const byName = new Map([...OF_SCRAPES, ...declared].map((series) => [series.name, series]));
  const stored = [...OF_SCRAPES, ...declared].flatMap((one) =>
    one.type === "histogram" ? histogramSeries(one, form) : [one],
  );
  return { metrics: byName, series: new Map(stored.map((series) => [series.name, series])) };
}

const OF_TARGETS: Series["labels"] = new Map([
  ["instance", undefined],
  ["job", undefined],
]);

const OF_SCRAPES: readonly Series[] = [
  gaugeSeries("up", "ratio", { from: 0, to: 1 }, OF_TARGETS),
  gaugeSeries("scrape_duration_seconds", "seconds", { from: 0, to: Number.POSITIVE_INFINITY }, OF_TARGETS),
  gaugeSeries("scrape_samples_scraped", "samples", { from: 0, to: Number.POSITIVE_INFINITY }, OF_TARGETS),
];

/** A gauge that nobody declares: what Prometheus adds, what is recorded, what the sidecar exposes. */
export function gaugeSeries(
  name: string,
  unit: string,
  range: Range = ANYTHING,
  labels: Series["labels"] = new Map(),
): Series {
  return { name, metric: name, type: "gauge", unit, range, labels, buckets: [] };
}
