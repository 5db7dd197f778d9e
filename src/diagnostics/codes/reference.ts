import { kind } from "../diagnostic.ts";
import { allOf, nearest } from "../nearest.ts";

interface Undeclared {
  readonly name: string;
  readonly known: readonly string[];
}

function reason(what: string, list: string) {
  return ({ name, known }: Undeclared) =>
    `no ${what} is called '${name}'; ${known.length === 0 ? `${list} is empty` : `there is ${allOf(known, 8)}`}`;
}

function suggestion(list: string) {
  return ({ name, known }: Undeclared) => {
    const meant = nearest(name, known);
    return meant === undefined ? `declare '${name}' under ${list}` : `did you mean '${meant}'?`;
  };
}

/** A team that isn't declared. */
export const undeclaredTeam = kind({
  code: "MG2004",
  name: "team/undeclared",
  severity: "error",
  title: "team isn't declared",
  reason: reason("team", "teams"),
  suggestion: suggestion("teams"),
});

/** A channel that isn't declared. */
export const undeclaredChannel = kind({
  code: "MG2005",
  name: "channel/undeclared",
  severity: "error",
  title: "channel isn't declared",
  reason: reason("channel", "channels"),
  suggestion: suggestion("channels"),
});

/** A schedule that isn't declared. */
export const undeclaredSchedule = kind({
  code: "MG2006",
  name: "schedule/undeclared",
  severity: "error",
  title: "schedule isn't declared",
  reason: reason("schedule", "schedules"),
  suggestion: suggestion("schedules"),
});

/** An alert that nothing declares. */
export const undeclaredAlert = kind({
  code: "MG2007",
  name: "alert/undeclared",
  severity: "error",
  title: "alert isn't declared",
  reason: reason("alert", "alerts"),
  suggestion: suggestion("alerts"),
});

/** An environment that the organisation doesn't have. */
export const undeclaredEnvironment = kind({
  code: "MG2008",
  name: "environment/undeclared",
  severity: "error",
  title: "environment isn't declared",
  reason: reason("environment of the organisation", "environments"),
  suggestion: ({ name, known }: Undeclared) => {
    const meant = nearest(name, known);
    return meant === undefined ? `declare '${name}' in tenants/organisation` : `did you mean '${meant}'?`;
  },
});

/** A channel that sends mail where nobody said through which server. */
export const mailWithoutServer = kind({
  code: "MG2010",
  name: "channel/no-mail-server",
  severity: "error",
  title: "mail has no server to go through",
  reason: ({ channel }: { channel: string }) =>
    `'${channel}' sends mail, and the organisation has no alertmanager.smtp; Alertmanager refuses such a configuration`,
  suggestion: () => 'add smtp: { smarthost: "mail.example.com:587", from: "…" } to tenants/organisation',
});

/** A field of ECS that doesn't exist. */
export const unknownEcsField = kind({
  code: "MG2009",
  name: "logs/unknown-ecs-field",
  severity: "error",
  title: "field isn't part of ECS",
  reason: ({ field }: { field: string; known: readonly string[] }) =>
    `the Elastic Common Schema has no field '${field}'`,
  suggestion: ({ field, known }) => {
    const meant = nearest(field, known);
    return meant === undefined ? "declare it under fields, with its type" : `did you mean '${meant}'?`;
  },
});

/** Two alerts of one name, one of which is made by an SLO, a drift rule or the like. */
export const alertNameTaken = kind({
  code: "MG2304",
  name: "alert/name-taken",
  severity: "error",
  title: "another alert has this name",
  reason: ({ alert, by, name }: { alert: string; by: string; name: string }) =>
    name === alert
      ? `an alert called '${alert}' comes from ${by} already`
      : `an alert called '${name}' comes from ${by} already, and its runbook would be the same file where case doesn't count`,
  suggestion: () => "rename one of the two; SLOs, drift rules and detectors name their alerts after themselves",
});

