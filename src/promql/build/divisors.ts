import type { Expr } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { isComparison } from "../syntax/precedence.ts";
import { map } from "../syntax/walk.ts";
import type { SeriesCatalogue } from "../types/catalogue.ts";
import { infer } from "../types/infer.ts";
import { compare, number } from "./construct.ts";

/**
 * A tree whose vectors are divided by nothing that is zero: where a divisor is, the quotient has no value, instead of NaN
 * or an infinity that would spoil every sum and average of it.
 */
export function withoutZeroDivisors(expr: Expr, catalogue: SeriesCatalogue): Expr {
  return map(expr, (inner) =>
    inner.kind === "binary" && inner.operator === "/" ? { ...inner, right: notZero(inner.right, catalogue) } : inner,
  );
}

function notZero(divisor: Expr, catalogue: SeriesCatalogue): Expr {
  const inner = divisor.kind === "paren" ? divisor.expr : divisor;
  const isFiltered = inner.kind === "binary" && isComparison(inner.operator);
  if (isFiltered || typeOf(divisor) !== "vector") return divisor;
  return compare(infer(divisor, catalogue).range.from >= 0 ? ">" : "!=", divisor, number(0));
}
