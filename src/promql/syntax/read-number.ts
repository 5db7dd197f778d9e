import type { Cursor } from "./cursor.ts";
import { longestDuration, parseDuration } from "./duration.ts";
import { readNumber } from "./number.ts";
import type { Token } from "./scan.ts";

/** Whether a number or a duration stands here. */
export function isNumber(cursor: Cursor, ahead = 0): boolean {
  const kind = cursor.peek(ahead)?.kind;
  return kind === "number" || kind === "duration";
}

/** Takes a sign if one stands here: 1 or -1. */
export function sign(cursor: Cursor): 1 | -1 {
  if (cursor.take("-")) return -1;
  cursor.take("+");
  return 1;
}

/** Takes a number, or a duration as a number of seconds, as both may stand wherever one may. */
export function seconds(cursor: Cursor): { readonly value: number; readonly token: Token } {
  const token = cursor.peek();
  if (!token || !isNumber(cursor)) {
    cursor.expects("a number");
    return cursor.misfit();
  }
  cursor.next();
  return { value: secondsOf(token, cursor), token };
}

function secondsOf({ kind, text, start, end }: Token, cursor: Cursor): number {
  if (kind === "number") return readNumber(text) ?? Number.NaN;
  const milliseconds = parseDuration(text);
  if (typeof milliseconds === "number") return milliseconds / 1000;
  cursor.report({ kind: "bad-duration", text, problem: milliseconds, span: { start, end } });
  return 1;
}

/** Takes what stands behind `@`: seconds since the epoch, or an end of the query. */
export function timestamp(cursor: Cursor): number | "start" | "end" {
  const { start } = cursor;
  for (const end of ["start", "end"] as const) {
    if (!cursor.take(end)) continue;
    cursor.must("(");
    cursor.must(")");
    return end;
  }
  const isNegative = sign(cursor) < 0;
  const { value, token } = seconds(cursor);
  const time = isNegative ? -value : value;
  const text = `${isNegative ? "-" : ""}${token.text}`;
  if (!(Math.abs(time) < 2 ** 63)) cursor.report({ kind: "bad-timestamp", text, span: cursor.span(start) });
  // Zero has no sign here.
  return roundHalfAway(time * 1000) / 1000 + 0;
}

/** As Go rounds: halves away from zero. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** Milliseconds of a number of seconds that is written as a length: Prometheus holds whole nanoseconds. */
export function milliseconds(value: number): number {
  // Prometheus lets `offset NaN` pass; what becomes of it is the processor's choice, this is the usual one's.
  if (Number.isNaN(value)) return -longestDuration;
  const exact = roundHalfAway(value * 1e9) / 1e6;
  const whole = Math.round(exact);
  // Whole milliseconds that are no whole number of seconds come out of the product a little beside themselves.
  return Math.abs(exact - whole) <= Math.abs(exact) * 2 ** -49 ? whole : exact;
}

/** Whether Prometheus can hold a length of so many seconds. */
export function isHeld(value: number): boolean {
  return !(Math.abs(value) * 1000 > longestDuration);
}
