import type { Expr } from "../syntax/ast.ts";
import { withoutParens } from "../syntax/print.ts";
import { type Calling, single } from "./calling.ts";
import type { Context, RangeNode, VectorNode } from "./context.ts";
import { type Labels, metricName } from "./labels.ts";
import { Samples } from "./outcome.ts";

/** The labels of `absent`: those that the selector directly inside pins, each only once. */
function absentLabels(argument: Expr | undefined, context: Context): Labels {
  if (argument?.kind !== "selector") return context.pool.of([]);
  const pinned = new Map<string, string>();
  const seen = new Set<string>();
  for (const { label, operator, value } of argument.matchers) {
    if (label === metricName) continue;
    if (operator === "=" && !seen.has(label)) pinned.set(label, value);
    else pinned.delete(label);
    if (operator === "=") seen.add(label);
  }
  return context.pool.of(pinned);
}

/** `absent` and `absent_over_time`: one sample where there is none. */
export function absent(calling: Calling): VectorNode {
  const { call, args, context } = calling;
  const [argument] = args;
  const labels = absentLabels(call.args[0] && withoutParens(call.args[0]), context);
  const isPresent = (now: number): boolean => {
    if (argument?.type === "vector") return argument.at(now).length > 0;
    return argument?.type === "range" && hasSamples(argument, now);
  };
  return { type: "vector", at: (now) => (isPresent(now) ? new Samples() : single(labels, 1)) };
}

function hasSamples(range: RangeNode, now: number): boolean {
  let found = false;
  range.at(now, () => {
    found = true;
  });
  return found;
}
