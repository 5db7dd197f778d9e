import { inWholeMilliseconds } from "../../../src/promql/evaluate/lengths.ts";
import { EvaluationStop } from "../../../src/promql/evaluate/outcome.ts";
import type { Expr } from "../../../src/promql/syntax/ast.ts";
import { walk } from "../../../src/promql/syntax/walk.ts";

/** The lengths that our evaluator takes, as the judge writes those of Prometheus's engine; null where it would refuse one. */
export function lengthsOf(expr: Expr): readonly string[] | null {
  const found: string[] = [];
  const note = (what: string, milliseconds: number | undefined): void => {
    if (milliseconds) found.push(`${what} ${milliseconds}`);
  };
  try {
    walk(expr, (node) => {
      if (node.kind !== "selector" && node.kind !== "subquery") return;
      const whole = inWholeMilliseconds(node);
      note("offset", whole.offset);
      note("range", whole.range);
      note("step", whole.kind === "subquery" ? whole.step : undefined);
    });
  } catch (error) {
    if (error instanceof EvaluationStop) return null;
    throw error;
  }
  return found.sort();
}
