import type { DetectorName } from "../detector/detectors/kinds.ts";
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
import type { Policy, Quotas } from "./policy.ts";
import type { AnyRecording } from "./recording.ts";
import type { Schedule } from "./schedule.ts";
import type { Scrape } from "./scrape.ts";
import type { Security } from "./security.ts";
import type { Slo } from "./slo.ts";
import type { Suppression } from "./suppression.ts";
import { mentionedBy, type Team } from "./team.ts";

/** Everything that watches one tenant. */
export interface TenantOptions {
  /** Its name for people. */
  readonly title?: string;
  /** What it does, in a sentence. */
  readonly description?: string;
  /** What its services count. */
  readonly metrics?: readonly AnyMetric[];
  /** Where Prometheus reads them. */
  readonly scrapes?: readonly Scrape[];
  /** Expressions that are computed once and read by many. */
  readonly recordings?: readonly AnyRecording[];
  /** Ways to reach people; those of the teams needn't be listed. */
  readonly channels?: readonly Channel[];
  /** Recurring hours; those of the teams needn't be listed. */
  readonly schedules?: readonly Schedule[];
  /** Who owns alerts. */
  readonly teams: readonly Team[];
  /** Alerts on conditions, and heartbeats. */
  readonly alerts?: readonly AnyAlert[];
  /** Service level objectives. */
  readonly slos?: readonly Slo[];
  /** Distributions that shall stay as they were. */
  readonly drift?: readonly Drift[];
  /** Counts of security events that are incidents. */
  readonly security?: readonly Security[];
  /** What the sidecar watches. */
  readonly detectors?: readonly Detector[];
  /** How the sidecar runs. */
  readonly sidecar?: SidecarOptions;
  /** What Grafana shows. */
  readonly dashboards?: readonly Dashboard[];
  /** Streams of logs that Elasticsearch keeps. */
  readonly logs?: readonly Logs[];
  /** Changes of alerts that SLOs, drift and detectors make. */
  readonly overrides?: readonly Override[];
  /** How much the tenant may cost, beside what the organisation lets each cost. */
  readonly quotas?: Quotas;
  /** What its declarations must keep to, beside what the organisation wants of each tenant. */
  readonly policies?: readonly Policy[];
  /** Findings that may stand for a while. */
  readonly suppress?: readonly Suppression[];
  /** What is different outside the default environment. */
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
  /** Kinds of detectors that its bundle holds beside the declared ones, to judge files with `--mode batch`. */
  readonly batch?: readonly DetectorName[];
}

/** A tenant: the default export of `tenants/<name>/tenant.ts`. */
export interface Tenant extends Recorded {
  readonly tenant: string;
}

/** Each list, and what may stand in it. */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["metrics", ["metric"]],
  ["scrapes", ["scrape"]],
  ["recordings", ["recording"]],
  ["channels", ["channel"]],
  ["schedules", ["schedule"]],
  ["teams", ["team"]],
  ["alerts", ["alert", "heartbeat"]],
  ["slos", ["slo"]],
  ["drift", ["drift"]],
  ["security", ["security"]],
  ["detectors", ["detector"]],
  ["dashboards", ["dashboard"]],
  ["logs", ["logs"]],
  ["overrides", ["override"]],
  ["policies", ["policy"]],
  ["environments", ["environment"]],
]);

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
    const kinds = LISTS.get(property);
    if (kinds === undefined) return [property, value];
    const [record, found] = keyed(property, value, kinds);
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
