import type { Alert, Program } from "../../../program/program.ts";
import type { Binary, Expr } from "../../../promql/syntax/ast.ts";
import { isComparison, isSetOperator } from "../../../promql/syntax/precedence.ts";
import { pretty } from "../../../promql/syntax/pretty.ts";
import { constantOf } from "../../../promql/types/constant.ts";

/** A query to paste, with a line that says what it shows. */
export interface Query {
  readonly shows: string;
  readonly expr: Expr;
}

/** What an alert's condition compares, without the bounds; and where that is a quotient, its two parts. */
export function queriesOf({ tenant, detectors, slos }: Program, alert: Alert): readonly Query[] {
  const { name, meaning } = alert;
  const compared = comparisons(alert.expr).flatMap((comparison, index) => measured(name, comparison, index));
  const detector = meaning.kind === "detector" ? detectors.find((one) => one.name === meaning.detector) : undefined;
  const slo = meaning.kind === "slo" ? slos.find((one) => one.name === meaning.slo) : undefined;
  const selector = (metric: string, labels: Readonly<Record<string, string>>): Expr => ({
    kind: "selector",
    metric,
    matchers: Object.entries(labels).map(([label, value]) => ({ label, operator: "=", value })),
  });
  const own = { [tenant.label]: tenant.name };
  return [
    ...compared,
    ...(detector === undefined ? [] : [{ shows: `what ${detector.name} watches for ${name}`, expr: detector.watch }]),
    ...(slo === undefined
      ? []
      : [{ shows: `what is left of the budget that ${name} guards`, expr: selector(slo.budgetSeries, own) }]),
    { shows: `when ${name} was pending and when it fired`, expr: selector("ALERTS", { alertname: name, ...own }) },
  ];
}

/** Queries as one block of PromQL with comments. */
export function queryText(queries: readonly Query[]): string {
  return queries.map(({ shows, expr }) => `# ${shows}\n${pretty(expr)}`).join("\n\n");
}

function comparisons(expr: Expr): readonly Binary[] {
  if (expr.kind === "paren") return comparisons(expr.expr);
  if (expr.kind !== "binary") return [];
  if (isSetOperator(expr.operator)) return [...comparisons(expr.left), ...comparisons(expr.right)];
  return isComparison(expr.operator) ? [expr] : [];
}

function measured(name: string, { left, right }: Binary, index: number): readonly Query[] {
  const sides = [left, right].filter((side) => constantOf(side) === undefined);
  return sides.flatMap((side) => {
    const expr = side.kind === "paren" ? side.expr : side;
    return [{ shows: `what ${name} compares${index === 0 ? "" : " as well"}`, expr }, ...quotientParts(name, expr)];
  });
}

function quotientParts(name: string, expr: Expr): readonly Query[] {
  if (expr.kind !== "binary" || expr.operator !== "/") return [];
  const parts = [
    { shows: `the dividend of that in ${name}`, expr: expr.left },
    { shows: `the divisor of that in ${name}`, expr: expr.right },
  ];
  return parts.filter((part) => constantOf(part.expr) === undefined);
}
