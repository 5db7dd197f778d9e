import type { Aggregation, Binary, Call, Expr } from "../syntax/ast.ts";
import { typeOf } from "../syntax/check.ts";
import { isSetOperator } from "../syntax/precedence.ts";

/**
 * Whether every series of a result still carries a label as its selectors had it. Assumes that each selected series
 * has the label (`enforce` sees to that). Numbers, `vector()` and times have none.
 */
export function keepsLabel(expr: Expr, label: string): boolean {
  switch (expr.kind) {
    case "number":
    case "string":
      return false;
    case "selector":
      return true;
    case "call":
      return callKeeps(expr, label);
    case "aggregation":
      return aggregationKeeps(expr, label);
    case "binary":
      return binaryKeeps(expr, label);
    default:
      return keepsLabel(expr.expr, label);
  }
}

/** Functions that write a label, by the argument that names it. */
const writers: ReadonlyMap<string, number> = new Map([
  ["label_replace", 1],
  ["label_join", 1],
  ["histogram_quantiles", 1],
]);

/** Whether a call writes over the label, or takes it away. */
function rewrites(call: Call, label: string): boolean {
  if (label === "le" && call.name.startsWith("histogram_")) return true;
  const written = call.args[writers.get(call.name) ?? -1];
  return written?.kind === "string" && written.value === label;
}

function callKeeps(call: Call, label: string): boolean {
  if (call.name === "absent" || call.name === "absent_over_time") return absentKeeps(call, label);
  if (call.name === "vector" || typeOf(call) === "scalar" || rewrites(call, label)) return false;
  const series = call.args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
  return series !== undefined && keepsLabel(series, label);
}

/** `absent` makes its labels from the equality matchers of the selector that it stands directly before. */
function absentKeeps(call: Call, label: string): boolean {
  const [argument] = call.args;
  if (argument?.kind !== "selector") return false;
  const about = argument.matchers.filter((matcher) => matcher.label === label);
  return about.length === 1 && about.every(({ operator, value }) => operator === "=" && value !== "");
}

const selecting: ReadonlySet<string> = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

function aggregationKeeps(expr: Aggregation, label: string): boolean {
  if (selecting.has(expr.operator)) return keepsLabel(expr.expr, label);
  const { parameter } = expr;
  if (parameter?.kind === "string" && parameter.value === label) return false;
  const { kind, labels } = expr.grouping ?? { kind: "by", labels: [] };
  return labels.includes(label) === (kind === "by") && keepsLabel(expr.expr, label);
}

function binaryKeeps(expr: Binary, label: string): boolean {
  const [left, right] = [keepsLabel(expr.left, label), keepsLabel(expr.right, label)];
  if (typeOf(expr.left) === "scalar") return right;
  if (typeOf(expr.right) === "scalar") return left;
  if (expr.operator === "or") return left && right;
  return isSetOperator(expr.operator) ? left : matchedKeeps(expr, left, right, label);
}

function matchedKeeps({ matching }: Binary, left: boolean, right: boolean, label: string): boolean {
  if (!matching) return left;
  const { group, labels, kind } = matching;
  if (!group) return left && labels.includes(label) === (kind === "on");
  const [many, one] = group.side === "left" ? [left, right] : [right, left];
  return group.include.includes(label) ? one : many;
}
