import { conditionAsValue } from "../../diagnostics/codes/expression.ts";
import type { Binary, Expr } from "../../promql/syntax/ast.ts";
import { isComparison } from "../../promql/syntax/precedence.ts";
import type { Check } from "./check.ts";

/**
 * What a detector watches has values all the time: a comparison leaves only those beyond its bound. In a recording or a
 * panel written as PromQL a filter may be meant; the builder's comparisons are conditions.
 */
export const values: Check = (program, report) => {
  for (const { authored, role, origin } of program.expressions) {
    if (role !== "value") continue;
    const comparison = filter(authored.expr);
    if (comparison === undefined) continue;
    const { path, span } = authored.placeOf(comparison);
    if (span !== undefined && origin.path[0] !== "detectors") continue;
    const place = span === undefined ? ({ path, part: "use" } as const) : { path, span };
    report(conditionAsValue, place, { operator: comparison.operator });
  }
};

function filter(expr: Expr): Binary | undefined {
  if (expr.kind === "paren") return filter(expr.expr);
  return expr.kind === "binary" && isComparison(expr.operator) && expr.bool !== true ? expr : undefined;
}
