import type { Expr } from "../syntax/ast.ts";
import { constantOf } from "./constant.ts";

/** By what number an expression multiplies what it measures: 100 of `100 * used / size`. */
export function scaleOf(expr: Expr): number {
  if (expr.kind === "paren") return scaleOf(expr.expr);
  if (expr.kind !== "binary") return 1;
  const { operator, left, right } = expr;
  const [a, b] = [left, right].map((side) => constantOf(side) ?? scaleOf(side));
  if (a === undefined || b === undefined) return 1;
  if (operator === "*") return a * b;
  return operator === "/" && b !== 0 ? a / b : 1;
}
