import { nanInAggregate } from "../../../diagnostics/codes/linting.ts";
import type { Binary, Expr } from "../../../promql/syntax/ast.ts";
import { typeOf } from "../../../promql/syntax/check.ts";
import { isComparison } from "../../../promql/syntax/precedence.ts";
import { partsOf } from "../../../promql/syntax/walk.ts";
import type { SeriesCatalogue } from "../../../promql/types/catalogue.ts";
import { infer } from "../../../promql/types/infer.ts";
import { statisticOf } from "../../../promql/types/statistic.ts";
import type { Check } from "../check.ts";
import { recordedBy } from "../recorded.ts";

const SPOILT = new Set(["sum", "avg", "stddev", "stdvar"]);

/** One division by zero makes NaN of a whole sum. */
export const aggregatedQuotients: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const { authored } of program.expressions) {
    for (const node of partsOf(authored.expr).aggregations) {
      if (!SPOILT.has(node.operator)) continue;
      const division = divisionIn(node.expr);
      // That it is no sum of anything has been said.
      if (division === undefined || statisticOf(node.expr, recorded) !== undefined) continue;
      if (!mayBeZero(division.right, program.series)) continue;
      const data = { operator: node.operator, division: division.operator };
      report(nanInAggregate, authored.placeOf(division), data);
    }
  }
};

// What is compared has lost its NaN.
function divisionIn(expr: Expr): Binary | undefined {
  if (expr.kind === "paren" || expr.kind === "unary") return divisionIn(expr.expr);
  if (expr.kind !== "binary" || isComparison(expr.operator)) return undefined;
  if (expr.operator === "/" || expr.operator === "%") return expr;
  return divisionIn(expr.left) ?? divisionIn(expr.right);
}

function mayBeZero(divisor: Expr, series: SeriesCatalogue): boolean {
  if (divisor.kind === "paren") return mayBeZero(divisor.expr, series);
  if (divisor.kind === "binary" && isComparison(divisor.operator)) return false;
  const { from, to } = infer(divisor, series).range;
  return typeOf(divisor) === "vector" && from <= 0 && to >= 0;
}
