import type { Matching } from "../syntax/ast.ts";
import { type LabelPool, type Labels, metricName } from "./labels.ts";

/** The labels by which two sides match. */
export function signature(matching: Matching | undefined, pool: LabelPool): (labels: Labels) => Labels {
  const named = matching?.labels ?? [];
  return matching?.kind === "on" ? pool.only(named) : pool.without([metricName, ...named]);
}
