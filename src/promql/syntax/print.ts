import type {
  Aggregation,
  Binary,
  Expr,
  Fill,
  Grouping,
  Matcher,
  Matching,
  NumberLiteral,
  Selector,
  TimeShift,
  Unary,
} from "./ast.ts";
import { isPlainLabel, isPlainMetric, mayNameLabel } from "./name.ts";
import { isRightAssociative, precedence, signPrecedence } from "./precedence.ts";
import { printLength, printOffset } from "./print-duration.ts";
import { quote } from "./quote.ts";

function label(name: string): string {
  return isPlainLabel(name) ? name : quote(name);
}

/** Labels of `by`, `on` and the like, in the author's order: `(a, b)`. */
export function printLabels(labels: readonly string[]): string {
  return `(${labels.map((name) => (mayNameLabel(name) ? label(name) : quote(name))).join(", ")})`;
}

/** `by (a, b)` or `without (a)`. */
export function printGrouping(grouping: Grouping): string {
  return `${grouping.kind} ${printLabels(grouping.labels)}`;
}

/** An operator with its modifiers: `== bool on (a) group_left (b)`. */
export function printOperator(expr: Pick<Binary, "operator" | "bool" | "matching" | "fill">): string {
  const matching = expr.matching ? printMatching(expr.matching) : "";
  return `${expr.operator}${expr.bool ? " bool" : ""}${matching}${expr.fill ? printFill(expr.fill) : ""}`;
}

function printFill({ left, right }: Fill): string {
  if (left !== undefined && Object.is(left, right)) return ` fill (${printValue(left)})`;
  const leftPart = left === undefined ? "" : ` fill_left (${printValue(left)})`;
  return `${leftPart}${right === undefined ? "" : ` fill_right (${printValue(right)})`}`;
}

function printMatching(matching: Matching): string {
  const { kind, labels, group } = matching;
  const carried = group ? ` group_${group.side} ${printLabels(group.include)}` : "";
  return ` ${kind} ${printLabels(labels)}${carried}`;
}

function printMatcher(matcher: Matcher): string {
  return `${label(matcher.label)}${matcher.operator}${quote(matcher.value)}`;
}

/** Matchers in their canonical order: by label, then operator, then value. */
export function sortMatchers(matchers: readonly Matcher[]): readonly Matcher[] {
  const key = ({ label: name, operator, value }: Matcher) => [name, operator, value] as const;
  return matchers.toSorted((first, second) => {
    const [left, right] = [key(first), key(second)];
    const place = left.findIndex((part, index) => part !== right[index]);
    return place < 0 ? 0 : String(left[place]) < String(right[place]) ? -1 : 1;
  });
}

function printRange({ range, computed, extended }: Selector): string {
  const brackets = range === undefined ? "" : `[${printLength(range, computed?.range)}]`;
  return extended === undefined ? brackets : `${brackets} ${extended}`;
}

function printSelector(selector: Selector): string {
  const plain = selector.metric === undefined || isPlainMetric(selector.metric);
  const inside = sortMatchers(selector.matchers).map(printMatcher);
  if (!plain) inside.unshift(quote(String(selector.metric)));
  const braces = inside.length > 0 || selector.metric === undefined ? `{${inside.join(", ")}}` : "";
  return `${plain ? (selector.metric ?? "") : ""}${braces}${printRange(selector)}${printShift(selector)}`;
}

/** ` @ 5 offset 1m` as it follows a selector; empty where there is no shift. */
export function printShift(shift: TimeShift): string {
  const at =
    shift.at === undefined ? "" : ` @ ${typeof shift.at === "number" ? printValue(shift.at) : `${shift.at}()`}`;
  const { offset = 0, computed } = shift;
  return `${at}${offset || computed?.offset ? ` offset ${printOffset(offset, computed?.offset)}` : ""}`;
}

function printValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-Inf" : "Inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A number as its author wrote it, otherwise in its shortest form. */
export function printNumber(literal: NumberLiteral): string {
  return literal.text ?? printValue(literal.value);
}

function isNegative(expr: Expr): boolean {
  return expr.kind === "number" && /^[-+]/.test(printNumber(expr));
}

/** Parentheses that were written don't count; those that are needed are put back. */
export function withoutParens(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === "paren") inner = inner.expr;
  return inner;
}

/** Whether an operand of a binary operator needs parentheses to stay one. */
export function needsParens(operand: Expr, parent: Binary, side: "left" | "right"): boolean {
  if (operand.kind !== "binary") {
    // Only `^` binds tighter than a sign, and only to its left: `a ^ -b` is one thing already.
    const hasSign = operand.kind === "unary" || isNegative(operand);
    return hasSign && side === "left" && precedence(parent.operator) > signPrecedence;
  }
  const [inner, outer] = [precedence(operand.operator), precedence(parent.operator)];
  if (inner !== outer) return inner < outer;
  return isRightAssociative(parent.operator) === (side === "left");
}

/** Whether what a sign stands before needs parentheses: looser operators, and numbers, which would take the sign in. */
export function signNeedsParens(operand: Expr): boolean {
  return operand.kind === "number" || (operand.kind === "binary" && precedence(operand.operator) <= signPrecedence);
}

/** Whether `[5m:1m]` can follow an expression directly. */
export function subqueryNeedsParens(expr: Expr): boolean {
  if (expr.kind === "selector") return expr.range !== undefined || expr.at !== undefined || Boolean(expr.offset);
  return expr.kind !== "call" && expr.kind !== "aggregation";
}

function wrapped(expr: Expr, parens: boolean): string {
  return parens ? `(${print(expr)})` : print(expr);
}

function printUnary(expr: Unary): string {
  const operand = withoutParens(expr.expr);
  return `${expr.operator}${wrapped(operand, signNeedsParens(operand))}`;
}

function printBinary(expr: Binary): string {
  const [left, right] = [withoutParens(expr.left), withoutParens(expr.right)];
  const operator = printOperator(expr);
  return `${wrapped(left, needsParens(left, expr, "left"))} ${operator} ${wrapped(right, needsParens(right, expr, "right"))}`;
}

/** What stands before an aggregation's parentheses: `sum`, `sum by (a) `. */
export function printAggregationHead(expr: Aggregation): string {
  return expr.grouping ? `${expr.operator} ${printGrouping(expr.grouping)} ` : expr.operator;
}

/**
 * An expression in canonical PromQL on one line: the fewest parentheses, double quotes, matchers in order. Parsing it
 * again gives the same tree, written parentheses apart.
 */
export function print(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return printNumber(expr);
    case "string":
      return quote(expr.value);
    case "selector":
      return printSelector(expr);
    case "paren":
      return print(withoutParens(expr));
    case "unary":
      return printUnary(expr);
    case "binary":
      return printBinary(expr);
    default:
      return printApplied(expr);
  }
}

function printApplied(expr: Extract<Expr, { kind: "call" | "aggregation" | "subquery" }>): string {
  if (expr.kind === "call") return `${expr.name}(${expr.args.map(print).join(", ")})`;
  if (expr.kind === "aggregation") {
    const parameter = expr.parameter ? `${print(expr.parameter)}, ` : "";
    return `${printAggregationHead(expr)}(${parameter}${print(expr.expr)})`;
  }
  const inner = withoutParens(expr.expr);
  const step = expr.step === undefined ? "" : printLength(expr.step, expr.computed?.step);
  const range = printLength(expr.range, expr.computed?.range);
  return `${wrapped(inner, subqueryNeedsParens(inner))}[${range}:${step}]${printShift(expr)}`;
}
