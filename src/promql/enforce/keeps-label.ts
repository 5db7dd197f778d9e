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

function stringArgument(call: Call, index: number): string | undefined {
  const argument = call.args[index];
  return argument?.kind === "string" ? argument.value : undefined;
}

/** Functions that write a label, by the argument that names it. */
const writers: ReadonlyMap<string, number> = new Map([
  ["label_replace", 1],
  ["label_join", 1],
  ["histogram_quantiles", 1],
]);

function callKeeps(call: Call, label: string): boolean {
  if (call.name === "absent" || call.name === "absent_over_time") return absentKeeps(call, label);
  if (call.name === "vector" || typeOf(call) === "scalar") return false;
  const writes = writers.get(call.name);
  if (writes !== undefined && stringArgument(call, writes) === label) return false;
  if (label === "le" && call.name.startsWith("histogram_")) return false;
  const series = call.args.find((argument) => typeOf(argument) === "vector" || typeOf(argument) === "matrix");
  return series !== undefined && keepsLabel(series, label);
}

/** `absent` makes its labels from the equality matchers of the selector that it stands directly before. */
function absentKeeps(call: Call, label: string): boolean {
  const [argument] = call.args;
  if (argument?.kind !== "selector") return false;
  const about = argument.matchers.filter((matcher) => matcher.label === label);
  return about.length === 1 && about[0]?.operator === "=" && about[0].value !== "";
}

const selecting = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

function aggregationKeeps(expr: Aggregation, label: string): boolean {
  if (selecting.has(expr.operator)) return keepsLabel(expr.expr, label);
  if (expr.operator === "count_values" && expr.parameter?.kind === "string" && expr.parameter.value === label)
    return false;
  const named = expr.grouping?.labels.includes(label) ?? false;
  const stays = expr.grouping?.kind === "without" ? !named : named;
  return stays && keepsLabel(expr.expr, label);
}

function binaryKeeps(expr: Binary, label: string): boolean {
  const [left, right] = [keepsLabel(expr.left, label), keepsLabel(expr.right, label)];
  if (typeOf(expr.left) === "scalar") return right;
  if (typeOf(expr.right) === "scalar") return left;
  if (isSetOperator(expr.operator)) return expr.operator === "or" ? left && right : left;
  const group = expr.matching?.group;
  if (group) {
    const [many, one] = group.side === "left" ? [left, right] : [right, left];
    return group.include.includes(label) ? one : many;
  }
  const named = expr.matching?.labels.includes(label) ?? false;
  return left && (expr.matching?.kind === "on" ? named : !named);
}
