import { refusedRouting } from "../../../../diagnostics/codes/routing.ts";
import { type Finding, finding } from "../../../../diagnostics/diagnostic.ts";
import type { RoutingConfig } from "../../../../routing/config.ts";
import { describeProblem, type RoutingProblem } from "../../../../routing/problems.ts";
import { readRouting } from "../../../../routing/read-config.ts";
import { contextOf, type Search } from "./context.ts";
import { doubledAlerts, forgottenAlerts, unheardAlerts } from "./fates.ts";
import { emptyIntervals, handoverGaps } from "./hours.ts";
import { inhibitionMistakes } from "./inhibitions.ts";
import { unknownNames } from "./labels.ts";
import { unusedNames } from "./names.ts";
import type { RaisedAlert } from "./raised.ts";
import { idleContinues, unreachedRoutes } from "./routes.ts";

/** What is known beside the file. */
export interface RoutingOptions {
  /** The label that tells tenants apart; `tenant` unless told otherwise. */
  readonly tenantLabel?: string;
}

const SEARCHES: readonly Search[] = [
  unknownNames,
  unreachedRoutes,
  idleContinues,
  unheardAlerts,
  forgottenAlerts,
  doubledAlerts,
  unusedNames,
  emptyIntervals,
  handoverGaps,
  inhibitionMistakes,
];

/**
 * What is wrong with the routing in an Alertmanager configuration, given as the plain data of its YAML file, for the alerts
 * that can be raised; without any, only what holds for all alerts. Each finding's place is a path in that file.
 */
export function routingFindings(
  document: unknown,
  alerts: readonly RaisedAlert[],
  { tenantLabel = "tenant" }: RoutingOptions = {},
): readonly Finding[] {
  const { config, problems } = readRouting(document);
  if (config === undefined || problems.length > 0) return problems.map((problem) => refused(problem, config));
  const context = contextOf(document, config, alerts, tenantLabel);
  const findings: Finding[] = [];
  for (const search of SEARCHES) search(context, (kind, place, data) => findings.push(finding(kind, place, data)));
  return findings;
}

function refused(problem: RoutingProblem, config: RoutingConfig | undefined): Finding {
  const { at: path, found } = problem;
  const place = problem.problem === "unknown key" ? { path, part: "key" as const } : { path };
  const data = { text: describeProblem(problem), found, known: problem.known ?? namesLike(problem, config) };
  return finding(refusedRouting, place, data);
}

function namesLike({ problem }: RoutingProblem, config: RoutingConfig | undefined): readonly string[] {
  if (problem === "undefined receiver") return config?.receivers ?? [];
  return problem === "undefined time interval" ? (config?.timeIntervals ?? []).map(({ name }) => name) : [];
}
