import type { Binary, Expr } from "../syntax/ast.ts";
import { withoutParens } from "../syntax/print.ts";
import type { Range } from "./catalogue.ts";

/** Prometheus looks back for less than five minutes, unless it is told otherwise: seconds, to the millisecond. */
const OLDEST = 299.999;

const WHOLE = new Set(["max", "min", "avg", "topk", "bottomk"]);

/** What `time() - timestamp(…)` lies within: a sample that is older than Prometheus looks back isn't found, and has no age. */
export function ageOf({ operator, left, right }: Binary): Range | undefined {
  const now = withoutParens(left);
  if (operator !== "-" || now.kind !== "call" || now.name !== "time") return undefined;
  const offset = offsetOf(right);
  return offset === undefined ? undefined : { from: offset, to: offset + OLDEST };
}

/** How far back the samples lie whose times an expression tells, in seconds; undefined where it tells something else. */
function offsetOf(expr: Expr): number | undefined {
  const inner = withoutParens(expr);
  if (inner.kind === "aggregation" && WHOLE.has(inner.operator)) return offsetOf(inner.expr);
  return inner.kind === "call" && inner.name === "timestamp" ? seconds(inner.args[0]) : undefined;
}

function seconds(argument: Expr | undefined): number | undefined {
  const selector = argument && withoutParens(argument);
  if (selector?.kind !== "selector" || selector.at !== undefined) return undefined;
  return (selector.offset ?? 0) / 1000;
}
