import { wrongMetricType } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Expr, Selector } from "../syntax/ast.ts";
import { type Author, below, whereUsed } from "./author.ts";
import type { ExpressionNode, MetricNode, OverTimeNode } from "./node.ts";

const FUNCTIONS = {
  rate: "rate",
  increase: "increase",
  average: "avg_over_time",
  maximum: "max_over_time",
  minimum: "min_over_time",
  total: "sum_over_time",
  change: "delta",
  slope: "deriv",
  predicted: "predict_linear",
} as const;

/** A metric as it is scraped; a histogram is none, as it has no series of its own name. */
export function metric(node: MetricNode, place: Place, author: Author): Selector | undefined {
  const metric = author.declared(node, place);
  if (metric === undefined) return undefined;
  if (metric.type === "histogram") {
    const data = {
      metric: node.metric,
      type: "histogram",
      needs: "its percentile, mean, rate or share within a bound",
    };
    author.lowering.report(wrongMetricType, whereUsed(place), data);
    return undefined;
  }
  return author.selector(node.metric, node, place);
}

/** A function over a window of a metric's samples. */
export function overTime(node: OverTimeNode, place: Place, author: Author): Expr | undefined {
  const metric = author.declared(node.of, below(place, "of"));
  const window = author.window(node.window, below(place, "window"));
  const ahead = node.ahead === undefined ? 0 : author.window(node.ahead, below(place, "ahead"));
  if (metric === undefined || node.of.op !== "metric" || window === undefined || ahead === undefined) return undefined;
  const series = metric.type === "histogram" ? `${metric.name}_count` : metric.name;
  const selector = author.selector(series, node.of, below(place, "of"), window);
  const args: Expr[] = node.op === "predicted" ? [selector, { kind: "number", value: ahead / 1000 }] : [selector];
  return { kind: "call", name: FUNCTIONS[node.op], args };
}

/** True while a metric has no series. */
export function absent(node: { readonly of: ExpressionNode }, place: Place, author: Author): Expr | undefined {
  const at = below(place, "of");
  const metric = author.declared(node.of, at);
  if (metric === undefined || node.of.op !== "metric") return undefined;
  const series = metric.type === "histogram" ? `${metric.name}_count` : metric.name;
  return { kind: "call", name: "absent", args: [author.selector(series, node.of, at)] };
}
