import type { Binary, ComparisonOperator, Expr } from "../syntax/ast.ts";
import { isComparison, MIRRORED } from "../syntax/precedence.ts";
import { constantOf } from "./constant.ts";

/** A comparison with a number, which stands on the right whatever side it was written on. */
export interface Comparison {
  readonly left: Expr;
  readonly operator: ComparisonOperator;
  /** The number as it was written, and its value. */
  readonly right: Expr;
  readonly bound: number;
}

/** A binary expression as a comparison with a number; undefined where it is none. */
export function comparisonOf({ left, operator, right }: Binary): Comparison | undefined {
  if (!isComparison(operator)) return undefined;
  const bound = constantOf(right);
  if (bound !== undefined) return { left, operator, right, bound };
  const mirrored = constantOf(left);
  return mirrored === undefined
    ? undefined
    : { left: right, operator: MIRRORED[operator], right: left, bound: mirrored };
}

/** The comparison that an alert's value comes from: the leftmost of what has to be true. */
export function mainComparison(expr: Expr): Comparison | undefined {
  if (expr.kind === "paren") return mainComparison(expr.expr);
  if (expr.kind !== "binary") return undefined;
  if (isComparison(expr.operator)) return expr.bool === true ? undefined : comparisonOf(expr);
  return expr.operator === "and" || expr.operator === "unless" ? mainComparison(expr.left) : undefined;
}

/** The parts of a condition that have to be true together. */
export function conjuncts(expr: Expr): readonly Expr[] {
  if (expr.kind === "paren") return conjuncts(expr.expr);
  if (expr.kind !== "binary" || expr.operator !== "and") return [expr];
  return [...conjuncts(expr.left), ...conjuncts(expr.right)];
}
