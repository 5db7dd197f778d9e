import type { Expr } from "../syntax/ast.ts";
import { compile } from "./compile.ts";
import type { Context, EvaluationOptions } from "./context.ts";
import { EvaluationStop, type Outcome } from "./outcome.ts";
import type { Storage } from "./storage.ts";

/** An expression made ready for one storage. */
export interface Query {
  /** What the expression is at a moment in milliseconds. Going forward in time is cheapest, as subqueries remember their steps. */
  readonly at: (timeMs: number) => Outcome;
}

function stopped(error: unknown): Outcome {
  if (error instanceof EvaluationStop) return error.outcome;
  throw error;
}

/** Makes an expression ready to be evaluated many times over a storage, which may grow meanwhile. */
export function prepare(expr: Expr, storage: Storage, options: EvaluationOptions = {}): Query {
  const context: Context = {
    storage,
    pool: storage.pool,
    lookback: options.lookback ?? 300_000,
    defaultStep: options.defaultStep ?? 60_000,
    closedRanges: options.closedRanges ?? false,
    queryTime: 0,
  };
  try {
    const node = compile(expr, context);
    if (node.type === "range" || node.type === "string") {
      return { at: () => ({ kind: "unsupported", feature: `a ${node.type} as the result` }) };
    }
    return { at: (timeMs) => run(node, context, timeMs) };
  } catch (error) {
    const outcome = stopped(error);
    return { at: () => outcome };
  }
}

function run(
  node: Extract<ReturnType<typeof compile>, { type: "scalar" | "vector" }>,
  context: Context,
  timeMs: number,
): Outcome {
  context.queryTime = timeMs;
  try {
    if (node.type === "scalar") return { kind: "scalar", value: node.at(timeMs) };
    const { labels, values } = node.at(timeMs);
    return { kind: "vector", labels, values };
  } catch (error) {
    return stopped(error);
  }
}

/**
 * What an expression is at a moment, with Prometheus 3.15's semantics over synthetic series. The expression must have
 * passed `check`. Pure; native histograms and experimental functions that aren't there give `unsupported`.
 */
export function evaluate(expr: Expr, storage: Storage, timeMs: number, options: EvaluationOptions = {}): Outcome {
  return prepare(expr, storage, options).at(timeMs);
}
