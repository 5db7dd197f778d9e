import type { Program } from "../program/program.ts";
import type { Expr } from "../promql/syntax/ast.ts";
import { selectors } from "../promql/syntax/walk.ts";

const known = new WeakMap<Program, ReadonlySet<string>>();

/** The metrics that alerts read: directly, through recordings, or by a detector that watches them. */
export function watchedMetrics(program: Program): ReadonlySet<string> {
  const found = known.get(program) ?? watched(program);
  known.set(program, found);
  return found;
}

function watched({ alerts, detectors, recordings, series }: Program): ReadonlySet<string> {
  const metrics = new Set<string>();
  const seen = new Set<string>();
  const read = (expr: Expr): void => {
    for (const { metric = "" } of selectors(expr)) {
      metrics.add(series.get(metric)?.metric ?? metric);
      if (seen.has(metric)) continue;
      seen.add(metric);
      for (const rule of recordings) if (rule.record === metric) read(rule.expr);
    }
  };
  for (const { expr } of alerts) read(expr);
  for (const { watch, name } of detectors) if (alerts.some((alert) => alert.name === name)) read(watch);
  return metrics;
}
