import { disjointValues, manyToMany, sameSeries } from "../../diagnostics/codes/calculation.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Binary, Call, Expr } from "../../promql/syntax/ast.ts";
import { typeOf } from "../../promql/syntax/check.ts";
import { isComparison, isSetOperator } from "../../promql/syntax/precedence.ts";
import { print } from "../../promql/syntax/print.ts";
import { canonical, map, partsOf, walk } from "../../promql/syntax/walk.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import { valuesOf } from "../../promql/types/label-values.ts";
import { cardinalities } from "./cardinality.ts";
import type { Check, Report } from "./check.ts";
import { lacksLabels } from "./lacks-labels.ts";

/** An operator pairs series of its two sides: one with one other, neither with itself nor with several. */
export const pairs: Check = (program, report) => {
  const most = cardinalities(program);
  for (const expression of program.expressions) {
    for (const node of partsOf(expression.authored.expr).binaries.filter(isPairing)) {
      if (lacksLabels(node, expression, program) || checkValues(node, expression, program, report)) continue;
      if (isSetOperator(node.operator)) continue;
      checkSame(node, expression, report);
      checkMany(node, most, expression, program, report);
    }
  }
};

function isPairing({ operator, fill, left, right }: Binary): boolean {
  return operator !== "or" && fill === undefined && typeOf(left) === "vector" && typeOf(right) === "vector";
}

function pairedBy({ left, right, matching }: Binary, { series }: Program): readonly string[] | undefined {
  const [a, b] = [left, right].map((side) => labelsIn(series)(side));
  if (a === undefined || b === undefined || a.open || b.open)
    return matching?.kind === "on" ? matching.labels : undefined;
  const both = [...a.labels].filter((label) => b.labels.has(label));
  if (matching === undefined) return both;
  return both.filter((label) => matching.labels.includes(label) === (matching.kind === "on"));
}

/** Whether a label has no value in common on both sides; what else there would be to say follows from that. */
function checkValues(node: Binary, { authored }: AuthoredExpression, program: Program, report: Report): boolean {
  if (node.operator === "unless") return false;
  for (const label of pairedBy(node, program) ?? []) {
    const [left, right] = [node.left, node.right].map((side) => valuesOf(label, side, program.series));
    if (left === undefined || right === undefined || left.size === 0 || right.size === 0) continue;
    if ([...left].some((value) => right.has(value))) continue;
    const data = { label, left: [...left].filter(Boolean), operator: node.operator, right: [...right].filter(Boolean) };
    report(disjointValues, authored.placeOf(node), data);
    return true;
  }
  return false;
}

const RESULTS: Readonly<Partial<Record<Binary["operator"], string>>> = {
  "/": "gives 1 for each",
  "-": "gives 0 for each",
  "%": "gives 0 for each",
  ">": "is never true",
  "<": "is never true",
  "!=": "is never true",
  "==": "is always true",
  ">=": "is always true",
  "<=": "is always true",
};

function checkSame(node: Binary, { authored }: AuthoredExpression, report: Report): void {
  const result = RESULTS[node.operator];
  if (node.matching !== undefined || result === undefined || !isPerSeries(node.left)) return;
  if (print(withoutMatchers(node.left)) !== print(withoutMatchers(node.right))) return;
  report(sameSeries, authored.placeOf(node), { operator: node.operator, result });
}

const PER_SERIES = new Set(["rate", "irate", "increase", "delta", "idelta", "deriv", "abs", "ceil", "floor", "round"]);

// Nothing is aggregated, so each of its values is of one series.
function isPerSeries(expr: Expr): boolean {
  if (expr.kind === "paren") return isPerSeries(expr.expr);
  if (expr.kind === "selector") return expr.metric !== undefined;
  return expr.kind === "call" && isPerSeriesCall(expr);
}

function isPerSeriesCall({ name, args: [argument, ...others] }: Call): boolean {
  const isKnown = PER_SERIES.has(name) || name.endsWith("_over_time");
  return isKnown && others.length === 0 && argument?.kind === "selector" && argument.metric !== undefined;
}

function withoutMatchers(expr: Expr): Expr {
  return map(canonical(expr), (node) => (node.kind === "selector" ? { ...node, matchers: [] } : node));
}

type Side = "left" | "right";

function checkMany(
  node: Binary,
  most: ReadonlyMap<string, number>,
  { authored }: AuthoredExpression,
  program: Program,
  report: Report,
): void {
  const by = node.matching === undefined ? undefined : pairedBy(node, program);
  if (by === undefined || (node.matching?.kind === "on" && by.length < node.matching.labels.length)) return;
  const sides: readonly Side[] = ["right", "left"];
  for (const side of sides.filter((one) => one !== node.matching?.group?.side)) {
    const label = repeated(node, side, by, most, program);
    if (label === undefined) continue;
    report(manyToMany, authored.placeOf(node), { side, by, label, operator: node.operator });
    return;
  }
}

/**
 * A label with more values than there are groups of series to pair: some group has to have several. Of a label that the
 * other side lacks, only listed values count: a version has many, and one at a time.
 */
function repeated(
  node: Binary,
  side: Side,
  by: readonly string[],
  most: ReadonlyMap<string, number>,
  { series }: Program,
): string | undefined {
  const [expr, other] = side === "left" ? [node.left, node.right] : [node.right, node.left];
  const [own, others] = [expr, other].map((one) => labelsIn(series)(one));
  if (own === undefined || own.open || leavesOut(expr)) return undefined;
  const listed = (label: string) => [...(valuesOf(label, expr, series) ?? [])].filter(Boolean).length;
  const groups = by.map((label) => listed(label) || (most.get(label) ?? Number.POSITIVE_INFINITY));
  const product = groups.reduce((one, next) => one * next, 1);
  const count = (label: string) => listed(label) || (others?.labels.has(label) === true ? (most.get(label) ?? 0) : 0);
  return [...own.labels].find((label) => !by.includes(label) && label !== "job" && count(label) > product);
}

// What passes only some series may pass one of each.
function leavesOut(expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === "binary") found ||= isComparison(node.operator) || isSetOperator(node.operator);
    if (node.kind === "aggregation") found ||= /^(topk|bottomk|limit)/.test(node.operator);
    if (node.kind === "call") found ||= /^absent|^vector$|^label_/.test(node.name);
  });
  return found;
}
