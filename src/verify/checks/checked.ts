import { type Finding, finding } from "../../diagnostics/diagnostic.ts";
import { compile } from "../../program/compile.ts";
import { organisationOf } from "../../program/passes/organisation.ts";
import { organisationSchema } from "../../program/schema/organisation.ts";
import type { Check } from "./check.ts";

const SERVERS = {
  grafana: "https://grafana.example.com",
  prometheus: "https://prometheus.example.com",
  alertmanager: "https://alertmanager.example.com",
  runbooks: "https://runbooks.example.com",
};

const ORGANISATION = {
  organisation: "meridian",
  environments: { production: SERVERS },
  defaultEnvironment: "production",
  prometheus: { version: "3.15", scrapeInterval: "30s", evaluationInterval: "30s", retention: "45d" },
  channels: { operations: { type: "pagerduty", routingKey: { secret: "operations" } } },
  alertmanager: { fallback: "operations" },
};

const SERVICE = ["player", "search"];

const TENANT = {
  tenant: "acme",
  metrics: {
    http_requests_total: { type: "counter", help: "Requests.", labels: { service: SERVICE, status: { upTo: 40 } } },
    http_request_duration_seconds: {
      type: "histogram",
      help: "Durations.",
      unit: "seconds",
      labels: { service: SERVICE },
      buckets: [0.1, 0.2, 1],
    },
    memory_used_ratio: { type: "gauge", help: "Memory.", unit: "ratio", labels: { host: { upTo: 5 } } },
    disk_free_bytes: { type: "gauge", help: "Disk.", unit: "bytes", labels: { host: { upTo: 5 } } },
  },
  channels: { oncall: { type: "pagerduty", routingKey: { secret: "acme" } } },
  teams: { music: { page: "oncall", ticket: "oncall" } },
};

const NOTICE = { severity: "page", owner: "music" };

/** For tests: what a check finds in a tenant with these properties, over a few metrics. */
export function findings(check: Check, properties: object): readonly Finding[] {
  const shared = organisationOf(organisationSchema.parse(ORGANISATION), { report: () => undefined });
  if (shared === undefined) throw new Error("the organisation is wrong");
  const declaration = { ...TENANT, ...properties };
  const compiled = compile({ folder: "acme", declaration, mistakes: [] }, shared, [shared.defaultEnvironment]);
  const [program] = compiled.programs;
  const mistake = compiled.findings.find(({ kind }) => kind.severity === "error");
  if (program === undefined || mistake !== undefined) throw new Error(`the tenant is wrong: ${mistake?.reason}`);
  const found: Finding[] = [];
  check(program, (kind, place, data) => found.push(finding(kind, place, data)));
  return found;
}

/** For tests: what a check finds in the condition of an alert, as `MG2104 ‹the text it is about›`. */
export function foundIn(check: Check, when: string): readonly string[] {
  const alert = { ...NOTICE, when, summary: "Something is wrong" };
  return findings(check, { alerts: { Wrong: alert } }).map(({ kind, place: { span } }) => {
    return `${kind.code} ‹${span === undefined ? when : when.slice(span.start, span.end)}›`;
  });
}

/** For tests: the builder's node of a metric. */
export function metricNode(metric: string, where?: object): object {
  return { op: "metric", metric, ...(where === undefined ? {} : { where }) };
}

/** For tests: an alert on a node of the builder. */
export function alertOn(when: object): object {
  return { alerts: { Wrong: { ...NOTICE, when, summary: "Something is wrong" } } };
}