/** A counter, or a label, whose name breaks Prometheus's conventions. */
export const metricNaming = kind({
  code: "MG2301",
  name: "metric/naming",
  severity: "error",
  title: "name breaks Prometheus's conventions",
  reason: ({ problem }: { problem: string; instead?: string }) => problem,
  suggestion: ({ instead }) => (instead === undefined ? undefined : `call it '${instead}'`),
});

/** Buckets that don't rise. */
export const bucketsNotRising = kind({
  code: "MG2303",
  name: "histogram/buckets-not-rising",
  severity: "error",
  title: "buckets don't rise",
  reason: ({ before, bucket }: { before: number; bucket: number }) =>
    bucket === before ? `${bucket} is there twice` : `${bucket} comes after ${before}`,
  suggestion: () => "sort them from the lowest to the highest, each once; infinity is added by itself",
});

/** A label that Prometheus, or monitorgen, sets itself. */
export const reservedLabel = kind({
  code: "MG2302",
  name: "label/reserved",
  severity: "error",
  title: "label is set by others",
  reason: ({ label, by }: { label: string; by: string }) => `'${label}' is set by ${by}`,
  suggestion: ({ label }) => `call it something else than '${label}'`,
});

/** A range whose ends are the wrong way round. */
export const emptyRange = kind({
  code: "MG2305",
  name: "metric/empty-range",
  severity: "error",
  title: "range holds nothing",
  reason: ({ from, to }: { from: string; to: string }) =>
    `it goes from ${from} to ${to}, and no value lies between them`,
  suggestion: () => "swap the two, the lower end comes first",
});

/** A tier whose alert can't fire, as its threshold is an error ratio of one or more. */
export const impossibleBurn = kind({
  code: "MG2201",
  name: "slo/impossible-burn",
  severity: "error",
  title: "burn rate can never be reached",
  reason: ({ burn, objective, ratio, highest }: { burn: number; objective: string; ratio: string; highest: string }) =>
    `${burn} times the error budget of ${objective} is an error ratio of ${ratio}, more than all events; the highest possible burn rate is ${highest}`,
  suggestion: ({ highest }) => `use tiers below ${highest}, or a stricter objective`,
});

/** An objective of nothing or everything. */
export const impossibleObjective = kind({
  code: "MG2202",
  name: "slo/impossible-objective",
  severity: "error",
  title: "objective leaves no error budget",
  reason: ({ objective }: { objective: string }) =>
    `an objective of ${objective} leaves ${objective === "100%" ? "no event that may fail" : "nothing to promise"}`,
  suggestion: () => "choose more than 0% and less than 100%, such as 99.9%",
});

/** An SLO whose indicator is incomplete, or given twice. */
export const incompleteIndicator = kind({
  code: "MG2203",
  name: "slo/incomplete-indicator",
  severity: "error",
  title: "SLO doesn't say what it measures",
  reason: ({ has }: { has: readonly string[] }) =>
    `it has ${has.length === 0 ? "neither" : allOf(has.map((name) => `'${name}'`))}; an SLO has 'errors' and 'total', which count events, or 'of' and 'within', a histogram and a bound`,
  suggestion: ({ has }) => {
    const partners = { errors: "total", total: "errors", of: "within", within: "of" } as const;
    const [only] = has.length === 1 ? Object.entries(partners).filter(([name]) => has[0] === name) : [];
    if (only !== undefined) return `add '${only[1]}'`;
    return has.length > 2 ? "keep one of the two pairs" : undefined;
  },
});

/** A tier whose windows are the wrong way round. */
export const tierWindows = kind({
  code: "MG2204",
  name: "slo/tier-windows",
  severity: "error",
  title: "short window isn't shorter than the long one",
  reason: ({ short, long }: { short: string; long: string }) =>
    `the short window (${short}) tells when the burning has ended, so it must be shorter than the long one (${long})`,
  suggestion: () => "a twelfth of the long window is usual",
});

