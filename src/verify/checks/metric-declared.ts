import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Program } from "../../program/program.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { Check } from "./check.ts";

/** Series that monitorgen itself records: SLOs' ratios, drift statistics, the state of alerts. */
const GENERATED = /^(slo|drift):|^ALERTS(_FOR_STATE)?$/;

/** A selector of a metric that nobody declares never has a sample, so what reads it is silent for ever. */
export const metricDeclared: Check = (program, report) => {
  const known = [...program.series.keys()];
  for (const { authored, role } of program.expressions) {
    if (role === "events") continue;
    for (const selector of selectors(authored.expr)) {
      const { metric } = selector;
      if (metric === undefined || program.series.has(metric) || GENERATED.test(metric)) continue;
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
