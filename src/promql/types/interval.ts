import type { ComparisonOperator } from "../syntax/ast.ts";
import { ANYTHING, type Range } from "./catalogue.ts";

/** Interval arithmetic (Moore 1966), widened to everything where an end is no number. */

/** What a sum of two values lies within. */
export function add(left: Range, right: Range): Range {
  return clean(left.from + right.from, left.to + right.to);
}

/** What a difference of two values lies within. */
export function subtract(left: Range, right: Range): Range {
  return clean(left.from - right.to, left.to - right.from);
}

/** What the negative of a value lies within. */
export function negate(range: Range): Range {
  return clean(-range.to, -range.from);
}

/** What a product of two values lies within. */
export function multiply(left: Range, right: Range): Range {
  const ends = [left.from, left.to].flatMap((a) => [right.from, right.to].map((b) => (a === 0 || b === 0 ? 0 : a * b)));
  return clean(Math.min(...ends), Math.max(...ends));
}

/** What a quotient lies within; a divisor that may be zero makes it unbounded on the sides that its sign allows. */
export function divide(left: Range, right: Range): Range {
  if (right.from > 0 || right.to < 0) return multiply(left, { from: 1 / right.to, to: 1 / right.from });
  if (right.from >= 0 && left.from >= 0) return { from: 0, to: Number.POSITIVE_INFINITY };
  return ANYTHING;
}

/** The smallest range that holds both. */
export function hull(left: Range, right: Range): Range {
  return { from: Math.min(left.from, right.from), to: Math.max(left.to, right.to) };
}

const BELOW: ReadonlySet<ComparisonOperator> = new Set(["<", "<=", "=="]);
const ABOVE: ReadonlySet<ComparisonOperator> = new Set([">", ">=", "=="]);

/** What is left of a value that is compared with another; the whole of it where nothing would be. */
export function narrowed(value: Range, operator: ComparisonOperator, bound: Range): Range {
  const from = ABOVE.has(operator) ? Math.max(value.from, bound.from) : value.from;
  const to = BELOW.has(operator) ? Math.min(value.to, bound.to) : value.to;
  return from <= to ? { from, to } : value;
}

// Zero has no sign for people.
function withoutSign(value: number): number {
  return value === 0 ? 0 : value;
}

function clean(from: number, to: number): Range {
  return {
    from: Number.isNaN(from) ? Number.NEGATIVE_INFINITY : withoutSign(from),
    to: Number.isNaN(to) ? Number.POSITIVE_INFINITY : withoutSign(to),
  };
}
