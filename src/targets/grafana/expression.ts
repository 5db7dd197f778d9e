import type { TenantIdentity } from "../../program/program.ts";
import { enforce } from "../../promql/enforce/enforce.ts";
import type {
  AggregationOperator,
  Binary,
  BinaryOperator,
  Call,
  Expr,
  Matcher,
  Selector,
} from "../../promql/syntax/ast.ts";
import { map } from "../../promql/syntax/walk.ts";

/** The range that Grafana chooses by zoom and scrape interval; `queryText` prints it as `$__rate_interval`. */
export const RATE_INTERVAL = -1;

/** Limits an expression built here to the tenant, as the Program's own are. Throws where a selector contradicts it. */
export function ownedBy(tenant: TenantIdentity, expr: Expr): Expr {
  const enforced = enforce(expr, { label: tenant.label, value: tenant.name });
  if ("conflicts" in enforced) throw new Error(`a query about another ${tenant.label} than ${tenant.name}`);
  return enforced.expr;
}

/** A bare number. */
export function number(value: number): Expr {
  return { kind: "number", value };
}

/** `metric{label="value"}`. */
export function select(metric: string, labels: Readonly<Record<string, string>> = {}): Selector {
  const matchers = Object.entries(labels).map(([label, value]): Matcher => ({ label, operator: "=", value }));
  return { kind: "selector", metric, matchers };
}

/** `sum by (labels) (expr)`. */
export function aggregate(operator: AggregationOperator, labels: readonly string[], expr: Expr): Expr {
  return labels.length === 0
    ? { kind: "aggregation", operator, expr }
    : { kind: "aggregation", operator, grouping: { kind: "by", labels }, expr };
}

/** `topk(10, expr)`, or of the lowest `bottomk(10, expr)`. */
export function worstOf(count: number, operator: "topk" | "bottomk", expr: Expr): Expr {
  return { kind: "aggregation", operator, parameter: number(count), expr };
}

/** `name(args)`. */
export function call(name: string, ...args: readonly Expr[]): Call {
  return { kind: "call", name, args };
}

/** `left operator right`. */
export function binary(left: Expr, operator: BinaryOperator, right: Expr): Binary {
  return { kind: "binary", operator, left, right };
}

/** `rate(selector[range])`. */
export function rate(selector: Expr, range: number): Expr {
  return call("rate", over(selector, range));
}

/** The same selectors over a range. */
export function over(expr: Expr, range: number): Expr {
  return map(expr, (node) => (node.kind === "selector" ? { ...node, range } : node));
}

/** The same selectors, narrowed by one more matcher. */
export function narrowed(expr: Expr, matcher: Matcher): Expr {
  return map(expr, (node) => (node.kind === "selector" ? { ...node, matchers: [...node.matchers, matcher] } : node));
}
