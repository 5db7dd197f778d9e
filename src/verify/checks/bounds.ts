import { certainBound, impossibleBound } from "../../diagnostics/codes/expression.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Binary, ComparisonOperator, Expr } from "../../promql/syntax/ast.ts";
import { isComparison } from "../../promql/syntax/precedence.ts";
import { print } from "../../promql/syntax/print.ts";
import { partsOf } from "../../promql/syntax/walk.ts";
import type { Range } from "../../promql/types/catalogue.ts";
import { type Comparison, comparisonOf } from "../../promql/types/comparison.ts";
import { infer } from "../../promql/types/infer.ts";
import { printQuantity } from "../../values/quantity.ts";
import type { Check, Report } from "./check.ts";
import { unconditional } from "./condition.ts";

/** A comparison whose answer never changes makes an alert that never fires, or one that is never silent. */
export const bounds: Check = (program, report) => {
  for (const expression of program.expressions) {
    const { expr } = expression.authored;
    const ofCondition = expression.role === "condition" ? comparisons(expr) : [];
    for (const node of partsOf(expr).binaries) {
      if (!isComparison(node.operator)) continue;
      check(comparisonOf(node), ofCondition.includes(node), expression, program, report);
    }
  }
};

/** The comparisons that a condition is made of. */
function comparisons(expr: Expr): readonly Binary[] {
  if (expr.kind === "paren") return comparisons(expr.expr);
  if (expr.kind !== "binary") return [];
  if (isComparison(expr.operator)) return [...comparisons(expr.left), expr];
  return ["and", "or", "unless"].includes(expr.operator) ? [...comparisons(expr.left), ...comparisons(expr.right)] : [];
}

type Truth = (range: Range, bound: number) => boolean;

const NEVER: Readonly<Record<ComparisonOperator, Truth>> = {
  ">": ({ to }, bound) => to <= bound,
  ">=": ({ to }, bound) => to < bound,
  "<": ({ from }, bound) => from >= bound,
  "<=": ({ from }, bound) => from > bound,
  "==": ({ from, to }, bound) => bound < from || bound > to,
  "!=": ({ from, to }, bound) => from === bound && to === bound,
};

const ALWAYS: Readonly<Record<ComparisonOperator, Truth>> = {
  ">": ({ from }, bound) => from > bound,
  ">=": ({ from }, bound) => from >= bound,
  "<": ({ to }, bound) => to < bound,
  "<=": ({ to }, bound) => to <= bound,
  "==": ({ from, to }, bound) => from === bound && to === bound,
  "!=": ({ from, to }, bound) => bound < from || bound > to,
};

const WORDS: Readonly<Record<ComparisonOperator, string>> = {
  ">": "more than",
  ">=": "at least",
  "<": "less than",
  "<=": "at most",
  "==": "exactly",
  "!=": "anything but",
};

function check(
  comparison: Comparison | undefined,
  isCondition: boolean,
  { authored }: AuthoredExpression,
  program: Program,
  report: Report,
): void {
  if (comparison === undefined) return;
  const { left, operator, right, bound } = comparison;
  const { unit = "", range } = infer(left, program.series);
  const place = authored.placeOf(right);
  const isPromql = place.span !== undefined;
  const words = () => ({
    left: inShort(left, unit),
    ...inWords(operator, bound, range, isPromql && unit === "ratio" ? "" : unit),
  });
  if (isNever(operator, range, bound, isPromql)) {
    report(impossibleBound, place, { ...words(), ...percentSlip(bound, unit, isPromql), ...adviceFor(left) });
  } else if (isCondition && ALWAYS[operator](range, bound) && !isWeak(left)) report(certainBound, place, words());
}

// The builder's bounds that are no numbers have been reported already.
function isNever(operator: ComparisonOperator, range: Range, bound: number, isPromql: boolean): boolean {
  return isPromql && Number.isNaN(bound) ? operator !== "!=" : NEVER[operator](range, bound);
}

// What comes and goes is a condition by itself, and so is counting it.
function isWeak(expr: Expr): boolean {
  const counts = expr.kind === "aggregation" && (expr.operator === "count" || expr.operator === "group");
  return counts || unconditional(expr) === undefined;
}

const LONGEST = 60;

function inShort(left: Expr, unit: string): string {
  if (unit === "ratio") return "a ratio";
  if (isQuantile(left)) return "a quantile of the histogram";
  const text = print(left);
  return text.length > LONGEST ? "the left side" : text;
}

function isQuantile(expr: Expr): boolean {
  return expr.kind === "paren" ? isQuantile(expr.expr) : expr.kind === "call" && expr.name === "histogram_quantile";
}

// Prometheus gives the bound of the last bucket for whatever lies beyond it.
function adviceFor(left: Expr): { readonly advice?: string } {
  return isQuantile(left) ? { advice: "choose a bound below the last bucket, or add a bucket beyond it" } : {};
}

// 5 where 5% was meant, which is 0.05.
function percentSlip(bound: number, unit: string, isPromql: boolean): { readonly meant?: string } {
  if (unit !== "ratio" || bound <= 1 || bound > 100) return {};
  const percent = `${Number(bound.toPrecision(6))}%`;
  return { meant: isPromql ? `${Number((bound / 100).toPrecision(6))}, which is ${percent}` : JSON.stringify(percent) };
}

function inWords(operator: ComparisonOperator, bound: number, { from, to }: Range, unit: string) {
  const show = (value: number) => printQuantity(value, unit);
  const comparison = `${WORDS[operator]} ${show(bound)}`;
  if (from === to) return { comparison, within: `at ${show(to)}` };
  if (from === Number.NEGATIVE_INFINITY) return { comparison, within: `at most ${show(to)}` };
  if (to === Number.POSITIVE_INFINITY) return { comparison, within: `at least ${show(from)}` };
  return { comparison, within: `within ${show(from)} and ${show(to)}` };
}
