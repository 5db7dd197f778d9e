import type { ComparisonOperator, Expr } from "../syntax/ast.ts";
import { print } from "../syntax/print.ts";
import type { Range } from "./catalogue.ts";
import { comparisonOf } from "./comparison.ts";

/** What comparisons that have to hold together ask of the same values, though no value is all of it; undefined where one may be. */
export function contradictionIn(expr: Expr): Expr | undefined {
  const parts = conjunctsOf(expr);
  if (parts.length < 2) return undefined;
  const known = new Map<string, Bounds>();
  for (const part of parts) {
    const comparison = part.kind === "binary" && !part.bool ? comparisonOf(part) : undefined;
    if (comparison === undefined) continue;
    const text = print(comparison.left);
    const bounds = narrowed(known.get(text) ?? ALL, comparison.operator, comparison.bound);
    if (isEmpty(bounds)) return comparison.left;
    known.set(text, bounds);
  }
  return undefined;
}

// Only where whole label sets are matched are both sides about the same series.
function conjunctsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === "paren") return conjunctsOf(expr.expr);
  if (expr.kind !== "binary" || expr.operator !== "and" || expr.matching) return [expr];
  return [...conjunctsOf(expr.left), ...conjunctsOf(expr.right)];
}

/** What a value may be: from one end to the other, but not the ends that are shut. */
interface Bounds extends Range {
  readonly shut: readonly number[];
}

const ALL: Bounds = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, shut: [] };

function narrowed({ from, to, shut }: Bounds, operator: ComparisonOperator, bound: number): Bounds {
  const isExact = operator === "==";
  return {
    from: operator.startsWith(">") || isExact ? Math.max(from, bound) : from,
    to: operator.startsWith("<") || isExact ? Math.min(to, bound) : to,
    shut: operator === ">=" || operator === "<=" || isExact ? shut : [...shut, bound],
  };
}

function isEmpty({ from, to, shut }: Bounds): boolean {
  return from > to || (from === to && shut.includes(from));
}
