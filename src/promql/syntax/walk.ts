import { onceFor } from "../../values/once-for.ts";
import type { Aggregation, Binary, Call, Computed, Duration, Expr, Selector, Subquery } from "./ast.ts";
import { sortMatchers } from "./print.ts";

/** The expressions directly inside another, in the order of the text. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "binary":
      return [expr.left, expr.right];
    case "call":
      return expr.args;
    case "aggregation":
      return expr.parameter ? [expr.parameter, expr.expr] : [expr.expr];
    case "number":
    case "string":
    case "selector":
      return [];
    default:
      return [expr.expr];
  }
}

/** Calls `visit` with every expression of a tree, outer ones first, in the order of the text; false skips what is inside. */
export function walk(expr: Expr, visit: (expr: Expr) => false | unknown): void {
  if (visit(expr) !== false) walkInside(expr, visit);
}

// As `childrenOf`, without a list for each node.
function walkInside(expr: Expr, visit: (expr: Expr) => false | unknown): void {
  switch (expr.kind) {
    case "number":
    case "string":
    case "selector":
      return;
    case "binary":
      walk(expr.left, visit);
      walk(expr.right, visit);
      return;
    case "call":
      for (const argument of expr.args) walk(argument, visit);
      return;
    default:
      if (expr.kind === "aggregation" && expr.parameter) walk(expr.parameter, visit);
      walk(expr.expr, visit);
  }
}

/** A tree with `change` applied to every expression, inner ones first; what doesn't change is the same object. */
export function map(expr: Expr, change: (expr: Expr) => Expr): Expr {
  return change(withChildren(expr, (child) => map(child, change)));
}

function withChildren(expr: Expr, change: (expr: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "number":
    case "string":
    case "selector":
      return expr;
    case "binary": {
      const [left, right] = [change(expr.left), change(expr.right)];
      return left === expr.left && right === expr.right ? expr : { ...expr, left, right };
    }
    case "call": {
      const args = expr.args.map(change);
      return args.every((argument, index) => argument === expr.args[index]) ? expr : { ...expr, args };
    }
    default:
      return withInner(expr, change);
  }
}

function withInner(expr: Extract<Expr, { expr: Expr }>, change: (expr: Expr) => Expr): Expr {
  const inner = change(expr.expr);
  const parameter = expr.kind === "aggregation" && expr.parameter ? change(expr.parameter) : undefined;
  if (expr.kind !== "aggregation") return inner === expr.expr ? expr : { ...expr, expr: inner };
  if (inner === expr.expr && parameter === expr.parameter) return expr;
  return { ...expr, expr: inner, ...(parameter ? { parameter } : {}) };
}

/** The expressions of a tree that most is asked of, by their kind, each in the order of the text. */
export interface Parts {
  readonly selectors: readonly Selector[];
  readonly calls: readonly Call[];
  readonly aggregations: readonly Aggregation[];
  readonly binaries: readonly Binary[];
  readonly subqueries: readonly Subquery[];
}

/** The parts of a tree, found once: trees don't change, and are asked over and over. */
export const partsOf = onceFor((expr: Expr): Parts => {
  const [selectors, calls, aggregations, binaries, subqueries]: [
    Selector[],
    Call[],
    Aggregation[],
    Binary[],
    Subquery[],
  ] = [[], [], [], [], []];
  walk(expr, (node) => {
    if (node.kind === "selector") selectors.push(node);
    else if (node.kind === "call") calls.push(node);
    else if (node.kind === "aggregation") aggregations.push(node);
    else if (node.kind === "binary") binaries.push(node);
    else if (node.kind === "subquery") subqueries.push(node);
  });
  return { selectors, calls, aggregations, binaries, subqueries };
});

/** Every selector of a tree, in the order of its text. */
export function selectors(expr: Expr): readonly Selector[] {
  return partsOf(expr).selectors;
}

/** A tree by its meaning: no spans, no written parentheses, no empty shifts, matchers in order. Equal trees compare deeply equal. */
export function canonical(expr: Expr): Expr {
  return map(expr, (node) => {
    const { span: _span, ...rest } = node;
    if (rest.kind === "paren") return rest.expr;
    if (rest.kind === "number") return { kind: "number", value: rest.value };
    if (rest.kind !== "selector" && rest.kind !== "subquery") return rest;
    const { offset, ...unshifted } = rest;
    const computed = rest.computed ? { computed: canonicalLengths(rest.computed) } : {};
    const shifted = { ...unshifted, ...(offset ? { offset } : {}), ...computed };
    if (shifted.kind === "subquery") return shifted;
    const matchers = sortMatchers(shifted.matchers).map(({ label, operator, value }) => ({ label, operator, value }));
    return { ...shifted, matchers };
  });
}

function canonicalLengths(computed: Computed): Computed {
  const lengths = Object.entries(computed).map(([length, duration]) => [length, canonicalDuration(duration)]);
  return Object.fromEntries(lengths);
}

function canonicalDuration(duration: Duration): Duration {
  switch (duration.kind) {
    case "length":
      return { kind: "length", value: duration.value };
    case "query":
      return duration;
    case "negative":
      return { kind: "negative", duration: canonicalDuration(duration.duration) };
    case "paren":
      return { kind: "paren", duration: { kind: "length", value: duration.duration.value } };
    default:
      return { ...duration, left: canonicalDuration(duration.left), right: canonicalDuration(duration.right) };
  }
}
