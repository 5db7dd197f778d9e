import { type Finding, finding } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import { quotas } from "../cost/quotas.ts";
import { policies } from "../policies/index.ts";
import { bounds } from "./bounds.ts";
import type { Check } from "./check.ts";
import { condition } from "./condition.ts";
import { contradictions } from "./contradictions.ts";
import { filters } from "./filters.ts";
import { heartbeatCause } from "./heartbeat-cause.ts";
import { duplicates } from "./hygiene/duplicates.ts";
import { firingAlerts } from "./hygiene/firing-alerts.ts";
import { recordingNames } from "./hygiene/recording-names.ts";
import { INTENT_CHECKS } from "./intent/index.ts";
import { labelArguments } from "./label-arguments.ts";
import { labelDeclared } from "./label-declared.ts";
import { aggregatedQuotients } from "./linting/aggregated-quotients.ts";
import { unsteady } from "./linting/unsteady.ts";
import { logFields } from "./log-fields.ts";
import { metricDeclared } from "./metric-declared.ts";
import { metricUse } from "./metric-use.ts";
import { operands } from "./operands.ts";
import { pairs } from "./pairs.ts";
import { prometheusVersion } from "./prometheus-version.ts";
import { quantiles } from "./quantiles.ts";
import { recordingCycle } from "./recording-cycle.ts";
import { statistics } from "./statistics.ts";
import { values } from "./values.ts";
import { windows } from "./windows.ts";

/** Every check, in the order in which they run; what they find is sorted by place afterwards. */
export const CHECKS: readonly Check[] = [
  metricDeclared,
  recordingCycle,
  labelDeclared,
  labelArguments,
  condition,
  values,
  heartbeatCause,
  bounds,
  windows,
  metricUse,
  operands,
  quantiles,
  statistics,
  pairs,
  filters,
  contradictions,
  logFields,
  prometheusVersion,
  duplicates,
  recordingNames,
  firingAlerts,
  unsteady,
  aggregatedQuotients,
  ...INTENT_CHECKS,
  quotas,
  policies,
];

/** What the checks find in a program. */
export function check(program: Program): readonly Finding[] {
  return foundBy(CHECKS, program);
}

/** What some checks find in a program. */
export function foundBy(checks: readonly Check[], program: Program): readonly Finding[] {
  const findings: Finding[] = [];
  for (const run of checks) run(program, (kind, place, data) => findings.push(finding(kind, place, data)));
  return findings;
}
