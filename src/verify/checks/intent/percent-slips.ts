import { percentSlip } from "../../../diagnostics/codes/intent.ts";
import type { Program } from "../../../program/program.ts";
import type { Binary, Expr } from "../../../promql/syntax/ast.ts";
import { print } from "../../../promql/syntax/print.ts";
import { selectors } from "../../../promql/syntax/walk.ts";
import { mainComparison } from "../../../promql/types/comparison.ts";
import { infer } from "../../../promql/types/infer.ts";
import { scaleOf } from "../../../promql/types/scale.ts";
import { printQuantity } from "../../../values/quantity.ts";
import type { Check } from "../check.ts";
import { type Recorded, recordedBy } from "../recorded.ts";
import { conditioned } from "./conditions.ts";

/** From where on a ratio is more than any of two things that are compared for their share. */
const MUCH = 5;

/**
 * Ratios whose range isn't known, of connections to their most or of free space to its size, aren't compared with many
 * times the whole. What is compared with itself of another time may be.
 */
export const percentSlips: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const { expression } of conditioned(program)) {
    const { authored } = expression;
    const main = mainComparison(authored.expr);
    if (main === undefined || !isShare(main.left, program, recorded)) continue;
    const bound = main.bound / scaleOf(main.left);
    if (bound < MUCH) continue;
    const place = authored.placeOf(main.right);
    const isPromql = place.span !== undefined;
    const short = print(main.left);
    const hundredth = Number((main.bound / 100).toPrecision(6));
    report(percentSlip, place, {
      left: short.length > 60 ? "the left side" : short,
      bound: isPromql ? String(main.bound) : printQuantity(main.bound, "ratio"),
      ...(hundredth <= 1
        ? { meant: isPromql ? String(hundredth) : JSON.stringify(printQuantity(hundredth, "ratio")) }
        : {}),
    });
  }
};

function isShare(expr: Expr, { series }: Program, recorded: Recorded): boolean {
  const { unit, range } = infer(expr, series);
  if (unit !== "ratio" || range.to !== Number.POSITIVE_INFINITY) return false;
  const quotient = quotientIn(expr, recorded);
  if (quotient === undefined) return false;
  const [left, right] = [quotient.left, quotient.right].map((side) => selectors(side).map(({ metric }) => metric));
  return left?.some((metric) => right?.includes(metric)) !== true;
}

function quotientIn(expr: Expr, recorded: Recorded): Binary | undefined {
  const inside = (inner: Expr) => quotientIn(inner, recorded);
  switch (expr.kind) {
    case "paren":
      return inside(expr.expr);
    case "aggregation":
      return /^(avg|min|max)$/.test(expr.operator) ? inside(expr.expr) : undefined;
    case "selector":
      return ofRecorded(recorded.get(expr.metric ?? ""), inside);
    case "binary":
      return expr.operator === "*" ? (inside(expr.left) ?? inside(expr.right)) : quotient(expr);
    default:
      return undefined;
  }
}

function ofRecorded(source: Expr | undefined, inside: (expr: Expr) => Binary | undefined): Binary | undefined {
  return source && inside(source);
}

function quotient(expr: Binary): Binary | undefined {
  return expr.operator === "/" ? expr : undefined;
}
