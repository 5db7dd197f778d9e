import type { Metric, Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { selectors } from "../../promql/syntax/walk.ts";

const HISTOGRAM_SERIES = /_(bucket|count|sum)$/;

/** The declared metrics that an expression reads, through recorded series too, sorted by name. */
export function metricsBehind(program: Pick<Program, "metrics" | "recordings">, expr: Expr): readonly Metric[] {
  const names = new Set<string>();
  collect(program, expr, names);
  return program.metrics.filter((metric) => names.has(metric.name));
}

function collect(program: Pick<Program, "metrics" | "recordings">, expr: Expr, names: Set<string>): void {
  for (const { metric } of selectors(expr)) {
    if (metric === undefined || names.has(metric)) continue;
    names.add(metric);
    names.add(metric.replace(HISTOGRAM_SERIES, ""));
    for (const { record, expr: recorded } of program.recordings)
      if (record === metric) collect(program, recorded, names);
  }
}

/** Labels by which a metric's series can be shown apart in one panel: as many as stay below this many series. */
export function shownLabels(metric: Metric, most = 24): readonly string[] {
  const shown: string[] = [];
  let series = 1;
  for (const { name, cardinality } of metric.labels) {
    if (series * cardinality > most) continue;
    series *= cardinality;
    shown.push(name);
  }
  return shown;
}
