import { statisticOfStatistics } from "../../diagnostics/codes/calculation.ts";
import type { Program } from "../../program/program.ts";
import type { Aggregation } from "../../promql/syntax/ast.ts";
import { walk } from "../../promql/syntax/walk.ts";
import { labelCatalogue } from "../../promql/types/catalogue.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { statisticOf } from "../../promql/types/statistic.ts";
import type { Check } from "./check.ts";
import { recordedBy } from "./recorded.ts";

const MIXING = new Set(["avg", "sum", "quantile", "stddev", "stdvar"]);

/** A percentile, a mean or a ratio of each group says nothing of all groups together. */
export const statistics: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const { authored } of program.expressions) {
    walk(authored.expr, (node) => {
      if (node.kind !== "aggregation" || !MIXING.has(node.operator)) return;
      const of = statisticOf(node.expr, recorded);
      // Averages of what several replicas say alike may be summed up.
      if (of === undefined || (of === "averages" && node.operator !== "avg") || !mixes(node, program)) return;
      report(statisticOfStatistics, authored.placeOf(node), { operator: node.operator, of });
    });
  }
};

// An aggregation that keeps all labels has one value to aggregate.
function mixes({ expr, grouping }: Aggregation, { series }: Program): boolean {
  const { labels } = labelsOf(expr, labelCatalogue(series));
  const kept = new Set(grouping?.labels ?? []);
  return [...labels].some((label) => kept.has(label) === (grouping?.kind === "without"));
}
