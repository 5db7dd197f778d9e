import type { Alert, Severity } from "../../program/program.ts";
import type { Binary, BinaryOperator, Expr } from "../../promql/syntax/ast.ts";
import { print, withoutParens } from "../../promql/syntax/print.ts";

/** Values on this side of the bound are what an alert is about. */
export interface Bound {
  readonly value: number;
  readonly side: "above" | "below";
}

/** A bound that is drawn, in the colour of its severity. */
export interface Limit extends Bound {
  readonly severity: Severity;
}

/** An alert's condition as a value and the bounds that it is compared with. */
export interface Watched {
  /** The compared value: what a panel draws so that the bounds mean the same. */
  readonly subject: Expr;
  readonly bounds: readonly Bound[];
}

const SIDES: ReadonlyMap<BinaryOperator, "above" | "below"> = new Map([
  [">", "above"],
  [">=", "above"],
  ["<", "below"],
  ["<=", "below"],
]);

/** What an alert watches and where its bounds are; undefined where its condition compares nothing with a number. */
export function watchedBy(alert: Pick<Alert, "expr">): Watched | undefined {
  const comparisons = comparisonsOf(alert.expr);
  const first = comparisons[0];
  if (first === undefined) return undefined;
  const same = comparisons.filter((one) => one === first || print(one.subject) === print(first.subject));
  const bounds = new Map(same.map(({ bound }) => [`${bound.side} ${bound.value}`, bound]));
  return { subject: first.subject, bounds: [...bounds.values()] };
}

/** The bounds of an alert in its colour. */
export function limitsOf(alert: Pick<Alert, "expr" | "severity">): readonly Limit[] {
  return (watchedBy(alert)?.bounds ?? []).map((bound) => ({ ...bound, severity: alert.severity }));
}

interface Comparison {
  readonly subject: Expr;
  readonly bound: Bound;
}

function comparisonsOf(expr: Expr): readonly Comparison[] {
  const inner = withoutParens(expr);
  if (inner.kind !== "binary") return [];
  if (inner.operator === "and" || inner.operator === "or")
    return [...comparisonsOf(inner.left), ...comparisonsOf(inner.right)];
  if (inner.operator === "unless") return comparisonsOf(inner.left);
  return comparison(inner);
}

function comparison({ operator, left, right }: Binary): readonly Comparison[] {
  const side = SIDES.get(operator);
  if (side === undefined) return [];
  const [onRight, onLeft] = [constant(right), constant(left)];
  if (onRight !== undefined) return [{ subject: left, bound: { value: onRight, side } }];
  if (onLeft === undefined) return [];
  return [{ subject: right, bound: { value: onLeft, side: side === "above" ? "below" : "above" } }];
}

/** A product of decimals without the dust of binary fractions: 0.0144 of 14.4 × 0.001. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** The value of an expression of numbers alone; undefined for any other. */
export function constant(expr: Expr): number | undefined {
  const inner = withoutParens(expr);
  if (inner.kind === "number") return inner.value;
  if (inner.kind === "unary") {
    const value = constant(inner.expr);
    return value === undefined || inner.operator === "+" ? value : -value;
  }
  if (inner.kind !== "binary") return undefined;
  const [left, right] = [constant(inner.left), constant(inner.right)];
  const operation = ARITHMETIC.get(inner.operator);
  if (left === undefined || right === undefined || operation === undefined) return undefined;
  return rounded(operation(left, right));
}

const ARITHMETIC: ReadonlyMap<BinaryOperator, (left: number, right: number) => number> = new Map([
  ["+", (left: number, right: number) => left + right],
  ["-", (left: number, right: number) => left - right],
  ["*", (left: number, right: number) => left * right],
  ["/", (left: number, right: number) => left / right],
]);
