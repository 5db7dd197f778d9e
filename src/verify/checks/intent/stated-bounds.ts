import { otherDirection, otherNumber } from "../../../diagnostics/codes/intent.ts";
import type { Path } from "../../../diagnostics/diagnostic.ts";
import type { Program } from "../../../program/program.ts";
import type { Text } from "../../../program/text.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { isComparison } from "../../../promql/syntax/precedence.ts";
import { walk } from "../../../promql/syntax/walk.ts";
import { type Comparison, comparisonOf } from "../../../promql/types/comparison.ts";
import { constantOf } from "../../../promql/types/constant.ts";
import { infer } from "../../../promql/types/infer.ts";
import { printQuantity } from "../../../values/quantity.ts";
import type { Check, Report } from "../check.ts";
import { type Conditioned, conditioned } from "./conditions.ts";
import { type Stated, statedBounds } from "./quantities.ts";

/** What a text says of its alert's bound, `more than 5%`, is what the condition compares with. */
export const statedBoundsAgree: Check = (program, report) => {
  for (const one of conditioned(program)) {
    const bounds = boundsOf(one, program);
    if (bounds.length === 0) continue;
    const durations = durationsOf(one).filter((seconds) => !bounds.some(({ value }) => isNear(value, seconds)));
    for (const property of ["summary", "description"] as const) {
      for (const stated of statedBounds(written(one.alert[property]))) {
        if (stated.unit === "seconds" && durations.some((seconds) => isNear(seconds, stated.value))) continue;
        checkStated(stated, bounds, [...one.alert.origin.path, property], report);
      }
    }
  }
};

// As it was written, so that places in it are those of the author's text.
function written(text: Text): string {
  return text
    .map((part) => ("literal" in part ? part.literal : `\${${"label" in part ? part.label : "value"}}`))
    .join("");
}

/** How long the condition waits, and how far back it looks, in seconds: a text may speak of these, too. */
function durationsOf({ alert, expression }: Conditioned): readonly number[] {
  const found = [alert.for, alert.keepFiringFor];
  walk(expression.authored.expr, (node) => {
    if (node.kind === "selector" || node.kind === "subquery") found.push(node.range ?? 0, Math.abs(node.offset ?? 0));
    if (node.kind === "number") found.push(node.value * 1000);
  });
  return found.map((milliseconds) => milliseconds / 1000);
}

/** A bound in the unit of its values, `10 %` of `100 * ratio` as 0.1. */
interface Bound {
  readonly value: number;
  readonly unit: string;
  readonly upward: boolean;
  readonly comparison: Comparison;
}

function boundsOf({ expression }: Conditioned, { series }: Program): readonly Bound[] {
  const bounds: Bound[] = [];
  walk(expression.authored.expr, (node) => {
    const comparison = node.kind === "binary" && isComparison(node.operator) ? comparisonOf(node) : undefined;
    if (comparison === undefined) return;
    const { unit } = infer(comparison.left, series);
    if (unit === undefined) return;
    const value = comparison.bound / scaleOf(comparison.left);
    bounds.push({ value, unit, upward: comparison.operator.startsWith(">"), comparison });
  });
  return bounds;
}

/** By what an expression multiplies what it measures. */
function scaleOf(expr: Expr): number {
  if (expr.kind === "paren") return scaleOf(expr.expr);
  if (expr.kind !== "binary") return 1;
  const { operator, left, right } = expr;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (operator === "*")
    return a !== undefined ? a * scaleOf(right) : b !== undefined ? b * scaleOf(left) : nested(expr);
  if (operator === "/" && b !== undefined) return scaleOf(left) / b;
  return operator === "/" ? scaleOf(left) / scaleOf(right) : 1;
}

function nested({ left, right }: Extract<Expr, { kind: "binary" }>): number {
  return scaleOf(left) * scaleOf(right);
}

function checkStated(stated: Stated, all: readonly Bound[], path: Path, report: Report): void {
  const bounds = all.filter(({ unit }) => isSameUnit(unit, stated.unit));
  if (bounds.length === 0) return;
  const same = bounds.filter(({ value }) => isNear(value, stated.value));
  const place = { path, span: { start: stated.start, end: stated.start + stated.text.length } };
  if (same.length > 0) {
    const turned = same.find(({ comparison }) => /^[<>]/.test(comparison.operator));
    if (turned !== undefined && same.every(({ upward }) => upward !== stated.upward)) {
      const { operator } = turned.comparison;
      report(otherDirection, place, { words: stated.text, operator, left: "what it compares" });
    }
    return;
  }
  // What is left over of a ratio is one less the ratio.
  if (stated.unit === "ratio" && bounds.some(({ value }) => isNear(1 - value, stated.value))) return;
  report(otherNumber, place, {
    said: stated.text,
    bounds: bounds.map(({ value, unit }) => printQuantity(value, unit)),
  });
}

function isSameUnit(unit: string, stated: string): boolean {
  const singular = (word: string) => word.toLowerCase().replace(/s$/, "");
  return stated !== "" && (unit === stated || singular(unit) === singular(stated));
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.01 * Math.max(Math.abs(a), Math.abs(b));
}
