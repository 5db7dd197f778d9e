import { undeclaredLabel } from "../../diagnostics/codes/expression.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Series } from "../../promql/types/catalogue.ts";
import type { Compilation } from "../compilation.ts";

/** Reports labels that a metric is grouped by and doesn't have. */
export function checkGrouping(by: readonly string[], metric: Series, path: Path, compilation: Compilation): void {
  for (const [index, label] of by.entries()) {
    if (metric.labels.has(label)) continue;
    compilation.report(undeclaredLabel, [...path, index], {
      label,
      of: metric.name,
      metric: metric.name,
      known: [...metric.labels.keys()],
    });
  }
}
