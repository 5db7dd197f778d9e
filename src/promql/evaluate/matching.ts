import type { Matching } from "../syntax/ast.ts";
import { type LabelPool, type Labels, metricName, remembered } from "./labels.ts";

/** The labels by which two sides match. */
export function signature(matching: Matching | undefined, pool: LabelPool): (labels: Labels) => Labels {
  const named = new Set(matching?.labels ?? []);
  if (matching?.kind === "on") return remembered((labels) => pool.keep(labels, (name) => named.has(name)));
  return remembered((labels) => pool.keep(labels, (name) => name !== metricName && !named.has(name)));
}
