import type { BinaryOperator, ComparisonOperator, DurationOperator } from "./ast.ts";

const levels: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", ">", "<", ">=", "<=", "</", ">/"],
  ["+", "-"],
  ["*", "/", "%", "atan2"],
  ["^"],
];

const byOperator: ReadonlyMap<string, number> = new Map(
  levels.flatMap((operators, level) => operators.map((operator) => [operator, level + 1] as const)),
);

/** How tightly an operator binds: `or` 1 … `^` 6. */
export function precedence(operator: BinaryOperator): number {
  return byOperator.get(operator) ?? 0;
}

/** A sign binds like `*`, so `-a ^ b` is `-(a ^ b)`. */
export const signPrecedence = 5;

/** The one operator that groups from the right. */
export function isRightAssociative(operator: BinaryOperator): boolean {
  return operator === "^";
}

/** Whether a word is a binary operator of PromQL, in lower case. */
export function isBinaryOperator(word: string): word is BinaryOperator {
  return byOperator.has(word);
}

/** Whether an operator compares. */
export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return precedence(operator) === 3 && !operator.includes("/");
}

/** What a comparison is with its sides swapped: `1 < x` is `x > 1`. */
export const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

/** Whether an operator is `and`, `or` or `unless`. */
export function isSetOperator(operator: BinaryOperator): boolean {
  return precedence(operator) <= 2;
}

/** The operators between durations. */
export const durationOperators = ["+", "-", "*", "/", "%", "^"] as const satisfies readonly DurationOperator[];
