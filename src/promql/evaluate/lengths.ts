import type { Selector, Subquery } from "../syntax/ast.ts";
import { fail } from "./outcome.ts";

/**
 * A selector or subquery with the lengths that Prometheus evaluates: whole milliseconds, what is below them cut off.
 * Computed lengths are those of an instant query, as rules are.
 */
export function inWholeMilliseconds<T extends Selector | Subquery>(expr: T): T {
  for (const length of ["range", "step", "offset"] as const) {
    if (expr.computed?.[length]) judge(numberOf(expr, length), length);
  }
  const changes = { ...whole(expr, "range"), ...whole(expr, "step"), ...whole(expr, "offset") };
  return Object.keys(changes).length === 0 ? expr : { ...expr, ...changes };
}

type Length = "range" | "step" | "offset";

function numberOf(expr: Selector | Subquery, length: Length): number | undefined {
  if (length === "step") return expr.kind === "subquery" ? expr.step : undefined;
  return expr[length];
}

function whole(expr: Selector | Subquery, length: Length): { readonly [length in Length]?: number } {
  const milliseconds = numberOf(expr, length);
  return milliseconds === undefined || Number.isInteger(milliseconds) ? {} : { [length]: Math.trunc(milliseconds) };
}

function judge(milliseconds = Number.NaN, length: Length): void {
  if (Number.isNaN(milliseconds)) fail(`the computed ${length} is no length of time`);
  if (length !== "offset" && milliseconds <= 0) fail(`the computed ${length} must be longer than nothing`);
}
