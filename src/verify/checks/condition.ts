import { notACondition } from "../../diagnostics/codes/expression.ts";
import type { Binary, Expr } from "../../promql/syntax/ast.ts";
import { isComparison } from "../../promql/syntax/precedence.ts";
import { print } from "../../promql/syntax/print.ts";
import type { Check } from "./check.ts";

/** An alert fires for every series that its expression returns, so a condition without a comparison always fires. */
export const condition: Check = (program, report) => {
  for (const { authored, role } of program.expressions) {
    if (role !== "condition") continue;
    const bare = unconditional(authored.expr);
    if (bare === undefined) continue;
    const { path, span } = authored.placeOf(bare);
    report(notACondition, span === undefined ? { path, part: "use" } : { path, span }, { expression: print(bare) });
  }
};

/** The part of a condition that returns series all the time; undefined where the condition comes and goes. */
export function unconditional(expr: Expr): Expr | undefined {
  switch (expr.kind) {
    case "paren":
      return unconditional(expr.expr);
    case "call":
      return expr.name === "absent" || expr.name === "absent_over_time" ? undefined : inner(expr, expr.args);
    case "aggregation":
      return inner(expr, [expr.expr]);
    case "binary":
      return ofBinary(expr);
    default:
      return expr;
  }
}

// A function or aggregation of what comes and goes does so, too.
function inner(expr: Expr, operands: readonly Expr[]): Expr | undefined {
  return operands.some((operand) => unconditional(operand) === undefined) ? undefined : expr;
}

function ofBinary(expr: Binary): Expr | undefined {
  if (isComparison(expr.operator)) return expr.bool === true ? expr : undefined;
  const bare = [expr.left, expr.right].map(unconditional).filter((side) => side !== undefined);
  if (expr.operator === "or") return bare[0];
  if (expr.operator === "unless") return undefined;
  // One side that comes and goes is enough, for a set operator as for arithmetic.
  return bare.length === 2 ? expr : undefined;
}
