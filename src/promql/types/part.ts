import type { Expr, Matcher, Selector } from "../syntax/ast.ts";

/**
 * Whether the values of `part` count a subset of the events that those of `whole` count: the same expression over a
 * selector with more matchers, or over a histogram's buckets where the whole reads its count.
 */
export function isPartOf(part: Expr, whole: Expr): boolean {
  const [a, b] = [unwrap(part), unwrap(whole)];
  switch (a.kind) {
    case "selector":
      return b.kind === "selector" && isNarrower(a, b);
    case "call":
      return b.kind === "call" && ADDITIVE.has(a.name) && a.name === b.name && sameArguments(a.args, b.args);
    case "aggregation":
      return (
        b.kind === "aggregation" &&
        a.operator === "sum" &&
        b.operator === "sum" &&
        sameGrouping(a.grouping, b.grouping) &&
        isPartOf(a.expr, b.expr)
      );
    default:
      return false;
  }
}

// A sum or a rate over some of the events never exceeds the one over all of them.
const ADDITIVE = new Set(["rate", "irate", "increase", "sum_over_time"]);

function sameArguments(a: readonly Expr[], b: readonly Expr[]): boolean {
  const [first, second] = [a[0], b[0]];
  return a.length === 1 && b.length === 1 && first !== undefined && second !== undefined && isPartOf(first, second);
}

type Grouping = { readonly kind: string; readonly labels: readonly string[] } | undefined;

function sameGrouping(a: Grouping, b: Grouping): boolean {
  const text = (grouping: Grouping) => `${grouping?.kind ?? "by"} ${[...(grouping?.labels ?? [])].sort().join()}`;
  return text(a) === text(b);
}

function isNarrower(a: Selector, b: Selector): boolean {
  if (a.range !== b.range || a.offset !== b.offset || a.at !== b.at) return false;
  return sameEvents(a, b) && b.matchers.every((matcher) => a.matchers.some((other) => equal(matcher, other)));
}

function sameEvents(a: Selector, b: Selector): boolean {
  if (a.metric === undefined || b.metric === undefined) return false;
  if (a.metric === b.metric) return !a.metric.endsWith("_bucket") || a.matchers.some(({ label }) => label === "le");
  const bucket = /^(.*)_bucket$/.exec(a.metric);
  const pinned = a.matchers.some(({ label, operator }) => label === "le" && operator === "=");
  return pinned && bucket !== null && b.metric === `${bucket[1]}_count`;
}

function equal(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.operator === b.operator && a.value === b.value;
}

function unwrap(expr: Expr): Expr {
  return expr.kind === "paren" ? unwrap(expr.expr) : expr;
}
