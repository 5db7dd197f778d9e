import type { Computed, Duration, Expr, Extended, Selector, Span, Subquery } from "./ast.ts";
import type { SyntaxFinding } from "./finding.ts";
import type { Length } from "./read-duration.ts";

type Report = (finding: SyntaxFinding) => void;

function end(expr: Expr, position: number): { span?: Span } {
  return expr.span ? { span: { start: expr.span.start, end: position } } : {};
}

function at(expr: Expr): { span?: Span } {
  return expr.span ? { span: expr.span } : {};
}

/** A change of when something is looked at. */
type Shift = { readonly offset: number; readonly computed?: Duration } | { readonly at: number | "start" | "end" };

/** `offset` or `@` put on what precedes it; reports where that takes none, or has one already. */
export function shift(expr: Expr, change: Shift, position: number, report: Report): Expr {
  const modifier = "offset" in change ? "offset" : "@";
  if (expr.kind !== "selector" && expr.kind !== "subquery") {
    report({ kind: "misplaced-modifier", modifier, allowed: "a selector or subquery", ...at(expr) });
    return expr;
  }
  const repeated = modifier === "offset" ? isOffset(expr) : expr.at !== undefined;
  if (repeated) report({ kind: "repeated-modifier", modifier, ...at(expr) });
  const whole = { ...expr, ...end(expr, position) };
  if ("at" in change) return { ...whole, at: change.at };
  return { ...whole, offset: change.offset, ...computing(expr, { offset: change.computed }) };
}

/** Prometheus holds `offset 0s` as no offset, unless it is computed. */
function isOffset(expr: Selector | Subquery): boolean {
  return (expr.offset ?? 0) !== 0 || expr.computed?.offset !== undefined;
}

/** What is computed of an expression, with some lengths more. */
function computing(
  { computed = {} }: { readonly computed?: Computed },
  more: { readonly [length in keyof Computed]: Duration | undefined },
): { readonly computed?: Computed } {
  const added = Object.fromEntries(Object.entries(more).filter(([, duration]) => duration !== undefined));
  const all: Computed = { ...computed, ...added };
  return Object.keys(all).length === 0 ? {} : { computed: all };
}

/** `[range]` put on what precedes it: an instant selector that isn't shifted yet. */
export function range(expr: Expr, length: Length, bracket: Span, report: Report): Expr {
  const whole = expr.kind === "selector" && expr.range === undefined;
  const shifted = whole && (isOffset(expr) || expr.at !== undefined);
  if (!whole || shifted) {
    const allowed = shifted ? "a selector, before its offset and @" : "a selector";
    report({ kind: "misplaced-modifier", modifier: "range", allowed, span: bracket });
    return expr;
  }
  const { milliseconds, computed } = length;
  return { ...expr, range: milliseconds, ...computing(expr, { range: computed }), ...end(expr, bracket.end) };
}

/** `anchored` or `smoothed` put on what precedes it: a selector, which takes one of them. */
export function extend(expr: Expr, extended: Extended, position: number, report: Report): Expr {
  if (expr.kind !== "selector") {
    report({ kind: "misplaced-modifier", modifier: extended, allowed: "a selector", ...at(expr) });
    return expr;
  }
  if (expr.extended !== undefined && expr.extended !== extended) {
    report({ kind: "opposed-modifiers", modifiers: [expr.extended, extended], ...at(expr) });
  }
  return { ...expr, extended, ...end(expr, position) };
}

/** `[range:step]` put on what precedes it. */
export function subquery(expr: Expr, length: Length, step: Length | undefined, position: number): Subquery {
  return {
    kind: "subquery",
    expr,
    range: length.milliseconds,
    ...(step === undefined ? {} : { step: step.milliseconds }),
    ...computing({}, { range: length.computed, step: step?.computed }),
    ...end(expr, position),
  };
}
