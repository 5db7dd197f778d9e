import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { isComparison } from "../../promql/syntax/precedence.ts";
import { labelCatalogue } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { check } from "../../verify/checks/index.ts";

/**
 * What the checks find in an expression that somebody typed, as if the tenant declared it. That nobody declares a metric is
 * told with what it reads; a metric by itself is shown, not used.
 */
export function findingsIn(text: string, expr: Expr, program: Program): readonly Finding[] {
  const { series } = program;
  const authored: AuthoredExpression = {
    authored: { expr, text, placeOf: ({ span }) => ({ path: [], ...(span && { span }) }) },
    role: isCondition(expr) ? "condition" : expr.kind === "selector" ? "events" : "value",
    meaning: infer(expr, series),
    labels: [...labelsOf(expr, labelCatalogue(series)).labels],
    origin: { path: [], name: "" },
  };
  const found = check({ ...program, expressions: [authored] });
  return found.filter(({ kind }) => kind.code !== undeclaredMetric.code);
}

function isCondition(expr: Expr): boolean {
  if (expr.kind === "paren") return isCondition(expr.expr);
  return expr.kind === "binary" && isComparison(expr.operator) && expr.bool !== true;
}
