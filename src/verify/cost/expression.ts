import type { Aggregation, Binary, Call, Expr, Selector } from "../../promql/syntax/ast.ts";
import { typeOf } from "../../promql/syntax/check.ts";
import { grouped, NONE, ONE, type Shape, together } from "./shape.ts";

/** Series that a selector selects, and the time between two samples of each, in milliseconds. */
export interface Selection {
  readonly shape: Shape;
  readonly interval: number;
}

/** Finds the series of a selector. */
export interface Stored {
  select(selector: Selector): readonly Selection[];
}

/** How many series the result of an expression has at most, and how their labels differ. */
export function shapeOf(expr: Expr, stored: Stored): Shape {
  switch (expr.kind) {
    case "number":
    case "string":
      return ONE;
    case "selector":
      return stored.select(expr).reduce((all, { shape }) => together(all, shape), NONE);
    case "call":
      return calledShape(expr, stored);
    case "aggregation":
      return aggregatedShape(expr, stored);
    case "binary":
      return pairedShape(expr, stored);
    default:
      return shapeOf(expr.expr, stored);
  }
}

function calledShape(call: Call, stored: Stored): Shape {
  const series = call.args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
  if (series === undefined || call.name.startsWith("absent") || typeOf(call) === "scalar") return ONE;
  const inner = shapeOf(series, stored);
  return call.name.startsWith("histogram_") ? grouped(inner, (label) => label !== "le") : inner;
}

const SELECTING = new Set(["topk", "bottomk", "limitk"]);

function aggregatedShape({ operator, grouping, parameter, expr }: Aggregation, stored: Stored): Shape {
  const inner = shapeOf(expr, stored);
  const labels = new Set(grouping?.labels ?? []);
  const groups = grouped(inner, (label) => labels.has(label) === (grouping?.kind !== "without"));
  if (operator === "count_values" || operator === "limit_ratio") return inner;
  if (!SELECTING.has(operator)) return groups;
  const most = parameter?.kind === "number" ? parameter.value : 1;
  return { ...inner, series: Math.min(inner.series, groups.series * most) };
}

const LEFT_ONLY = new Set(["and", "unless"]);

function pairedShape({ operator, matching, left, right }: Binary, stored: Stored): Shape {
  const [a, b] = [shapeOf(left, stored), shapeOf(right, stored)];
  if (typeOf(left) === "scalar") return b;
  if (typeOf(right) === "scalar" || LEFT_ONLY.has(operator)) return a;
  return operator === "or" ? together(a, b) : matchedShape(matching, a, b);
}

function matchedShape(matching: Binary["matching"], a: Shape, b: Shape): Shape {
  if (matching?.group !== undefined) return matching.group.side === "left" ? a : b;
  const fewer = a.series <= b.series ? a : b;
  if (matching === undefined) return fewer;
  const labels = new Set(matching.labels);
  return grouped(fewer, (label) => labels.has(label) === (matching.kind === "on"));
}

/** How many samples one evaluation of an expression reads at most. `step` is that of subqueries without one. */
export function samplesOf(expr: Expr, stored: Stored, step: number): number {
  switch (expr.kind) {
    case "number":
    case "string":
      return 0;
    case "selector":
      return stored
        .select(expr)
        .reduce((sum, { shape, interval }) => sum + shape.series * samplesIn(expr.range, interval), 0);
    case "subquery":
      return samplesOf(expr.expr, stored, step) * samplesIn(expr.range, expr.step ?? step);
    case "call":
      return expr.args.reduce((sum, argument) => sum + samplesOf(argument, stored, step), 0);
    case "binary":
      return samplesOf(expr.left, stored, step) + samplesOf(expr.right, stored, step);
    default:
      return samplesOf(expr.expr, stored, step);
  }
}

function samplesIn(range: number | undefined, interval: number): number {
  return range === undefined ? 1 : Math.max(1, Math.round(range / interval));
}
