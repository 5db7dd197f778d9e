import type { Metric, Program, ScrapeJob } from "../../program/program.ts";
import type { Selector } from "../../promql/syntax/ast.ts";
import { type Selection, shapeOf } from "./expression.ts";

import { combined, matched, NONE, ONE, type Shape, type Spread, spreadOf, together } from "./shape.ts";

/** What Prometheus adds to every scrape, a series of each for a target. */
export const OF_SCRAPES = [
  "up",
  "scrape_duration_seconds",
  "scrape_samples_scraped",
  "scrape_samples_post_metric_relabeling",
  "scrape_series_added",
] as const;

/** All series that a tenant's expressions read, by their names. */
export class Sources {
  readonly #byName = new Map<string, readonly Selection[]>();
  readonly #program: Program;
  readonly #pending = new Set<string>();

  constructor(program: Program) {
    this.#program = program;
    const jobs = new Map(program.scrapes.map((job) => [job.name, job]));
    const { scrapeInterval } = program.organisation.prometheus;
    for (const metric of program.metrics) {
      const job = jobs.get(metric.job ?? "");
      const interval = job?.interval ?? scrapeInterval;
      for (const [name, shape] of storedAs(metric, job)) this.#byName.set(name, [{ shape, interval }]);
    }
    for (const name of OF_SCRAPES) {
      this.#byName.set(
        name,
        program.scrapes.map((job) => ({ shape: ofTargets(job), interval: job.interval })),
      );
    }
    const { sidecar, detectors } = program;
    for (const suffix of detectors.length === 0 ? [] : ["anomaly", "anomaly_score"]) {
      const ofEach = detectors.map(({ name, watch }) => withLabel(shapeOf(watch, this), "detector", name));
      this.#byName.set(`${sidecar.prefix}_${suffix}`, [
        { shape: ofEach.reduce(together, NONE), interval: scrapeInterval },
      ]);
    }
  }

  /** The series that a selector selects. */
  select(selector: Selector): readonly Selection[] {
    const name = selector.metric ?? "";
    return (this.#byName.get(name) ?? this.#recorded(name)).map(({ shape, interval }) => ({
      shape: selector.matchers.reduce(matched, shape),
      interval,
    }));
  }

  // Recordings may read each other; one that reads itself is a finding elsewhere.
  #recorded(name: string): readonly Selection[] {
    if (this.#pending.has(name)) return [];
    this.#pending.add(name);
    const interval = this.#program.organisation.prometheus.evaluationInterval;
    const found = this.#program.recordings.flatMap(({ record, expr, labels }) => {
      if (record !== name) return [];
      const own = Object.entries(labels).reduce(
        (shape, [label, value]) => withLabel(shape, label, value),
        shapeOf(expr, this),
      );
      return [{ shape: own, interval }];
    });
    this.#pending.delete(name);
    // Nothing is known of what others write, such as ALERTS: one series.
    const sources = found.length === 0 ? [{ shape: ONE, interval }] : found;
    this.#byName.set(name, sources);
    return sources;
  }
}

/** The series that Prometheus stores for a metric, by their names. */
export function storedAs(
  { name, type, labels, buckets }: Metric,
  job: ScrapeJob | undefined,
): ReadonlyMap<string, Shape> {
  const own = labels.filter((label) => label.name !== "instance" && label.name !== "job");
  const spreads = own.map((label): [string, Spread] => [
    label.name,
    label.values === undefined ? { count: label.cardinality } : spreadOf(label.values),
  ]);
  const ofAll = scraped(new Map(spreads), job);
  if (type !== "histogram") return new Map([[name, ofAll]]);
  const bounds = buckets.length + 1;
  return new Map([
    [
      `${name}_bucket`,
      { series: ofAll.series * bounds, labels: new Map([...ofAll.labels, ["le", { count: bounds }]]) },
    ],
    [`${name}_count`, ofAll],
    [`${name}_sum`, ofAll],
  ]);
}

// An author's labels count the values of the whole tenant: targets don't multiply them. A metric that has fewer
// combinations than there are targets has a series of each target.
function scraped(own: Shape["labels"], job: ScrapeJob | undefined): Shape {
  if (job === undefined) return { series: combined(own), labels: own };
  const { labels, series } = ofTargets(job);
  return { series: Math.max(combined(own), series), labels: new Map([...own, ...labels]) };
}

function ofTargets({ name, targets }: ScrapeJob): Shape {
  return {
    series: targets.length,
    labels: new Map([
      ["job", spreadOf([name])],
      ["instance", spreadOf(targets)],
    ]),
  };
}

function withLabel({ series, labels }: Shape, label: string, value: string): Shape {
  return { series, labels: new Map([...labels, [label, spreadOf([value])]]) };
}
