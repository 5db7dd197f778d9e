import { rateOfComputed } from "../../diagnostics/codes/calculation.ts";
import { rateOfGauge, rawCounter } from "../../diagnostics/codes/expression.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Call, Expr, Selector } from "../../promql/syntax/ast.ts";
import { childrenOf, selectors } from "../../promql/syntax/walk.ts";
import type { Check, Report } from "./check.ts";

/** Functions of counters, and what does the same for a gauge. */
const OF_COUNTERS: Readonly<Record<string, string>> = {
  rate: "deriv",
  irate: "deriv",
  increase: "delta",
  resets: "changes",
};

/** Functions that don't look at a counter's value. */
const BLIND = new Set(["absent", "absent_over_time", "timestamp", "changes", "count_over_time", "present_over_time"]);

/** A counter is looked at through its rate, a gauge never is. */
export const metricUse: Check = (program, report) => {
  for (const expression of program.expressions) {
    if (expression.role === "events") continue;
    check(expression.authored.expr, false, expression, program, report);
  }
};

function check(expr: Expr, read: boolean, expression: AuthoredExpression, program: Program, report: Report): void {
  if (expr.kind === "selector" && !read) checkSelector(expr, expression, program, report);
  if (expr.kind === "call" && checkCall(expr, expression, program, report)) return;
  const reads = readsCounters(expr, read);
  for (const child of childrenOf(expr)) check(child, reads, expression, program, report);
}

function checkSelector(selector: Selector, { authored }: AuthoredExpression, program: Program, report: Report): void {
  const { metric = "" } = selector;
  const type = program.series.get(metric)?.type;
  if (type !== "counter" && type !== "bucket") return;
  const place = authored.placeOf(selector);
  report(rawCounter, place, { metric, form: place.span === undefined ? "builder" : "promql" });
}

function readsCounters(expr: Expr, read: boolean): boolean {
  if (expr.kind === "call") return expr.name in OF_COUNTERS || BLIND.has(expr.name);
  if (expr.kind === "aggregation") return expr.operator === "count" || expr.operator === "group";
  return expr.kind === "paren" || expr.kind === "subquery" ? read : false;
}

/** Whether the call was a mistake from which others inside it would follow. */
function checkCall(call: Call, expression: AuthoredExpression, program: Program, report: Report): boolean {
  const instead = OF_COUNTERS[call.name];
  const [argument] = call.args;
  if (instead === undefined || argument === undefined) return false;
  if (argument.kind === "subquery") return checkComputed(call, argument.expr, expression, program, report);
  const series = argument.kind === "selector" ? program.series.get(argument.metric ?? "") : undefined;
  if (series?.type !== "gauge") return false;
  report(rateOfGauge, expression.authored.placeOf(call), { call: call.name, metric: series.name, instead });
  return false;
}

function checkComputed(
  call: Call,
  inner: Expr,
  expression: AuthoredExpression,
  program: Program,
  report: Report,
): boolean {
  if (inner.kind === "paren") return checkComputed(call, inner.expr, expression, program, report);
  const types = selectors(inner).map(({ metric = "" }) => program.series.get(metric)?.type);
  if (inner.kind === "selector" || types.includes(undefined)) return false;
  const isSum = inner.kind === "aggregation" && inner.expr.kind === "selector" && types[0] !== "gauge";
  report(rateOfComputed, expression.authored.placeOf(call), { call: call.name, of: isSum ? "sum" : "value" });
  return isSum;
}
