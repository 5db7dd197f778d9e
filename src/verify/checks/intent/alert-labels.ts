import { labelOverwritten } from "../../../diagnostics/codes/intent.ts";
import { valuesOf } from "../../../promql/types/label-values.ts";
import type { Check } from "../check.ts";
import { conditioned } from "./conditions.ts";

/** An alert's own labels leave those of its series alone: without them several series would be one alert. */
export const alertLabels: Check = (program, report) => {
  for (const { alert, expression } of conditioned(program)) {
    for (const label of Object.keys(alert.labels)) {
      if (!expression.labels.includes(label)) continue;
      if (valuesOf(label, expression.authored.expr, program.series)?.size === 1) continue;
      report(labelOverwritten, { path: [...alert.origin.path, "labels", label], part: "key" }, { label });
    }
  }
};
