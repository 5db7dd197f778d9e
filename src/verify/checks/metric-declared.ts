import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { isGenerated } from "../../program/generated-series.ts";
import type { Program } from "../../program/program.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Check } from "./check.ts";

/** A selector of a metric that nobody declares never has a sample, so what reads it is silent for ever. */
export const metricDeclared: Check = (program, report) => {
  const known = [...program.series.keys()];
  for (const { authored, role } of program.expressions) {
    if (role === "events") continue;
    for (const selector of selectors(authored.expr)) {
      const { metric } = selector;
      if (metric === undefined || program.series.has(metric) || isGenerated(metric)) continue;
      report(undeclaredMetric, authored.placeOf(selector), { metric, known: suggested(metric, known, program) });
    }
  }
};

// The nearest series comes first even where the list is cut.
function suggested(metric: string, known: readonly string[], program: Program): readonly string[] {
  const meant = nearest(metric, known);
  const declared = program.metrics.map(({ name }) => name);
  return meant === undefined || declared.includes(meant) ? declared : [meant, ...declared];
}
