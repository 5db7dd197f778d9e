import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsIn } from "../../promql/types/known-labels.ts";
import type { Check } from "../checks/check.ts";
import { duplicates } from "../checks/hygiene/duplicates.ts";
import { recordingNames } from "../checks/hygiene/recording-names.ts";
import { CHECKS, foundBy } from "../checks/index.ts";
import { asAlerts, asRecordings, originOf, placeInFile } from "./as-declared.ts";
import type { Readable } from "./catalogue.ts";
import type { Statement } from "./statement.ts";

/** What the checks of declared expressions find in those of files, read by one tenant's program or by nobody's. */
export function expressionFindings(
  statements: readonly Statement[],
  { base, nobody }: { readonly base: Program; readonly nobody: Program },
  readable: Readable,
  isDeclared: boolean,
): readonly Finding[] {
  const program = programOf(statements, base, nobody, readable);
  const found = foundBy(OF_FILES, program).filter((one) => !isMissingElsewhere(one, readable, isDeclared, base));
  return found.map(({ kind, data, reason, suggestion, place }) => {
    return { kind, data, reason, suggestion, place: placeInFile(place, statements) };
  });
}

function programOf(statements: readonly Statement[], base: Program, nobody: Program, { series }: Readable): Program {
  const placed = statements.map((statement, index) => ({ statement, origin: originOf(statement, index) }));
  return {
    ...base,
    series,
    recordings: asRecordings(placed),
    alerts: asAlerts(placed, nobody, series),
    expressions: placed.map(({ statement: { authored, role }, origin }): AuthoredExpression => {
      const labels = [...labelsIn(series)(authored.expr).labels];
      return { authored, role, labels, meaning: infer(authored.expr, series), origin };
    }),
    slos: [],
    drifts: [],
    inhibitions: [],
    detectors: [],
    dashboards: [],
    logs: [],
  };
}

/** All but what is of a declaration's names alone: rules of files are compared with the groups that they stand in. */
const OF_FILES: readonly Check[] = CHECKS.filter((one) => one !== duplicates && one !== recordingNames);

// Where no tenant declares anything, only the name of a recording can be misspelt.
function isMissingElsewhere(
  { kind, data }: Finding,
  { series, unknown }: Readable,
  isDeclared: boolean,
  { sidecar }: Program,
): boolean {
  if (kind.code !== undeclaredMetric.code || !("metric" in data)) return false;
  const metric = String(data.metric);
  // What the tenant's own sidecar exposes, nobody declares.
  if (unknown.has(metric) || metric.startsWith(`${sidecar.prefix}_`)) return true;
  if (isDeclared) return false;
  const recorded = [...unknown, ...series.keys()].filter((name) => name.includes(":"));
  return !metric.includes(":") || nearest(metric, recorded) === undefined;
}
