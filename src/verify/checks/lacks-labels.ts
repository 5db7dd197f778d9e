import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { absentLabels } from "../../promql/types/absent-labels.ts";
import { labelCatalogue } from "../../promql/types/catalogue.ts";
import { onceFor } from "../../values/once-for.ts";

/**
 * Whether a part of an expression asks for labels that its series don't have: that is a finding of its own, from which
 * others would follow.
 */
export function lacksLabels(part: Expr, { authored }: AuthoredExpression, program: Program): boolean {
  const lacks = lackingIn(program);
  return lacks.whole(authored.expr) && lacks.part(part);
}

// Hardly any does, so the whole is asked first, and once.
const lackingIn = onceFor(({ series, tenant }: Program) => {
  const catalogue = labelCatalogue(series);
  const part = (expr: Expr): boolean => absentLabels(expr, catalogue, tenant.label).size > 0;
  return { part, whole: onceFor(part) };
});
