import type { Aggregation, ComparisonOperator, Expr } from "../syntax/ast.ts";

/** A number. */
export function number(value: number): Expr {
  return { kind: "number", value };
}

/** A call of a function. */
export function call(name: string, ...args: readonly Expr[]): Expr {
  return { kind: "call", name, args };
}

/** A comparison that keeps the left values for which it holds. */
export function compare(operator: ComparisonOperator, left: Expr, right: Expr): Expr {
  return { kind: "binary", operator, left, right };
}

/** `left / right`. */
export function quotient(left: Expr, right: Expr): Expr {
  return { kind: "binary", operator: "/", left, right };
}

/** `left - right`. */
export function subtract(left: Expr, right: Expr): Expr {
  return { kind: "binary", operator: "-", left, right };
}

/** An aggregation by labels; without any, over everything. */
export function aggregate(operator: Aggregation["operator"], expr: Expr, by: readonly string[]): Expr {
  const grouping = by.length === 0 ? {} : { grouping: { kind: "by", labels: by } as const };
  return { kind: "aggregation", operator, ...grouping, expr };
}

/** `sum by (…) (expr)`. */
export function sum(expr: Expr, by: readonly string[]): Expr {
  return aggregate("sum", expr, by);
}
