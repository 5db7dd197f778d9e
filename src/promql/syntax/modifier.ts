import type { Expr, Extended, Selector, Span, Subquery } from "./ast.ts";
import type { SyntaxFinding } from "./finding.ts";

type Report = (finding: SyntaxFinding) => void;

function end(expr: Expr, position: number): { span?: Span } {
  return expr.span ? { span: { start: expr.span.start, end: position } } : {};
}

function at(expr: Expr): { span?: Span } {
  return expr.span ? { span: expr.span } : {};
}

/** `offset` or `@` put on what precedes it; reports where that takes none, or has one already. */
export function shift(
  expr: Expr,
  change: { readonly offset: number } | { readonly at: number | "start" | "end" },
  position: number,
  report: Report,
): Expr {
  const modifier = "offset" in change ? "offset" : "@";
  if (expr.kind !== "selector" && expr.kind !== "subquery") {
    report({ kind: "misplaced-modifier", modifier, allowed: "a selector or subquery", ...at(expr) });
    return expr;
  }
  // Prometheus holds `offset 0s` as no offset, so only a second one that follows a real one repeats it.
  const repeated = modifier === "offset" ? (expr.offset ?? 0) !== 0 : expr.at !== undefined;
  if (repeated) report({ kind: "repeated-modifier", modifier, ...at(expr) });
  return { ...expr, ...change, ...end(expr, position) };
}

/** `[range]` put on what precedes it: an instant selector that isn't shifted yet. */
export function range(expr: Expr, milliseconds: number, bracket: Span, report: Report): Expr {
  const whole = expr.kind === "selector" && expr.range === undefined;
  const shifted = whole && ((expr.offset ?? 0) !== 0 || expr.at !== undefined);
  if (!whole || shifted) {
    const allowed = shifted ? "a selector, before its offset and @" : "a selector";
    report({ kind: "misplaced-modifier", modifier: "range", allowed, span: bracket });
    return expr;
  }
  const selector: Selector = { ...expr, range: milliseconds, ...end(expr, bracket.end) };
  return selector;
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
export function subquery(expr: Expr, milliseconds: number, step: number | undefined, position: number): Subquery {
  return {
    kind: "subquery",
    expr,
    range: milliseconds,
    ...(step === undefined ? {} : { step }),
    ...end(expr, position),
  };
}
