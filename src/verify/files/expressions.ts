import { undeclaredMetric } from "../../diagnostics/codes/expression.ts";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { AuthoredExpression, Program } from "../../program/program.ts";
import { labelCatalogue } from "../../promql/types/catalogue.ts";
import { infer } from "../../promql/types/infer.ts";
import { labelsOf } from "../../promql/types/labels.ts";
import { check } from "../checks/index.ts";
import type { Readable } from "./catalogue.ts";
import type { Statement } from "./statement.ts";

/** What the checks of declared expressions find in those of files, read by one tenant's program or by nobody's. */
export function expressionFindings(
  statements: readonly Statement[],
  base: Program,
  readable: Readable,
  isDeclared: boolean,
): readonly Finding[] {
  const program = programOf(statements, base, readable);
  return check(program).filter((found) => !isMissingElsewhere(found, readable, isDeclared));
}

function programOf(statements: readonly Statement[], base: Program, { series }: Readable): Program {
  return {
    ...base,
    series,
    recordings: statements.flatMap(({ rule, authored, path }) =>
      rule?.record === undefined
        ? []
        : [
            {
              record: rule.record,
              expr: authored.expr,
              labels: Object.fromEntries(rule.labels),
              group: rule.group,
              origin: { path, name: path.join("/") },
            },
          ],
    ),
    expressions: statements.map(
      ({ authored, role, path }): AuthoredExpression => ({
        authored,
        role,
        meaning: infer(authored.expr, series),
        labels: [...labelsOf(authored.expr, labelCatalogue(series)).labels],
        origin: { path, name: path.join("/") },
      }),
    ),
    alerts: [],
    slos: [],
    drifts: [],
    inhibitions: [],
    detectors: [],
    dashboards: [],
    logs: [],
  };
}

// Where no tenant declares anything, only the name of a recording can be misspelt.
function isMissingElsewhere({ kind, data }: Finding, { series, unknown }: Readable, isDeclared: boolean): boolean {
  if (kind.code !== undeclaredMetric.code || !("metric" in data)) return false;
  const metric = String(data.metric);
  if (unknown.has(metric)) return true;
  if (isDeclared) return false;
  const recorded = [...unknown, ...series.keys()].filter((name) => name.includes(":"));
  return !metric.includes(":") || nearest(metric, recorded) === undefined;
}
