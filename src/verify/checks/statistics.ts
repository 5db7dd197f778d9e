import { statisticOfStatistics } from "../../diagnostics/codes/calculation.ts";
import type { Program } from "../../program/program.ts";
import type { Aggregation, Expr } from "../../promql/syntax/ast.ts";
import { partsOf, selectors } from "../../promql/syntax/walk.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import { type LabelValues, valuesOf } from "../../promql/types/label-values.ts";
import { statisticOf } from "../../promql/types/statistic.ts";
import type { Check } from "./check.ts";
import { recordedBy } from "./recorded.ts";

const MIXING = new Set(["avg", "sum", "quantile", "stddev", "stdvar"]);

/** A percentile, a mean or a ratio of each group says nothing of all groups together. */
export const statistics: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const { authored } of program.expressions) {
    for (const node of partsOf(authored.expr).aggregations) {
      if (!MIXING.has(node.operator)) continue;
      const of = statisticOf(node.expr, recorded);
      // Averages of what several replicas say alike may be summed up.
      if (of === undefined || (of === "averages" && node.operator !== "avg") || !mixes(node, program)) continue;
      report(statisticOfStatistics, authored.placeOf(node), { operator: node.operator, of });
    }
  }
};

// An aggregation that keeps all labels has one value to aggregate; so has one that drops only what has one value.
function mixes({ operator, expr, grouping }: Aggregation, { series, recordings }: Program): boolean {
  const { labels } = labelsIn(series)(expr);
  const kept = new Set(grouping?.labels ?? []);
  const dropped = [...labels].filter((label) => kept.has(label) === (grouping?.kind === "without"));
  const told = operator === "sum" ? ownLabels(expr, recordings) : new Set<string>();
  return dropped.some((label) => !told.has(label) && isMany(valuesOf(label, expr, series)));
}

function isMany(values: LabelValues): boolean {
  return values === undefined || [...values].filter((value) => value !== "").length > 1;
}

// Parts that recordings tell apart by labels of their own, such as reads and writes, are added on purpose.
function ownLabels(expr: Expr, recordings: Program["recordings"]): ReadonlySet<string> {
  const read = new Set(selectors(expr).map(({ metric }) => metric));
  return new Set(recordings.filter(({ record }) => read.has(record)).flatMap(({ labels }) => Object.keys(labels)));
}
