import type { Duration, DurationOperator } from "./ast.ts";
import { longestDuration } from "./duration.ts";

/** What a query gives to the durations in it, in seconds; an instant query has neither step nor range. */
export interface QueryLengths {
  readonly step: number;
  readonly range: number;
}

/** Why a duration can't be computed: Prometheus refuses the query when it runs. */
export type DurationFault = "division-by-zero" | "not-finite" | "out-of-range";

const operations: Readonly<Record<DurationOperator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "^": power,
};

/** As Go has it: 1 to any power is 1, and so is -1 to an endless one. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}

/** Milliseconds of a computed duration, or why there are none. What is below one counts as longer than nothing. */
export function computeDuration(duration: Duration, query: QueryLengths): number | DurationFault {
  const seconds = secondsOf(duration, query);
  if (typeof seconds === "string") return seconds;
  if (!Number.isFinite(seconds)) return "not-finite";
  return Math.abs(seconds) * 1000 > longestDuration ? "out-of-range" : seconds * 1000;
}

function secondsOf(duration: Duration, query: QueryLengths): number | DurationFault {
  switch (duration.kind) {
    case "length":
      return duration.value;
    case "query":
      return query[duration.name];
    case "paren":
      return duration.duration.value;
    case "negative": {
      const inner = secondsOf(duration.duration, query);
      return typeof inner === "string" ? inner : -inner;
    }
    default:
      return ofTwo(duration, query);
  }
}

function ofTwo(
  duration: Extract<Duration, { kind: "arithmetic" | "choice" }>,
  query: QueryLengths,
): number | DurationFault {
  const [left, right] = [secondsOf(duration.left, query), secondsOf(duration.right, query)];
  if (typeof left === "string") return left;
  if (typeof right === "string") return right;
  if (duration.kind === "choice") return duration.name === "max_of" ? Math.max(left, right) : Math.min(left, right);
  const { operator } = duration;
  if (right === 0 && (operator === "/" || operator === "%")) return "division-by-zero";
  return operations[operator](left, right);
}
