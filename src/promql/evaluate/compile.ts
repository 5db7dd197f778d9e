import type { Aggregation, Binary, Call, Expr, Selector, Subquery, Unary } from "../syntax/ast.ts";
import { aggregationNode } from "./aggregate.ts";
import { binaryNode } from "./binary.ts";
import { callNode } from "./call.ts";
import type { Compiled, Context, ScalarNode, VectorNode } from "./context.ts";
import { inWholeMilliseconds } from "./lengths.ts";
import { COST, type Meter } from "./meter.ts";
import { fail, Samples, unsupported } from "./outcome.ts";
import { instantSelector, rangeSelector } from "./selector.ts";
import { subqueryNode } from "./subquery.ts";

/** An expression as closures over a storage. Stops where something isn't supported. */
export function compile(expr: Expr, context: Context): Compiled {
  const node = compiled(expr, context);
  const { meter } = context.storage;
  return meter === undefined || expr.kind === "paren" ? node : metered(node, meter);
}

function metered(node: Compiled, meter: Meter): Compiled {
  if (node.type === "vector") {
    return {
      type: "vector",
      at: (now) => {
        meter.spend(COST.node);
        const samples = node.at(now);
        meter.spend(COST.sample * samples.length);
        return samples;
      },
    };
  }
  if (node.type !== "range") return node;
  return {
    type: "range",
    at: (now, visit) =>
      node.at(now, (window) => {
        meter.spend(window.to - window.from);
        visit(window);
      }),
  };
}

function compiled(expr: Expr, context: Context): Compiled {
  switch (expr.kind) {
    case "number":
      return { type: "scalar", at: () => expr.value };
    case "string":
      return { type: "string", value: expr.value };
    case "selector":
      return selector(expr, context);
    case "paren":
      return compile(expr.expr, context);
    case "unary":
      return unaryNode(expr, context);
    default:
      return applied(expr, context);
  }
}

function selector(written: Selector, context: Context): Compiled {
  if (written.extended) unsupported(`${written.extended} selectors`);
  const expr = inWholeMilliseconds(written);
  return expr.range === undefined ? instantSelector(expr, context) : rangeSelector(expr, expr.range, context);
}

function applied(expr: Subquery | Binary | Aggregation | Call, context: Context): Compiled {
  switch (expr.kind) {
    case "subquery":
      return subqueryNode(inWholeMilliseconds(expr), vector(expr.expr, context), context);
    case "binary":
      if (expr.fill) unsupported("fill modifiers");
      return binaryNode(expr, compile(expr.left, context), compile(expr.right, context), context);
    case "aggregation":
      return aggregation(expr, context);
    case "call": {
      const args = expr.args.map((argument) => compile(argument, context));
      return callNode(expr, args, context);
    }
  }
}

function vector(expr: Expr, context: Context): VectorNode {
  const node = compile(expr, context);
  return node.type === "vector" ? node : fail("an instant vector is needed here");
}

function aggregation(expr: Aggregation, context: Context): VectorNode {
  const inner = vector(expr.expr, context);
  const parameter = expr.parameter ? compile(expr.parameter, context) : { type: "scalar" as const, at: () => 0 };
  if (parameter.type !== "scalar" && parameter.type !== "string")
    return fail("an aggregation's parameter is a scalar or string");
  return aggregationNode(expr, inner, parameter, context);
}

function unaryNode(expr: Unary, context: Context): ScalarNode | VectorNode {
  const node = compile(expr.expr, context);
  if (node.type !== "scalar" && node.type !== "vector") return fail("a sign goes before a scalar or instant vector");
  if (expr.operator === "+") return node;
  if (node.type === "scalar") return { type: "scalar", at: (now) => -node.at(now) };
  const nameless = context.pool.withoutName;
  return {
    type: "vector",
    at: (now) => {
      const samples = node.at(now);
      const result = new Samples();
      for (const [index, labels] of samples.labels.entries()) result.push(nameless(labels), -samples.value(index));
      return result.unique();
    },
  };
}
