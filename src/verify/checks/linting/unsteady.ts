import { selectedFew, unsettledQuotient } from "../../../diagnostics/codes/linting.ts";
import type { Program } from "../../../program/program.ts";
import type { Aggregation, Expr } from "../../../promql/syntax/ast.ts";
import { isSetOperator } from "../../../promql/syntax/precedence.ts";
import { childrenOf, selectors, walk } from "../../../promql/syntax/walk.ts";
import type { Check, Report } from "../check.ts";
import { type Conditioned, conditioned } from "../intent/conditions.ts";

/** Alerts whose labels or values change though nothing has happened. */
export const unsteady: Check = (program, report) => {
  const jobs = new Map(program.metrics.map(({ name, job }) => [name, job]));
  for (const one of conditioned(program)) {
    const { authored } = one.expression;
    for (const few of selecting(authored.expr)) {
      report(selectedFew, authored.placeOf(few), { operator: few.operator });
    }
    if (one.alert.for === 0) checkQuotient(one, program, jobs, report);
  }
};

const SELECTING = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

/** What selects series whose labels are those of the result. */
function selecting(expr: Expr): readonly Aggregation[] {
  if (expr.kind === "aggregation") {
    return SELECTING.has(expr.operator) ? [expr] : [];
  }
  if (expr.kind === "call" && /_over_time$|^absent/.test(expr.name)) return [];
  const sides =
    expr.kind === "binary" && isSetOperator(expr.operator) && expr.operator !== "or" ? [expr.left] : undefined;
  return (sides ?? childrenOf(expr)).flatMap(selecting);
}

function checkQuotient(
  { expression: { authored } }: Conditioned,
  { series }: Program,
  jobs: ReadonlyMap<string, string | undefined>,
  report: Report,
): void {
  const jobOf = (side: Expr): string | undefined => {
    const [metric = ""] = selectors(side).flatMap(({ metric: name = "" }) => series.get(name)?.metric ?? []);
    return isAggregated(side) ? jobs.get(metric) : undefined;
  };
  walk(authored.expr, (node) => {
    if (node.kind !== "binary" || node.operator !== "/") return;
    const [left, right] = [jobOf(node.left), jobOf(node.right)];
    if (left === undefined || right === undefined || left === right) return;
    report(unsettledQuotient, authored.placeOf(node), { left, right });
  });
}

function isAggregated(expr: Expr): boolean {
  return expr.kind === "paren" ? isAggregated(expr.expr) : expr.kind === "aggregation";
}
