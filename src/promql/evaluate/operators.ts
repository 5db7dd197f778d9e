import type { BinaryOperator } from "../syntax/ast.ts";

type Arithmetic = (left: number, right: number) => number;

/** Go's Pow: as JavaScript's, but 1 to any power is 1, and so is -1 to an infinite one. */
export function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) return 1;
  return base ** exponent;
}

/** Operators that make a new number. */
export const arithmetic: ReadonlyMap<BinaryOperator, Arithmetic> = new Map<BinaryOperator, Arithmetic>([
  ["+", (left, right) => left + right],
  ["-", (left, right) => left - right],
  ["*", (left, right) => left * right],
  ["/", (left, right) => left / right],
  ["%", (left, right) => left % right],
  ["^", power],
  ["atan2", Math.atan2],
]);

/** Operators that hold or don't. */
export const comparisons: ReadonlyMap<BinaryOperator, (left: number, right: number) => boolean> = new Map<
  BinaryOperator,
  (left: number, right: number) => boolean
>([
  ["==", (left, right) => left === right],
  ["!=", (left, right) => left !== right],
  [">", (left, right) => left > right],
  ["<", (left, right) => left < right],
  [">=", (left, right) => left >= right],
  ["<=", (left, right) => left <= right],
]);
