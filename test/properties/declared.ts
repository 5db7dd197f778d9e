import type { Finding } from "../../src/diagnostics/diagnostic.ts";
import { separate } from "../../src/load/recording.ts";
import { compile } from "../../src/program/compile.ts";
import { organisationOf, type Shared } from "../../src/program/passes/organisation.ts";
import type { Alert, Program } from "../../src/program/program.ts";
import type { RecordedMistake } from "../../src/program/recorded-mistakes.ts";
import { organisationSchema } from "../../src/program/schema/organisation.ts";
import { print } from "../../src/promql/syntax/print.ts";
import { check } from "../../src/verify/checks/index.ts";

/** Data in the form of a tenant.yaml. */
export type Data = Readonly<Record<string, unknown>>;

const servers = (domain: string) => ({
  grafana: `https://grafana.${domain}/`,
  prometheus: `https://prometheus.${domain}`,
  alertmanager: `https://alertmanager.${domain}`,
  runbooks: `https://runbooks.${domain}`,
});

/** An organisation.yaml with two environments. */
export const organisation = {
  organisation: "meridian",
  environments: { staging: servers("staging.example.com"), production: servers("example.com") },
  defaultEnvironment: "production",
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "45d" },
  channels: { operations: { type: "webhook", url: { secret: "operations/hook" } } },
  alertmanager: { fallback: "operations" },
} as const;

/** The organisation of a declaration, resolved. */
export function shared(declaration: Data = organisation): Shared {
  const findings: string[] = [];
  const result = organisationOf(organisationSchema.parse(declaration), {
    report: (kind, _place, data) => findings.push(kind.reason(data)),
  });
  if (result === undefined) throw new Error(findings.join("; "));
  return result;
}

/** A tenant.yaml with some metrics of each type and a team. */
export const base = {
  tenant: "acme",
  metrics: {
    http_requests_total: {
      type: "counter",
      help: "Requests that a service has answered.",
      unit: "requests",
      labels: { service: ["player", "search"], status: { upTo: 40 } },
    },
    latency_seconds: {
      type: "histogram",
      help: "How long a service took.",
      unit: "seconds",
      labels: { service: ["player", "search"] },
      buckets: [0.1, 0.5, 1],
    },
    memory_used_ratio: { type: "gauge", help: "Memory in use.", unit: "ratio", labels: { host: { upTo: 20 } } },
    disk_free_bytes: { type: "gauge", help: "Free space.", unit: "bytes", labels: { host: { upTo: 20 } } },
    tempo_bpm: { type: "histogram", help: "Tempo of tracks.", unit: "bpm", buckets: [60, 90, 120, 150] },
    failed_logins_total: { type: "counter", help: "Failed logins.", unit: "logins", labels: { account: { upTo: 9 } } },
  },
  channels: {
    oncall: { type: "pagerduty", routingKey: { secret: "pagerduty/acme" } },
    room: { type: "slack", webhook: { secret: "slack/acme" }, room: "#music" },
  },
  teams: { music: { page: "oncall", ticket: "room" } },
} as const;

/** An alert that fires when requests fail. */
export const requestsFail = {
  when: 'sum by (service) (rate(http_requests_total{status=~"5.."}[5m])) / sum by (service) (rate(http_requests_total[5m])) > 0.01',
  severity: "page",
  owner: "music",
  summary: "Requests fail",
} as const;

/** What came of a declaration. */
export interface Outcome {
  readonly program: Program;
  readonly findings: readonly Finding[];
  /** `name path` of each finding, sorted. */
  readonly found: readonly string[];
  /** Their reasons. */
  readonly reasons: readonly string[];
  alert(name: string): Alert;
  /** PromQL of an alert or a recording. */
  promql(name: string, labels?: Data): string;
}

/** How a declaration is compiled. */
export interface Setting {
  readonly environment?: string;
  readonly organisation?: Data;
  readonly mistakes?: readonly RecordedMistake[];
  readonly folder?: string;
}

/** Compiles the base with other or more properties, for one environment. */
export function compiled(changes: Data = {}, setting: Setting = {}): Outcome {
  return compiledAlone(
    JSON.parse(JSON.stringify({ ...base, alerts: { RequestsFail: requestsFail }, ...changes })),
    setting,
  );
}

/** Compiles a declaration as it is, for one environment. */
export function compiledAlone(declaration: unknown, setting: Setting = {}): Outcome {
  const common = shared(setting.organisation);
  const environment = common.environments.get(setting.environment ?? "production");
  if (environment === undefined) throw new Error("no such environment");
  const folder = setting.folder ?? "acme";
  const result = compile({ folder, declaration, mistakes: setting.mistakes ?? [] }, common, [environment]);
  const [program] = result.programs;
  const findings = [...result.findings, ...(program === undefined ? [] : check(program))];
  const reasons = findings.map(({ kind, place, reason }) => `${kind.name} ${place.path.join("/")}: ${reason}`);
  const promqlOf = (name: string, labels: Data = {}): string => {
    const rules = program?.recordings.filter(
      (one) => one.record === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value),
    );
    const rule = program?.alerts.find((alert) => alert.name === name) ?? rules?.[0];
    return print(rule?.expr ?? raise(`no ${name}: ${reasons.join("\n")}`));
  };
  return {
    get program() {
      return program ?? raise(`no program: ${reasons.join("\n")}`);
    },
    findings,
    found: [...new Set(findings.map(({ kind, place }) => `${kind.name} ${place.path.join("/")}`))].sort(),
    reasons,
    alert: (name) =>
      program?.alerts.find((alert) => alert.name === name) ?? raise(`no alert ${name}: ${reasons.join("\n")}`),
    promql: promqlOf,
  };
}

function raise(message: string): never {
  throw new Error(message);
}

/** What the loader hands over of a tenant or organisation that was written with the DSL. */
export function fromDsl(value: object): {
  readonly declaration: unknown;
  readonly mistakes: readonly RecordedMistake[];
} {
  const { declaration, mistakes } = separate(JSON.parse(JSON.stringify(value)));
  return { declaration, mistakes: mistakes.map(({ at: _at, ...mistake }) => mistake) };
}
