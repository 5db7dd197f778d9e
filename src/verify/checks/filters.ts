import { filterInArithmetic } from "../../diagnostics/codes/calculation.ts";
import type { Binary, Expr } from "../../promql/syntax/ast.ts";
import { isComparison, isSetOperator } from "../../promql/syntax/precedence.ts";
import { childrenOf } from "../../promql/syntax/walk.ts";
import { constantOf } from "../../promql/types/constant.ts";
import type { Check } from "./check.ts";

/**
 * Sums and products of comparisons take each for 0 or 1, which it is only with `bool`. A filter may be meant where one
 * divides by it, keeps a join to what is true, or shows its values.
 */
export const filters: Check = (program, report) => {
  for (const { authored } of program.expressions) {
    visit(authored.expr, false, (node, filter) => {
      report(filterInArithmetic, authored.placeOf(filter), { comparison: filter.operator, operator: node.operator });
    });
  }
};

type Found = (node: Binary, filter: Binary) => void;

function visit(expr: Expr, isCounted: boolean, found: Found): void {
  if (expr.kind === "binary" && isCounted) {
    const filter = filterIn(expr);
    if (filter !== undefined) found(expr, filter);
  }
  const counts = isCounted ? !isOther(expr) : isCounting(expr);
  for (const child of childrenOf(expr)) visit(child, counts, found);
}

// What is compared or summed up is a number to its author.
function isCounting(expr: Expr): boolean {
  if (expr.kind === "aggregation") return expr.operator === "sum" || expr.operator === "avg";
  return expr.kind === "binary" && isComparison(expr.operator) && constantOf(expr.right) !== undefined;
}

function isOther(expr: Expr): boolean {
  return expr.kind === "binary" && isSetOperator(expr.operator);
}

const ADDING = new Set(["+", "-"]);

function filterIn({ operator, left, right }: Binary): Binary | undefined {
  const [a, b] = [filterOf(left), filterOf(right)];
  if (a !== undefined && b !== undefined) return ADDING.has(operator) ? a : undefined;
  const isScaled = (side: Expr) => constantOf(side) !== undefined && (ADDING.has(operator) || operator === "*");
  if (a !== undefined) return isScaled(right) ? a : undefined;
  return b !== undefined && isScaled(left) ? b : undefined;
}

function filterOf(expr: Expr): Binary | undefined {
  if (expr.kind === "paren") return filterOf(expr.expr);
  return expr.kind === "binary" && isComparison(expr.operator) && expr.bool !== true ? expr : undefined;
}
