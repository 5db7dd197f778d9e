import type { Program, Slo } from "../../../program/program.ts";
import { metricsBehind } from "../metric.ts";
import { objectives } from "../overview/objectives.ts";
import type { Section } from "../view.ts";
import type { ApiDashboard } from "./dashboard.ts";
import { latency } from "./latency.ts";
import { now } from "./now.ts";
import { nameOf, ownersOf } from "./owners.ts";
import { errors, throughput } from "./requests.ts";
import { narrowedByVariable } from "./variable.ts";

/** Latency, errors, throughput and objectives of an API. */
export function apiPerformance(program: Program, declared: ApiDashboard): readonly Section[] {
  const dashboard = narrowedByVariable(declared);
  const owners = ownersOf(program, declared);
  const slos = program.slos.filter((slo) => isAbout(program, slo, declared));
  return [
    now(program, dashboard, owners),
    latency(dashboard, owners),
    errors(program, dashboard, owners),
    throughput(program, dashboard, owners),
    objectives(program, slos),
  ];
}

/** Whether an objective's ratios are made of the dashboard's own metrics. */
function isAbout(program: Program, slo: Slo, { requests, latencyMetric }: ApiDashboard): boolean {
  const own = new Set([nameOf(requests), latencyMetric.name]);
  const rules = program.recordings.filter(
    ({ origin, record }) => origin.name === slo.origin.name && [...slo.ratios.values()].includes(record),
  );
  return rules.some(({ expr }) => metricsBehind(program, expr).some(({ name }) => own.has(name)));
}
