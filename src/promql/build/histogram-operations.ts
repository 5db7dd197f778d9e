import { impossibleQuantile, notABucket, wrongMetricType } from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Expr } from "../syntax/ast.ts";
import { bucketLabel, type Series } from "../types/catalogue.ts";
import { type Author, below, whereUsed } from "./author.ts";
import { quotient, sum } from "./construct.ts";
import type { HistogramNode, MetricNode } from "./node.ts";

/** A percentile, the mean, or the share within a bound of a histogram's observations. */
export function histogram(node: HistogramNode, place: Place, author: Author): Expr | undefined {
  const metric = author.declared(node.of, below(place, "of"));
  const window = author.window(node.window, below(place, "window"));
  if (metric === undefined || node.of.op !== "metric" || window === undefined) return undefined;
  if (metric.type !== "histogram") {
    const data = { metric: metric.name, type: metric.type, needs: "a histogram" };
    author.lowering.report(wrongMetricType, whereUsed(below(place, "of")), data);
    return undefined;
  }
  const rate = (suffix: string, more: MetricNode["where"] = {}): Expr => {
    const narrowed = metricOf(node);
    const leaf: MetricNode = { ...narrowed, where: { ...narrowed.where, ...more } };
    const selector = author.selector(`${metric.name}_${suffix}`, leaf, below(place, "of"), window);
    return { kind: "call", name: "rate", args: [selector] };
  };
  return statistic(node, metric, rate, place, author);
}

function statistic(
  node: HistogramNode,
  metric: Series,
  rate: (suffix: string, where?: MetricNode["where"]) => Expr,
  place: Place,
  author: Author,
): Expr | undefined {
  const by = node.by ?? [];
  if (node.op === "mean") return quotient(sum(rate("sum"), by), sum(rate("count"), by));
  if (node.op === "percentile") {
    const percentile = node.percentile ?? Number.NaN;
    if (percentile >= 1 && percentile < 100) {
      const quantile: Expr = { kind: "number", value: Number((percentile / 100).toPrecision(12)) };
      return { kind: "call", name: "histogram_quantile", args: [quantile, sum(rate("bucket"), [...by, "le"])] };
    }
    const data = { found: percentile, from: 1, to: 100 };
    author.lowering.report(impossibleQuantile, below(place, "percentile"), data);
    return undefined;
  }
  const le = bucket(node.bound ?? "", metric, below(place, "bound"), author);
  return le === undefined ? undefined : quotient(sum(rate("bucket", { le }), by), sum(rate("count"), by));
}

// The `le` of the bucket that ends at a bound.
function bucket(bound: string | number, metric: Series, place: Place, author: Author): string | undefined {
  const value = author.quantity(bound, metric.unit, place);
  if (value === undefined) return undefined;
  if (metric.buckets.includes(value)) return bucketLabel(value, author.lowering.bucketForm);
  const buckets = metric.buckets.map((bucket) => printQuantity(bucket, metric.unit));
  author.lowering.report(notABucket, place, { bound: String(bound), metric: metric.name, buckets });
  return undefined;
}

function metricOf(node: HistogramNode): MetricNode {
  return node.of.op === "metric" ? node.of : { op: "metric", metric: "" };
}
