import type { Alert, Metric, Program } from "../../../program/program.ts";
import type { Aggregation, Expr } from "../../../promql/syntax/ast.ts";
import { typeOf } from "../../../promql/syntax/check.ts";
import { withoutParens } from "../../../promql/syntax/print.ts";
import { watchedBy } from "../limit.ts";
import { ownLabels } from "../metric.ts";

/** Alerts that compare this gauge itself, aggregated or over time, with a bound in its own unit. */
export function alertsOn(program: Pick<Program, "alerts">, metric: Metric): readonly Alert[] {
  if (metric.type !== "gauge") return [];
  return program.alerts.filter((alert) => {
    const subject = watchedBy(alert)?.subject;
    return subject !== undefined && keepsScale(subject, metric);
  });
}

const SAME_SCALE = /^(?:(?:avg|min|max|last|quantile|first)_over_time|predict_linear|clamp_min|clamp_max|clamp)$/;
const ONE_OF = /^(?:avg|min|max|quantile|topk|bottomk)$/;

/** Whether a value is as large as the series of the metric, and made of nothing else. */
function keepsScale(expr: Expr, metric: Metric): boolean {
  const inner = withoutParens(expr);
  if (inner.kind === "selector") return inner.metric === metric.name;
  if (inner.kind === "subquery") return keepsScale(inner.expr, metric);
  if (inner.kind === "aggregation")
    return (ONE_OF.test(inner.operator) || sumsSingles(inner, metric)) && keepsScale(inner.expr, metric);
  if (inner.kind !== "call" || !SAME_SCALE.test(inner.name)) return false;
  return inner.args
    .filter((argument) => typeOf(argument) !== "scalar")
    .every((argument) => keepsScale(argument, metric));
}

/** Whether each sum is of one series, as all labels of the metric tell them apart. */
function sumsSingles({ operator, grouping }: Aggregation, metric: Metric): boolean {
  const labels = ownLabels(metric);
  if (operator !== "sum" || grouping?.kind !== "by" || labels.length === 0) return false;
  return labels.every(({ name }) => grouping.labels.includes(name));
}
