import type { Aggregation, Call, Expr, Matcher, Selector } from "../syntax/ast.ts";

/**
 * Whether the values of `part` count a subset of the events that those of `whole` count: the same expression over a
 * selector with more matchers, or over a histogram's buckets where the whole reads its count.
 */
export function isPartOf(part: Expr, whole: Expr): boolean {
  const [a, b] = [unwrap(part), unwrap(whole)];
  if (a.kind === "selector" && b.kind === "selector") return isNarrower(a, b);
  if (a.kind === "call" && b.kind === "call") return isPartCall(a, b);
  return a.kind === "aggregation" && b.kind === "aggregation" && isPartSum(a, b);
}

function isPartCall(a: Call, b: Call): boolean {
  return ADDITIVE.has(a.name) && a.name === b.name && sameArguments(a.args, b.args);
}

function isPartSum(a: Aggregation, b: Aggregation): boolean {
  const sums = a.operator === "sum" && b.operator === "sum";
  return sums && sameGrouping(a.grouping, b.grouping) && isPartOf(a.expr, b.expr);
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
