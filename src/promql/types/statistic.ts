import type { Aggregation, Binary, BinaryOperator, Call, Expr, Selector } from "../syntax/ast.ts";
import { isComparison } from "../syntax/precedence.ts";
import { print } from "../syntax/print.ts";
import { selectors } from "../syntax/walk.ts";
import { constantOf } from "./constant.ts";
import { isPartOf } from "./part.ts";

/** What each value sums up many events in, so that values of several groups can't be summed up again. */
export type Statistic = "percentiles" | "means" | "ratios" | "averages";

/** Expressions of recorded series, none of which reads itself. */
type Recorded = ReadonlyMap<string, Expr>;

/** Whether the values of an expression are percentiles, means or ratios of events; of recordings, too. */
export function statisticOf(expr: Expr, recorded: Recorded): Statistic | undefined {
  const inside = (inner: Expr) => statisticOf(inner, recorded);
  switch (expr.kind) {
    case "selector":
      return ofSelector(expr, recorded);
    case "paren":
    case "unary":
      return inside(expr.expr);
    case "call":
      return ofCall(expr, inside);
    case "aggregation":
      return ofAggregation(expr, inside);
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

function ofSelector({ metric = "", range }: Selector, recorded: Recorded): Statistic | undefined {
  const source = range === undefined ? recorded.get(metric) : undefined;
  return source && statisticOf(source, recorded);
}

type Inside = (expr: Expr) => Statistic | undefined;

function ofCall({ name, args: [vector] }: Call, inside: Inside): Statistic | undefined {
  if (name === "histogram_quantile") return "percentiles";
  return KEEPING.has(name) && vector !== undefined ? inside(vector) : undefined;
}

function ofAggregation({ operator, expr }: Aggregation, inside: Inside): Statistic | undefined {
  if (operator === "avg") return "averages";
  return EXTREMES.has(operator) ? inside(expr) : undefined;
}

function ofBinary({ operator, left, right }: Binary, inside: Inside): Statistic | undefined {
  if (passesLeft(operator) || constantOf(right) !== undefined) return inside(left);
  if (constantOf(left) !== undefined) return inside(right);
  if (operator !== "/") return undefined;
  if (isMean(left, right)) return "means";
  return isPartOf(left, right) && print(left) !== print(right) ? "ratios" : undefined;
}

function passesLeft(operator: BinaryOperator): boolean {
  return isComparison(operator) || operator === "and" || operator === "unless";
}

function isMean(left: Expr, right: Expr): boolean {
  const [sum, count] = [left, right].map((side) => selectors(side)[0]?.metric ?? "");
  return sum?.endsWith("_sum") === true && count === sum.replace(/_sum$/, "_count");
}
