import { prepare } from "../evaluate/evaluate.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { Expr } from "../syntax/ast.ts";
import { isSetOperator } from "../syntax/precedence.ts";
import type { Trace } from "./problem.ts";
import type { Stage } from "./stage.ts";
import type { Life } from "./timeline.ts";

/** The value of the condition's first comparison over a life, and what it is compared with. */
export function traceOf({ grid, problem, options }: Stage, { log, storage }: Life): Trace {
  const compared = firstOf(problem.alert.expr);
  const isComparison = compared.kind === "binary";
  const query = prepare(isComparison ? compared.left : compared, storage, options);
  const times = log.map((_, index) => index * grid.evaluationMs);
  const right = isComparison ? compared.right : undefined;
  return {
    times,
    values: times.map((timeMs) => firstValue(query.at(timeMs))),
    bound: right?.kind === "number" ? right.value : undefined,
    operator: isComparison ? compared.operator : undefined,
  };
}

function firstOf(expr: Expr): Expr {
  if (expr.kind === "paren") return firstOf(expr.expr);
  return expr.kind === "binary" && isSetOperator(expr.operator) ? firstOf(expr.left) : expr;
}

/** A result's first value; NaN where there is none. */
export function firstValue(outcome: Outcome): number {
  if (outcome.kind === "scalar") return outcome.value;
  return (outcome.kind === "vector" ? outcome.values[0] : undefined) ?? Number.NaN;
}
