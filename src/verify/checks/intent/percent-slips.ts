import { percentSlip } from "../../../diagnostics/codes/intent.ts";
import type { Program } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
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

function quotientIn(expr: Expr, recorded: Recorded, depth = 0): Extract<Expr, { kind: "binary" }> | undefined {
  if (depth > 20) return undefined;
  if (expr.kind === "paren") return quotientIn(expr.expr, recorded, depth);
  if (expr.kind === "aggregation" && /^(avg|min|max)$/.test(expr.operator))
    return quotientIn(expr.expr, recorded, depth);
  if (expr.kind === "selector") {
    const source = recorded.get(expr.metric ?? "");
    return source && quotientIn(source, recorded, depth + 1);
  }
  if (expr.kind !== "binary") return undefined;
  if (expr.operator === "*") return quotientIn(expr.left, recorded, depth) ?? quotientIn(expr.right, recorded, depth);
  return expr.operator === "/" ? expr : undefined;
}
