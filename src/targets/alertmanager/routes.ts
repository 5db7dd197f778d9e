import type { Alert, Destination, Organisation, Program, Severity, Team } from "../../program/program.ts";
import { printMatcher } from "../../routing/matchers.ts";
import { printDuration } from "../../values/duration.ts";
import type { RouteEntry } from "./entries.ts";
import { intervalName, ORGANISATION, receiverName } from "./names.ts";

const SEVERITIES: readonly Severity[] = ["page", "ticket", "info"];

/** A heartbeat is sent on every minute: a repeat just below the group's interval isn't skipped when a timer runs late. */
const HEARTBEAT = { group_wait: "0s", group_interval: "1m", repeat_interval: "50s" };

type Timing = Pick<RouteEntry, "group_wait" | "group_interval" | "repeat_interval">;

/** The root of the tree: what no tenant's subtree takes goes to the organisation. */
export function rootRoute(organisation: Organisation, label: string, tenants: readonly RouteEntry[]): RouteEntry {
  const { fallback, groupWait, groupInterval, repeat } = organisation.alertmanager;
  return {
    receiver: receiverName({ name: ORGANISATION }, fallback),
    group_by: [label, "alertname"],
    group_wait: printDuration(groupWait),
    group_interval: printDuration(groupInterval),
    repeat_interval: printDuration(repeat.ticket),
    routes: tenants,
  };
}

/** A tenant's subtree: by team, then heartbeats by their names and all else by severity. */
export function tenantRoute(program: Program): RouteEntry {
  const { name, label } = program.tenant;
  return {
    matchers: [equal(label, name)],
    routes: program.teams.map((team) => teamRoute(program, team)),
  };
}

function teamRoute(program: Program, team: Team): RouteEntry {
  const heartbeats = program.alerts.filter((alert) => alert.kind === "heartbeat" && alert.team.name === team.name);
  return {
    matchers: [equal("team", team.name)],
    routes: [
      ...heartbeats.flatMap((alert) => heartbeatRoutes(program, team, alert)),
      ...SEVERITIES.flatMap((severity) => severityRoutes(program, team, severity)),
    ],
  };
}

function heartbeatRoutes(program: Program, team: Team, { name, severity }: Alert): readonly RouteEntry[] {
  return destinationRoutes(program, [equal("alertname", name)], team.destinations[severity], HEARTBEAT);
}

function severityRoutes(program: Program, team: Team, severity: Severity): readonly RouteEntry[] {
  const timing = { repeat_interval: printDuration(program.organisation.alertmanager.repeat[severity]) };
  return destinationRoutes(program, [equal("severity", severity)], team.destinations[severity], timing);
}

/** One route, or two that take turns: the first is silent outside of the schedule, the second inside. */
function destinationRoutes(
  { tenant }: Program,
  matchers: readonly string[],
  { channel, during, otherwise }: Destination,
  timing: Timing,
): readonly RouteEntry[] {
  const always = { receiver: receiverName(tenant, channel), matchers };
  if (during === undefined || channel.name === otherwise?.name) return [{ ...always, ...timing }];
  const hours = [intervalName(tenant, during)];
  const inside = { ...always, active_time_intervals: hours, ...timing };
  if (otherwise === undefined) return [inside];
  const outside = { receiver: receiverName(tenant, otherwise), matchers, mute_time_intervals: hours, ...timing };
  return [{ ...inside, continue: true }, outside];
}

function equal(name: string, value: string): string {
  return printMatcher({ name, operator: "=", value });
}
