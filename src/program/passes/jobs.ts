import type { Expr } from "../../promql/syntax/ast.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { SeriesCatalogue } from "../../promql/types/catalogue.ts";
import type { Metric } from "../program.ts";

/** The job that exposes each series, by its name; a recording has the job of what it reads first. */
export type Jobs = Map<string, string>;

/** The jobs of declared metrics. */
export function jobsOf(metrics: readonly Metric[], series: SeriesCatalogue): Jobs {
  const byMetric = new Map(metrics.map(({ name, job }) => [name, job]));
  return new Map(
    [...series.values()].flatMap(({ name, metric }): [string, string][] => {
      const job = byMetric.get(metric);
      return job === undefined ? [] : [[name, job]];
    }),
  );
}

/**
 * The rule group of an expression: the job that exposes what it reads first. Rules that read the same stand together,
 * and whoever tests one has few others to load.
 */
export function groupOf(expr: Expr, jobs: Jobs): string {
  const read = selectors(expr).flatMap(({ metric = "", matchers }) => {
    const pinned = matchers.find(({ label, operator }) => label === "job" && operator === "=")?.value;
    return pinned ?? jobs.get(metric) ?? [];
  });
  return read.find((job) => /^[a-z][a-z0-9-]*$/.test(job)) ?? "alerts";
}
