import type { Binary, Expr } from "../syntax/ast.ts";
import { isComparison } from "../syntax/precedence.ts";
import { print } from "../syntax/print.ts";
import { constantOf } from "./constant.ts";
import { isPartOf } from "./part.ts";

/** What each value sums up many events in, so that values of several groups can't be summed up again. */
export type Statistic = "percentiles" | "means" | "ratios" | "averages";

/** Finds the expression of a recorded series; undefined where the series isn't recorded by the tenant. */
export type Recorded = (series: string) => Expr | undefined;

const MOST_RECORDINGS = 20;

/** Whether the values of an expression are percentiles, means or ratios of events; of recordings, too. */
export function statisticOf(expr: Expr, recorded: Recorded, depth = 0): Statistic | undefined {
  const inside = (inner: Expr) => statisticOf(inner, recorded, depth);
  switch (expr.kind) {
    case "selector": {
      const source = depth < MOST_RECORDINGS && expr.range === undefined ? recorded(expr.metric ?? "") : undefined;
      return source && statisticOf(source, recorded, depth + 1);
    }
    case "paren":
    case "unary":
      return inside(expr.expr);
    case "call":
      if (expr.name === "histogram_quantile") return "percentiles";
      return KEEPING.has(expr.name) && expr.args[0] !== undefined ? inside(expr.args[0]) : undefined;
    case "aggregation":
      if (expr.operator === "avg") return "averages";
      return EXTREMES.has(expr.operator) ? inside(expr.expr) : undefined;
    case "binary":
      return ofBinary(expr, inside);
    default:
      return undefined;
  }
}

const KEEPING = new Set([
  "label_replace",
  "label_join",
  "sort",
  "sort_desc",
  "clamp",
  "clamp_min",
  "clamp_max",
  "round",
]);
const EXTREMES = new Set(["max", "min", "topk", "bottomk"]);

function ofBinary(
  { operator, left, right }: Binary,
  inside: (expr: Expr) => Statistic | undefined,
): Statistic | undefined {
  if (isComparison(operator) || operator === "and" || operator === "unless" || constantOf(right) !== undefined) {
    return inside(left);
  }
  if (constantOf(left) !== undefined) return inside(right);
  if (operator !== "/") return undefined;
  if (isMean(left, right)) return "means";
  return isPartOf(left, right) && print(left) !== print(right) ? "ratios" : undefined;
}

function isMean(left: Expr, right: Expr): boolean {
  const [sum, count] = [left, right].map((side) => /([a-zA-Z_:][\w:]*)_(sum|count)\b/.exec(print(side)));
  return sum?.[2] === "sum" && count?.[2] === "count" && sum[1] === count[1];
}
