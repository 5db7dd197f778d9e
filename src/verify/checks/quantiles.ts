import { impossibleQuantile, quantileWithoutBuckets } from "../../diagnostics/codes/expression.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import type { Call, Expr } from "../../promql/syntax/ast.ts";
import { walk } from "../../promql/syntax/walk.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import type { Check, Report } from "./check.ts";

/** Quantiles lie within 0 and 1, and those of a histogram need its buckets. */
export const quantiles: Check = (program, report) => {
  for (const expression of program.expressions) {
    walk(expression.authored.expr, (node) => {
      const parameter = quantileOf(node);
      if (parameter?.kind === "number" && !(parameter.value >= 0 && parameter.value <= 1)) {
        const data = { found: parameter.value, from: 0, to: 1 };
        report(impossibleQuantile, expression.authored.placeOf(parameter), data);
      }
      if (node.kind === "call" && node.name === "histogram_quantile") checkBuckets(node, expression, program, report);
    });
  }
};

function quantileOf(node: Expr): Expr | undefined {
  if (node.kind === "aggregation" && node.operator === "quantile") return node.parameter;
  const takes = node.kind === "call" && (node.name === "histogram_quantile" || node.name === "quantile_over_time");
  return takes ? node.args[0] : undefined;
}

function checkBuckets(call: Call, { authored }: AuthoredExpression, program: Program, report: Report): void {
  const [, buckets] = call.args;
  if (buckets === undefined) return;
  const { open, labels } = labelsIn(program.series)(buckets);
  if (open || labels.has("le")) return;
  const kept = [...labels].sort();
  const data = { labels: kept.length === 0 ? "no labels" : `the labels ${kept.join(", ")}` };
  report(quantileWithoutBuckets, authored.placeOf(call), data);
}
