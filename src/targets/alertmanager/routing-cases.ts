import type { Alert, Organisation, Program, Schedule } from "../../program/program.ts";
import type { RoutingCase } from "../../routing/cases.ts";
import { type Labels, labelValue } from "../../routing/matchers.ts";
import { labelSetsOf } from "./label-sets.ts";
import { ORGANISATION, receiverName } from "./names.ts";
import { type ScheduleEdge, scheduleEdge } from "./schedule-edges.ts";
import { scheduleOf, type WakeTime, wakes } from "./wakes.ts";

/** What the declarations promise for each alert of a tenant, taken from its team's destinations and not from any route. */
export function routingCases(program: Program): readonly RoutingCase[] {
  const edges = new Map<string, ScheduleEdge>();
  const edgeOf = (schedule: Schedule): ScheduleEdge => {
    const edge = edges.get(schedule.name) ?? scheduleEdge(program.tenant, schedule);
    edges.set(schedule.name, edge);
    return edge;
  };
  const labelSets = labelSetsOf(program);
  return program.alerts.flatMap((alert) =>
    labelSets(alert).flatMap((labels) => {
      const schedule = scheduleOf(alert);
      const base = { name: nameOf(program, alert, labels), labels };
      if (schedule === undefined) return [{ ...base, receivers: heard(program, alert, "always") }];
      return timedCases(program, alert, base, schedule, edgeOf(schedule));
    }),
  );
}

/** An alert of no tenant, which the organisation hears of. */
export function fallbackCase(organisation: Organisation): RoutingCase {
  const receivers = [receiverName({ name: ORGANISATION }, organisation.alertmanager.fallback)];
  return { name: "an alert of no tenant", labels: { alertname: "Unknown" }, receivers };
}

function timedCases(
  program: Program,
  alert: Alert,
  base: Pick<RoutingCase, "name" | "labels">,
  { name }: Schedule,
  { inside, outside }: ScheduleEdge,
): readonly RoutingCase[] {
  const during = inside === undefined ? [] : [{ at: inside, words: `during ${name}`, part: "during" as const }];
  const rest = outside === undefined ? [] : [{ at: outside, words: `outside ${name}`, part: "outside" as const }];
  return [...during, ...rest].map(({ at, words, part }) => ({
    name: `${base.name}, ${words}`,
    labels: base.labels,
    at: new Date(at).toISOString().replace(".000Z", "Z"),
    receivers: heard(program, alert, part),
  }));
}

function heard(program: Program, alert: Alert, part: "always" | "during" | "outside"): readonly string[] {
  const holds = (when: WakeTime) => (when === "always" ? part === "always" : part in when);
  return wakes(program, alert).flatMap(({ receiver, when }) => (holds(when) ? [receiver] : []));
}

function nameOf(program: Program, alert: Alert, labels: Labels): string {
  const details = alert.conditionLabels.map((name) => `${name}=${labelValue(labels, name)}`);
  return [`${program.tenant.name}/${alert.name}`, alert.severity, ...details].join(", ");
}
