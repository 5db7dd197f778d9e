import * as values from "../../src/program/schema/values.ts";
import { type JsonSchema, patternOf, schemaOf } from "./json-schema.ts";
import { code } from "./markdown.ts";

const WORDS = [
  [values.name, "name"],
  [values.alertName, "alert name"],
  [values.labelName, "label name"],
  [values.metricName, "metric name"],
  [values.recordedName, "`level:metric:operations`"],
  [values.line, "text of one line"],
  [values.text, "text"],
  [values.address, "`host:port`"],
  [values.url, "URL"],
  [values.unit, "unit"],
  [values.version, "version: `3.15`"],
] as const;

const byPattern = new Map(WORDS.map(([schema, words]) => [patternOf(schemaOf(schema)), words]));

const OTHER_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/monday/, "day or `monday:friday`"],
  [/24:00/, "`09:00-17:30`"],
  [/\[#@\]/, "`#room` or `@person`"],
  [/@\[A-Za-z/, "mail address"],
  [/^\^\\\//, "path"],
  [/\\\.\[a-z_\]/, "field name"],
];

const BY_ID: Readonly<Record<string, string>> = {
  duration: "duration",
  percent: "percentage",
  secret: "`{ secret: path }`",
};

/** The form of a value in words. */
export function formOf(schema: JsonSchema): string {
  return FORMS.map((form) => form(schema)).find((words) => words !== undefined) ?? plain(schema);
}

const FORMS: readonly ((schema: JsonSchema) => string | undefined)[] = [
  ({ $ref }) => ($ref === undefined ? undefined : BY_ID[$ref.replace("#/$defs/", "")]),
  ({ const: only }) => (only === undefined ? undefined : code(String(only))),
  ({ enum: choices }) => choices?.map((one) => code(String(one))).join(", "),
  ({ anyOf }) => anyOf?.map(formOf).join(" or "),
  ({ items }) => (items === undefined ? undefined : `list of: ${formOf(items)}`),
  (schema) => (schema.properties === undefined ? undefined : fields(schema)),
  ({ additionalProperties: inner }) =>
    typeof inner === "object" ? `mapping of names to: ${formOf(inner)}` : undefined,
  (schema) => textForm(patternOf(schema)),
];

function fields({ properties = {}, required = [] }: JsonSchema): string {
  const named = Object.entries(properties).map(
    ([name, one]) => `${code(name)}${required.includes(name) ? " \\*" : ""} (${formOf(one)})`,
  );
  return `mapping with ${named.join(", ")}`;
}

function textForm(pattern: string): string | undefined {
  if (pattern === "") return undefined;
  return byPattern.get(pattern) ?? OTHER_PATTERNS.find(([one]) => one.test(pattern))?.[1];
}

function plain({ type = "text", minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const types = [type].flat().join(" or ").replace("integer", "whole number").replace("string", "text");
  const isBounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (isBounded) return `${types}, ${minimum} to ${maximum}`;
  return exclusiveMinimum === undefined ? types : `${types} over ${exclusiveMinimum}`;
}

/** Properties that hold PromQL. */
export const PROMQL: ReadonlySet<string> = new Set([
  ...["when", "expr", "errors", "total", "of", "events", "watch", "show", "requests", "latency"],
]);

/** Properties that hold a destination, which is told once above the table. */
export const DESTINATIONS: ReadonlySet<string> = new Set(["teams.page", "teams.ticket", "teams.info"]);

/** Interfaces of the DSL whose options mean the same as a section's properties. */
export const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  tenant: ["TenantOptions"],
  organisation: ["OrganisationOptions"],
  metrics: ["MetricOptions", "GaugeOptions", "HistogramOptions"],
  scrapes: ["ScrapeOptions"],
  alerts: ["AlertOptions"],
  slos: ["SloOptions", "LatencySloOptions"],
  drift: ["DriftOptions"],
  security: ["SecurityOptions"],
  detectors: ["DetectorOptions"],
  dashboards: ["DashboardOptions", "ApiPerformanceOptions"],
  logs: ["LogsOptions"],
  overrides: ["OverrideOptions"],
  environments: ["EnvironmentOptions", "EnvironmentServers"],
  teams: ["TeamOptions"],
  schedules: ["ScheduleOptions"],
  sidecar: ["SidecarOptions"],
};

/** What the schema and the DSL leave unsaid: sections, and properties that only YAML has. */
export const SENTENCES: Readonly<Record<string, string>> = {
  metrics: "What the tenant's services count.",
  scrapes: "Where Prometheus reads them.",
  recordings: "Expressions that are computed once and read by many.",
  channels: "Ways to reach people.",
  schedules: "Recurring hours, such as those of an office.",
  teams:
    "Who owns alerts, and where each severity goes: the name of a channel, or a mapping with `to` \\*, `during` \\* (a schedule) and `otherwise`.",
  alerts: "Alerts on conditions, and heartbeats.",
  slos: "Service level objectives: `errors` and `total`, or `of` and `within` for a bound of latency.",
  drift: "Distributions that shall stay as they were; each limit of a test becomes an alert.",
  security: "Counts of security events that are incidents.",
  detectors: "Statistics that the sidecar computes.",
  sidecar: "How the sidecar runs.",
  dashboards: "What Grafana shows.",
  logs: "Streams of logs that Elasticsearch keeps.",
  overrides: "Changes of alerts by their names, also of those that SLOs, drift and detectors make.",
  environments: "What is different in an environment.",
  prometheus: "The Prometheus that all tenants share.",
  alertmanager: "The Alertmanager that all tenants share.",
  "tenant.title": "Its name for people.",
  "organisation.organisation": "The organisation's name.",
  "metrics.type": "The kind of metric.",
  "recordings.expr": "PromQL, without a comparison.",
  "channels.type": "The kind of channel.",
  "channels.webhook": "The incoming webhook of the Slack room.",
  "channels.room": "The room.",
  "channels.routingKey": "The key of the PagerDuty service's Events API v2.",
  "channels.to": "The addresses.",
  "channels.url": "Where Alertmanager's JSON is posted.",
  "alerts.heartbeat": "Fires always.",
  "detectors.detector": "The method.",
  "dashboards.type": "Panels of your own, or a dashboard that is built from what is declared.",
  "environments.overrides": "Alerts that are different here.",
  "prometheus.version": "The version that the rules are written for.",
  "prometheus.scrapeInterval": "How often targets are read, where a job doesn't say otherwise.",
  "prometheus.evaluationInterval": "How often rules are evaluated.",
  "prometheus.retention": "How long Prometheus keeps samples.",
  "alertmanager.groupWait": "How long a new group waits for further alerts; 30 s unless given.",
  "alertmanager.groupInterval": "How long an old group waits before it tells of further alerts; 5 min unless given.",
  "alertmanager.repeat": "How often a reminder is sent.",
  "alertmanager.fallback": "The channel that hears of what no team's route takes.",
  "alertmanager.smtp": "The server that sends mail.",
};
