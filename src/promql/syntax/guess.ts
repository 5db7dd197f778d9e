import { nearest } from "../../diagnostics/nearest.ts";
import { guessDuration } from "../../values/duration.ts";
import type { Finding } from "./finding.ts";
import { aggregations, functions } from "./functions.ts";

/** What most expressions are made of, and so most typing errors. */
const COMMON_FUNCTIONS: ReadonlySet<string> = new Set([
  ...["rate", "increase", "histogram_quantile", "absent", "avg_over_time", "max_over_time", "min_over_time"],
  ...["sum", "avg", "min", "max", "count", "topk"],
]);

/** What a misspelt function or duration most likely meant. */
export function guessOf(error: Finding): string | undefined {
  if (error.kind === "unknown-function") {
    return nearest(error.name, [...functions.keys(), ...aggregations.keys()], COMMON_FUNCTIONS);
  }
  return error.kind === "bad-number" || error.kind === "bad-duration" ? guessDuration(error.text) : undefined;
}