/** A window of time that makes no sense beside another. */
export const windowsOutOfOrder = kind({
  code: "MG2205",
  name: "drift/windows",
  severity: "error",
  title: "reference isn't longer than the current window",
  reason: ({ current, reference }: { current: string; reference: string }) =>
    `the current window (${current}) is compared with the time before it (${reference}), which has to be the longer one`,
  suggestion: ({ current }) => `a reference of several times ${current} holds weekdays and weekends`,
});

/** A log line that leaves the fast nodes after it is deleted. */
export const hotBeyondRetention = kind({
  code: "MG2306",
  name: "logs/hot-beyond-retention",
  severity: "error",
  title: "lines are deleted before they leave the fast nodes",
  reason: ({ hot, retention }: { hot: string; retention: string }) =>
    `they stay hot for ${hot} and are kept for ${retention}`,
  suggestion: ({ retention }) => `let them be hot for ${retention} at most; a tenth of it is usual`,
});

/** A field of logs inside another, which holds a value. */
export const fieldWithin = kind({
  code: "MG2307",
  name: "logs/field-within-field",
  severity: "error",
  title: "field holds a value and further fields",
  reason: ({ field, inner }: { field: string; inner: string }) =>
    `'${inner}' lies within '${field}', and Elasticsearch keeps either a value or further fields there`,
  suggestion: ({ field, inner }) => `rename '${field}' or '${inner}'`,
});

/** A metric that none of the tenant's scrape jobs exposes. */
export const unscrapedMetric = kind({
  code: "MG2311",
  name: "metric/unscraped",
  severity: "warning",
  title: "no scrape job lists the metric",
  reason: ({ metric, jobs }: { metric: string; jobs: readonly string[] }) =>
    `${jobs.length === 1 ? `the scrape job ${jobs[0]} doesn't list` : `none of the scrape jobs ${allOf(jobs, 12)} lists`} ${metric}; what nobody scrapes has no values, and alerts on it stay silent`,
  suggestion: ({ metric, jobs }) =>
    `add ${metric} to the metrics of ${jobs.length === 1 ? jobs[0] : "the job that exposes it"}`,
});

/** A tenant from which no file would follow. */
export const emptyTenant = kind({
  code: "MG2401",
  name: "tenant/empty",
  severity: "error",
  title: "tenant watches nothing",
  reason: ({ tenant }: { tenant: string }) =>
    `'${tenant}' declares no alert, no SLO and nothing else that could be built`,
  suggestion: () => "add an alert: monitorgen init shows one",
});

/** Something that the organisation's Prometheus is too old for. */
export const newerThanServer = kind({
  code: "MG2403",
  name: "prometheus/too-old",
  severity: "error",
  title: "Prometheus is too old for this",
  reason: ({ what, since, version }: { what: string; since: string; version: string }) =>
    `${what} is known since Prometheus ${since}; the organisation runs ${version}, which would refuse the whole file`,
  suggestion: ({ since }) => `do without it, or set prometheus.version to ${since} once it runs`,
});

/** A project without what all its tenants share. */
export const noOrganisation = kind({
  code: "MG2402",
  name: "organisation/missing",
  severity: "error",
  title: "organisation isn't declared",
  reason: (_: object) =>
    "there is no tenants/organisation.ts or .yaml, which says where Prometheus, Alertmanager and Grafana are",
  suggestion: () => "monitorgen init writes one",
});

/** The kinds of this file. */
export const referenceKinds = [
  undeclaredTeam,
  undeclaredChannel,
  undeclaredSchedule,
  undeclaredAlert,
  undeclaredEnvironment,
  mailWithoutServer,
  unknownEcsField,
  alertNameTaken,
  metricNaming,
  bucketsNotRising,
  reservedLabel,
  emptyRange,
  impossibleBurn,
  impossibleObjective,
  incompleteIndicator,
  tierWindows,
  windowsOutOfOrder,
  hotBeyondRetention,
  fieldWithin,
  unscrapedMetric,
  emptyTenant,
  newerThanServer,
  noOrganisation,
];
