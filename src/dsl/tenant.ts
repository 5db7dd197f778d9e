import { isObject, type Mistake, type Recorded, recorded, spread } from "../promql/build/record.ts";
import type { AnyAlert } from "./alert.ts";
import type { Channel } from "./channel.ts";
import type { Dashboard } from "./dashboard.ts";
import type { Detector } from "./detector.ts";
import type { Drift } from "./drift.ts";
import { keyed } from "./keyed.ts";
import type { Logs } from "./logs.ts";
import type { AnyMetric } from "./metric.ts";
import type { EnvironmentChanges, Override } from "./override.ts";
import type { AnyRecording } from "./recording.ts";
import type { Schedule } from "./schedule.ts";
import type { Scrape } from "./scrape.ts";
import type { Security } from "./security.ts";
import type { Slo } from "./slo.ts";
import { mentionedBy, type Team } from "./team.ts";

/** Everything that watches one tenant. */
export interface TenantOptions {
  /** Its name for people. */
  readonly title?: string;
  readonly description?: string;
  readonly metrics?: readonly AnyMetric[];
  readonly scrapes?: readonly Scrape[];
  readonly recordings?: readonly AnyRecording[];
  readonly channels?: readonly Channel[];
  readonly schedules?: readonly Schedule[];
  readonly teams: readonly Team[];
  readonly alerts?: readonly AnyAlert[];
  readonly slos?: readonly Slo[];
  readonly drift?: readonly Drift[];
  readonly security?: readonly Security[];
  readonly detectors?: readonly Detector[];
  readonly sidecar?: SidecarOptions;
  readonly dashboards?: readonly Dashboard[];
  readonly logs?: readonly Logs[];
  readonly overrides?: readonly Override[];
  readonly environments?: readonly EnvironmentChanges[];
}

/** How the tenant's detector sidecar runs. */
export interface SidecarOptions {
  /** What the names of its metrics begin with. */
  readonly prefix?: string;
  /** Where it serves `/metrics`, `/healthz` and `/readyz`; 8000 unless given. */
  readonly port?: number;
  /** Where Prometheus reaches it; `localhost:<port>` unless given. */
  readonly address?: string;
}

/** A tenant: the default export of `tenants/<name>/tenant.ts`. */
export interface Tenant extends Recorded {
  readonly tenant: string;
}

const LISTS = [
  "metrics",
  "scrapes",
  "recordings",
  "channels",
  "schedules",
  "teams",
  "alerts",
  "slos",
  "drift",
  "security",
  "detectors",
  "dashboards",
  "logs",
  "overrides",
  "environments",
];

/** Declares a tenant; its name is that of its folder. Channels and schedules of its teams are declared with them. */
export function tenant(name: string, options: TenantOptions): Tenant {
  const mistakes: Mistake[] = [];
  const given: Readonly<Record<string, unknown>> = { ...spread(options) };
  const all = {
    ...given,
    channels: withMentioned(given.channels, "channel", given.teams),
    schedules: withMentioned(given.schedules, "schedule", given.teams),
  };
  const properties = Object.entries(all).map(([property, value]) => {
    if (!LISTS.includes(property)) return [property, value];
    const [record, found] = keyed(property, value);
    mistakes.push(...found);
    return [property, record];
  });
  return recorded(["tenant", "..."], { ...Object.fromEntries(properties), tenant: name }, mistakes);
}

function withMentioned(given: unknown = [], kind: string, teams: unknown): unknown {
  if (!Array.isArray(given) || !Array.isArray(teams)) return given;
  const mentioned = teams.flatMap((team: unknown) => [...mentionedBy(team)]);
  const ofKind = mentioned.filter((one) => isObject(one) && "~kind" in one && one["~kind"] === kind);
  return [...new Set<unknown>([...given, ...ofKind])];
}
