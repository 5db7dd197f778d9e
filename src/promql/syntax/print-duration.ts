import type { Duration } from "./ast.ts";
import { formatDuration } from "./duration.ts";
import { isRightAssociative, precedence } from "./precedence.ts";

/** A length as it stands in brackets. */
export function printLength(milliseconds: number, computed: Duration | undefined): string {
  if (computed) return printDuration(computed);
  // Prometheus holds nanoseconds, for which there is no unit.
  return Number.isInteger(milliseconds) ? formatDuration(milliseconds) : printSeconds(milliseconds / 1000);
}

/** What stands behind `offset`. Parentheses have a sign: without one, Prometheus reads on behind them as far as it can. */
export function printOffset(milliseconds: number, computed: Duration | undefined): string {
  if (!computed) return printLength(milliseconds, computed);
  const text = printDuration(computed);
  if (computed.kind === "paren") return `+${text}`;
  return computed.kind === "arithmetic" ? `+(${text})` : text;
}

function printDuration(duration: Duration): string {
  switch (duration.kind) {
    case "length":
      return duration.text ?? printSeconds(duration.value);
    case "paren":
      return `(${printDuration(duration.duration)})`;
    case "query":
      return `${duration.name}()`;
    case "choice":
      return `${duration.name}(${printDuration(duration.left)}, ${printDuration(duration.right)})`;
    case "negative":
      return printNegative(duration.duration);
    default:
      return printArithmetic(duration);
  }
}

function printNegative(duration: Duration): string {
  const isWhole = duration.kind === "query" || duration.kind === "choice" || duration.kind === "paren";
  return isWhole ? `-${printDuration(duration)}` : `-(${printDuration(duration)})`;
}

function printSeconds(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

type Arithmetic = Extract<Duration, { kind: "arithmetic" }>;

function printArithmetic(duration: Arithmetic): string {
  const { left, operator, right } = duration;
  return `${operand(left, duration, "left")} ${operator} ${operand(right, duration, "right")}`;
}

function operand(duration: Duration, parent: Arithmetic, side: "left" | "right"): string {
  const text = printDuration(duration);
  return needsParens(duration, parent, side) ? `(${text})` : text;
}

function needsParens(duration: Duration, parent: Arithmetic, side: "left" | "right"): boolean {
  // A sign is looser than `^` to its right, and the same to its left as it would be alone.
  if (duration.kind === "negative") return parent.operator === "^" && side === "left";
  if (duration.kind !== "arithmetic") return false;
  const [inner, outer] = [precedence(duration.operator), precedence(parent.operator)];
  if (inner !== outer) return inner < outer;
  return isRightAssociative(parent.operator) === (side === "left");
}
