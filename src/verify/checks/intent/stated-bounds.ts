import { otherDirection, otherNumber } from "../../../diagnostics/codes/intent.ts";
import type { Path } from "../../../diagnostics/diagnostic.ts";
import type { Program } from "../../../program/program.ts";
import type { Text } from "../../../program/text.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { isComparison } from "../../../promql/syntax/precedence.ts";
import { partsOf, walk } from "../../../promql/syntax/walk.ts";
import { type Comparison, comparisonOf } from "../../../promql/types/comparison.ts";
import { infer } from "../../../promql/types/infer.ts";
import { scaleOf } from "../../../promql/types/scale.ts";
import { printDuration } from "../../../values/duration.ts";
import { printQuantity } from "../../../values/quantity.ts";
import type { Check, Report } from "../check.ts";
import { type Recorded, recordedBy } from "../recorded.ts";
import { type Conditioned, conditioned } from "./conditions.ts";
import { type Stated, statedBounds, statedWaits } from "./quantities.ts";

/** What a text says of its alert's bound, `more than 5%`, is what the condition compares with. */
export const statedBoundsAgree: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const one of conditioned(program)) {
    // An environment may wait longer than where people are woken, for which the texts are written.
    if (program.environment.isDefault) checkWaits(one, recorded, report);
    const bounds = boundsOf(one, program);
    if (bounds.length === 0) continue;
    const durations = durationsOf(one, recorded).filter(
      (seconds) => !bounds.some(({ value }) => isNear(value, seconds)),
    );
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
function durationsOf({ alert, expression }: Conditioned, recorded: Recorded): readonly number[] {
  const found = [alert.for, alert.keepFiringFor];
  const read = (expr: Expr): void =>
    walk(expr, (node) => {
      found.push(...durationsAt(node));
      const source = node.kind === "selector" ? recorded.get(node.metric ?? "") : undefined;
      if (source !== undefined) read(source);
    });
  read(expression.authored.expr);
  return found.map((milliseconds) => milliseconds / 1000);
}

function durationsAt(node: Expr): readonly number[] {
  if (node.kind === "number") return [node.value * 1000];
  return node.kind === "selector" || node.kind === "subquery" ? [node.range ?? 0, Math.abs(node.offset ?? 0)] : [];
}

function checkWaits(one: Conditioned, recorded: Recorded, report: Report): void {
  const { alert } = one;
  if (alert.for === 0) return;
  for (const property of ["summary", "description"] as const) {
    for (const { text, value, start } of statedWaits(written(alert[property]))) {
      if (durationsOf(one, recorded).some((seconds) => isNear(seconds, value))) continue;
      const place = { path: [...alert.origin.path, property], span: { start, end: start + text.length } };
      report(otherNumber, place, { said: text, bounds: [], wait: printDuration(alert.for) });
    }
  }
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
  for (const node of partsOf(expression.authored.expr).binaries) {
    const comparison = isComparison(node.operator) ? comparisonOf(node) : undefined;
    if (comparison === undefined) continue;
    const { unit } = infer(comparison.left, series);
    if (unit === undefined) continue;
    const value = comparison.bound / scaleOf(comparison.left);
    bounds.push({ value, unit, upward: comparison.operator.startsWith(">"), comparison });
  }
  return bounds;
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
