import type { Binary, Duration, Expr, Selector, TimeShift } from "../../../src/promql/syntax/ast.ts";
import { typeOf } from "../../../src/promql/syntax/check.ts";

/** Nested lists, in which only the meaning of an expression is left. */
export type Lists = string | number | boolean | null | readonly Lists[];

/** An expression as the judge writes Prometheus's own tree of it, so that the two can be compared. */
export function listsOf(expr: Expr): Lists {
  switch (expr.kind) {
    case "number":
      return ["number", bits(expr.value)];
    case "string":
      return ["string", expr.value];
    case "paren":
      return listsOf(expr.expr);
    case "unary":
      return ["unary", expr.operator, listsOf(expr.expr)];
    case "selector":
      return selector(expr);
    case "call":
      return ["call", expr.name, ...expr.args.map(listsOf)];
    default:
      return ofOthers(expr);
  }
}

function ofOthers(expr: Extract<Expr, { kind: "subquery" | "aggregation" | "binary" }>): Lists {
  if (expr.kind === "binary") return binary(expr);
  if (expr.kind === "subquery") {
    const { range, step, computed } = expr;
    return [
      "subquery",
      listsOf(expr.expr),
      length(range, computed?.range),
      length(step, computed?.step),
      ...shift(expr),
    ];
  }
  const { grouping, operator, parameter } = expr;
  const isSaid = grouping && (grouping.kind === "without" || grouping.labels.length > 0);
  const groups: Lists = isSaid ? [grouping.kind === "without", grouping.labels] : null;
  return ["aggregation", operator, groups, parameter ? listsOf(parameter) : null, listsOf(expr.expr)];
}

function selector(expr: Selector): Lists {
  const named = expr.metric === undefined ? [] : [`__name__\0=\0${expr.metric}`];
  const matchers = expr.matchers.map(({ label, operator, value }) => `${label}\0${operator}\0${value}`);
  const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
  const sorted = [...named, ...matchers].sort(byBytes);
  return ["selector", sorted, length(expr.range, expr.computed?.range), expr.extended ?? "", ...shift(expr)];
}

function shift({ offset, at, computed }: TimeShift): readonly Lists[] {
  const time = typeof at === "number" ? Math.round(at * 1000) : (at ?? null);
  return [offset || computed?.offset ? length(offset, computed?.offset) : null, time];
}

function binary({ operator, bool = false, matching: written, fill, left, right }: Binary): Lists {
  // Between other things than vectors an empty matching is let pass, and forgotten.
  const matching = typeOf(left) === "vector" && typeOf(right) === "vector" ? written : undefined;
  const isSaid = matching && (matching.kind === "on" || matching.labels.length > 0 || matching.group);
  const group = matching?.group ? [matching.group.side, matching.group.include] : null;
  const matched: Lists = isSaid ? [matching.kind === "on", matching.labels, group] : null;
  const [before, after] = [fill?.left, fill?.right].map((value) => (value === undefined ? null : bits(value)));
  return ["binary", operator, bool, matched, before ?? null, after ?? null, listsOf(left), listsOf(right)];
}

function length(milliseconds: number | undefined, computed: Duration | undefined): Lists {
  if (computed) return computation(computed);
  return milliseconds === undefined ? null : bits(milliseconds);
}

function computation(duration: Duration): Lists {
  switch (duration.kind) {
    case "length":
      return ["length", bits(duration.value)];
    case "paren":
      return computation(duration.duration);
    case "query":
      return [duration.name];
    case "negative":
      return ["-", computation(duration.duration)];
    case "choice":
      return [duration.name, computation(duration.left), computation(duration.right)];
    case "arithmetic":
      return [duration.operator, computation(duration.left), computation(duration.right)];
  }
}

function bits(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}
