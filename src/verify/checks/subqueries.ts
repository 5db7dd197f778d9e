import { subqueryStep, subqueryTooFine } from "../../diagnostics/codes/calculation.ts";
import { beyondRetention } from "../../diagnostics/codes/expression.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Expr, Selector, Subquery } from "../../promql/syntax/ast.ts";
import { childrenOf, partsOf, selectors, walk } from "../../promql/syntax/walk.ts";
import { printDuration } from "../../values/duration.ts";
import type { Report } from "./check.ts";

/** How often the target that exposes a selector's series is scraped. */
export type IntervalOf = (selector: Selector) => number;

/** Functions that compare samples with each other. */
const COMPARING = new Set([
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "predict_linear",
  "changes",
  "resets",
]);

/** A subquery's steps are enough for what is done with them, no more than there are samples, and within what is kept. */
export function checkSubqueries(
  { authored }: AuthoredExpression,
  intervalOf: IntervalOf,
  { organisation }: Program,
  report: Report,
): void {
  if (partsOf(authored.expr).subqueries.length === 0) return;
  const { evaluationInterval, retention } = organisation.prometheus;
  walk(authored.expr, (node) => {
    if (node.kind === "subquery") {
      const reach = reachOf(node);
      const isInside = selectors(node).some((one) => (one.range ?? 0) + (one.offset ?? 0) > retention);
      if (reach > retention && !isInside) {
        const data = { reach: printDuration(reach), retention: printDuration(retention) };
        report(beyondRetention, authored.placeOf(node), data);
        return false;
      }
      checkFineness(node, intervalOf, authored, report);
    }
    if (node.kind === "call") checkSteps(node.name, node.args, evaluationInterval, authored, report);
    return true;
  });
}

/** How far back an expression looks. */
function reachOf(expr: Expr): number {
  const inside = Math.max(0, ...childrenOf(expr).map(reachOf));
  if (expr.kind !== "selector" && expr.kind !== "subquery") return inside;
  return inside + (expr.range ?? 0) + (expr.offset ?? 0);
}

function checkSteps(
  call: string,
  args: readonly Expr[],
  evaluationInterval: number,
  authored: AuthoredExpression["authored"],
  report: Report,
): void {
  for (const argument of args) {
    if (argument.kind !== "subquery") continue;
    const { range, step = evaluationInterval } = argument;
    const needs = COMPARING.has(call) ? "two" : "one";
    if (range >= (needs === "two" ? 2 * step : step)) continue;
    const data = { range: printDuration(range), step: printDuration(step), call, needs };
    report(subqueryStep, authored.placeOf(argument), data);
  }
}

// What is computed from a window changes at any time; a metric only when it is scraped.
function checkFineness(
  subquery: Subquery,
  intervalOf: IntervalOf,
  authored: AuthoredExpression["authored"],
  report: Report,
): void {
  const { expr, step } = subquery;
  if (step === undefined) return;
  const interval = Math.min(...selectors(expr).map(intervalOf));
  if (!Number.isFinite(interval) || 2 * step > interval) return;
  const times = Math.round(interval / step);
  report(subqueryTooFine, authored.placeOf(subquery), {
    step: printDuration(step),
    interval: printDuration(interval),
    times,
  });
}
