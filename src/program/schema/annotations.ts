/*
 * What editors and docs/yaml.md tell of each place of a declaration. What messages tell, too, is described in the schema
 * itself; here stands the rest, and what only editors show: titles and examples.
 */

/** What is told of a place of a declaration. */
export interface Annotation {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

/** Annotations by place: steps joined by slashes, `*` for any name, `[]` for any entry of a list. */
export type Annotations = Readonly<Record<string, Annotation>>;

const severity = "`page` wakes a person, `ticket` waits for working hours, `info` is only shown.";
const counts = (what: string): Annotation => ({
  description: `A counter, as a PromQL selector: ${what}`,
  examples: ['http_requests_total{status=~"5.."}'],
});
const destination = (when: string, unlessGiven = ""): Annotations => ({
  "": { description: `The channel that hears of alerts of severity \`${when}\`${unlessGiven}.`, examples: ["oncall"] },
  to: { description: "The channel within the schedule." },
  during: { description: "A schedule: only then." },
  otherwise: { description: "The channel for the rest of the time; without it notifications wait for the schedule." },
});

function under(place: string, annotations: Annotations): Annotations {
  const entries = Object.entries(annotations).map(
    ([key, one]) => [key === "" ? place : `${place}/${key}`, one] as const,
  );
  return Object.fromEntries(entries);
}

const channels = under("channels", {
  "": { description: "Ways to reach people." },
  "*": { title: "Channel", examples: [{ type: "slack", webhook: { secret: "slack/acme" }, room: "#alerts" }] },
  "*/type": { description: "What kind of channel it is." },
  "*/webhook": { description: "The secret with the address of Slack's incoming webhook." },
  "*/room": { description: "The room, or the person.", examples: ["#alerts", "@ada"] },
  "*/routingKey": { description: "The secret with the integration key of PagerDuty's Events API v2." },
  "*/to": {
    description: "Addresses, reached through the organisation's SMTP server.",
    examples: [["oncall@example.com"]],
  },
  "*/url": { description: "The secret with the address that receives Alertmanager's JSON." },
});

const overrides: Annotations = {
  "": { description: "Changes of alerts, by their names." },
  "*": { title: "Override", examples: [{ bound: "5%", for: "15m" }] },
  "*/for": { description: "How long the condition must hold before the alert fires." },
  "*/keepFiringFor": { description: "How long the alert goes on after the condition has ended." },
  "*/severity": { description: severity },
  "*/bound": { description: "What the condition compares with.", examples: ["5%", "500ms", 100] },
  "*/enabled": { description: "`false` leaves the alert out." },
};

const quotas = under("quotas", {
  "": { description: "How much the tenant may cost; the organisation's are for each tenant." },
  series: { examples: [20_000] },
  rules: { examples: [300] },
  samplesPerEvaluation: { examples: [5_000_000] },
  indexBytesPerDay: { examples: ["50GiB"] },
});

const policies = under("policies", {
  "": { description: "What declarations must keep to; the organisation's are for each tenant." },
  "*": { title: "Policy", examples: [{ require: ["runbook"], of: { severity: "page" } }] },
  "*/require": { description: "What an alert must say.", examples: [["runbook", "description"]] },
  "*/requireLabels": { description: "Labels that an alert must have.", examples: [["service"]] },
  "*/minimumFor": { description: "How long a condition must hold at least." },
  "*/named": { description: "A regular expression for the whole names of alerts.", examples: [".*(High|Low|Down)"] },
  "*/atMost": { description: "How much of something a tenant may have.", examples: [{ alerts: 100 }] },
  "*/atMost/alerts": { description: "Alerts." },
  "*/atMost/recordings": { description: "Recording rules, those of objectives and drift among them." },
  "*/atMost/rules": { description: "Recording rules and alerts." },
  "*/atMost/dashboards": { description: "Dashboards." },
  "*/atMost/metrics": { description: "Declared metrics." },
  "*/atMost/series": { description: "Series that its targets and its recordings have." },
  "*/atMost/seriesPerMetric": { description: "Series of any one metric." },
  "*/atMost/samplesPerRule": { description: "Samples that any one rule reads at an evaluation." },
  "*/forbidFunctions": {
    description: "Functions and aggregations that no expression may use.",
    examples: [["predict_linear", "topk"]],
  },
  "*/forbidLabels": { description: "Labels that no metric may have.", examples: [["user", "email"]] },
  "*/sloForEach": {
    description: "A label of which each declared value must have an objective.",
    examples: ["service"],
  },
  "*/of": { description: "Which alerts the policy is about: those that all of this is true of." },
  "*/of/severity": { description: "Their severity." },
  "*/of/owner": { description: "Their team." },
  "*/of/kind": { description: "What makes them." },
  "*/of/named": { description: "A regular expression for their whole names." },
  "*/severity": { description: "`error` unless given; a warning stops no build." },
  "*/message": { description: "Why, and what to do about it." },
});

const notice: Annotations = {
  severity: { description: severity },
  owner: { examples: ["platform"] },
  runbook: { examples: ["Look at the last deployment first."] },
};

/** What an editor shows of the places of `tenant.yaml`. */
export const TENANT_ANNOTATIONS: Annotations = {
  "": {
    title: "Tenant of monitorgen",
    description: "Everything that watches one tenant: tenants/<name>/tenant.yaml.",
  },
  tenant: { examples: ["acme"] },
  title: { description: "Its name for people.", examples: ["Acme Music"] },
  description: { description: "What the tenant is, in a sentence or two." },
  ...under("metrics", {
    "": { description: "The metrics that expressions may use, by name." },
    "*": { title: "Metric", examples: [{ type: "counter", help: "Requests served.", labels: { service: ["web"] } }] },
    "*/type": { description: "A counter only grows, a gauge rises and falls, a histogram counts values in buckets." },
    "*/labels/*": { description: "All values that the label can have, or `{ upTo: 40 }`." },
    "*/labels/*/upTo": { description: "How many different values there are at most." },
    "*/range/from": { description: "The lowest value.", examples: [0, "0s"] },
    "*/range/to": { description: "The highest value.", examples: [1, "100%"] },
  }),
  ...under("scrapes", {
    "": { description: "Where Prometheus gets the metrics, by job." },
    "*": { title: "Scrape job", examples: [{ targets: ["web.example.com:9100"] }] },
    "*/targets": { description: "Host and port of each instance.", examples: [["web.example.com:9100"]] },
    "*/metrics": { description: "The metrics that the targets expose." },
    "*/path": { description: "The path of the metrics; `/metrics` unless given." },
    "*/scheme": { description: "`http` unless given." },
    "*/interval": { description: "How often; the organisation's scrape interval unless given." },
    "*/bearerToken": { description: "The secret with the token that the targets ask for." },
  }),
  ...under("recordings", {
    "": {
      description: "Expressions that are computed once and read by many, by names of the form level:metric:operations.",
    },
    "*": { title: "Recording", examples: [{ expr: "sum by (service) (rate(http_requests_total[5m]))" }] },
    "*/expr": { description: "PromQL, without a comparison." },
  }),
  ...channels,
  ...under("schedules", {
    "": { description: "Recurring hours, by name." },
    "*": {
      title: "Schedule",
      examples: [{ weekdays: ["monday:friday"], times: ["09:00-17:30"], zone: "Europe/Berlin" }],
    },
    "*/weekdays": { description: "Weekdays, or ranges of them.", examples: [["monday:friday"]] },
    "*/times": { description: "Hours of a day.", examples: [["09:00-17:30"]] },
    "*/zone": { description: "A time zone of the IANA database.", examples: ["Europe/Berlin"] },
  }),
  ...under("teams", {
    "*": { title: "Team", examples: [{ page: "oncall", ticket: "room" }] },
    ...under("*/page", destination("page")),
    ...under("*/ticket", destination("ticket")),
    ...under("*/info", destination("info", "; where tickets go unless given")),
  }),
  ...under("alerts", {
    "": { description: "Alerts, by their names in CamelCase." },
    "*": { title: "Alert" },
    ...under("*", notice),
    "*/when": { examples: ["sum(rate(http_requests_total[5m])) > 100"] },
    "*/for": { description: "How long the condition must hold before the alert fires." },
    "*/keepFiringFor": { description: "How long the alert goes on after the condition has ended, against flapping." },
    "*/causedBy": {
      description: "Alerts that explain this one: while one fires for the same labels, this one is held back.",
    },
    "*/labels": { description: "Further labels of the alert, for routing." },
  }),
  ...under("slos", {
    "": { description: "Service level objectives: by `errors` and `total`, or by `of` and `within`." },
    "*": { title: "SLO" },
    ...under("*", notice),
    "*/objective": { description: "The share of events that must be good.", examples: ["99.9%"] },
    "*/window": { description: "The period that the objective holds for; 30d unless given." },
    "*/errors": counts("the events that broke the promise."),
    "*/total": counts("all events."),
    "*/of": { description: "A histogram of durations.", examples: ["http_request_duration_seconds"] },
    "*/within": { examples: ["500ms"] },
    "*/minimumEvents": {
      description:
        "Fewer events than this within a tier's short window raise no alert: one error of three is no outage.",
    },
    "*/tiers": { description: "Other burn-rate alerts than 14.4, 6, 3 and 1." },
    "*/tiers/[]": { title: "Burn-rate tier", examples: [{ burn: 14.4, long: "1h", short: "5m", severity: "page" }] },
    "*/tiers/[]/burn": { description: "How many times faster than it may the error budget is used up." },
    "*/tiers/[]/long": { description: "The window that decides." },
    "*/tiers/[]/short": {
      description: "The window that tells whether it goes on; a twelfth of the long one is usual.",
    },
    "*/tiers/[]/severity": { description: severity },
  }),
  ...under("drift", {
    "": { description: "Distributions that shall stay as they were." },
    "*": { title: "Drift rule" },
    ...under("*", notice),
    "*/of": { description: "A histogram.", examples: ["recommender_score"] },
    "*/current": { description: "The window that is judged.", examples: ["1d"] },
    "*/reference": { description: "The time before it, which it is compared with.", examples: ["7d"] },
    "*/tests": { description: "How the two are compared; each limit of a test becomes an alert." },
    "*/tests/[]": { title: "Drift test", examples: [{ test: "psi", ticket: 0.2 }] },
    "*/tests/[]/test": { description: "`psi`: population stability index; `ks`: Kolmogorov–Smirnov distance." },
    "*/tests/[]/page": { description: "The limit beyond which somebody is paged." },
    "*/tests/[]/ticket": { description: "The limit beyond which there is a ticket." },
    "*/tests/[]/info": { description: "The limit beyond which it is shown." },
    "*/minimumEvents": { description: "Fewer values than this within the current window raise no alert." },
  }),
  ...under("security", {
    "": { description: "Counts of security events, by alert." },
    "*": { title: "Security rule" },
    ...under("*", notice),
    "*/events": counts("the events."),
    "*/by": { description: "Labels by which they are counted.", examples: [["account"]] },
    "*/atLeast": { description: "How many of them raise the alert; 5 unless given." },
    "*/within": { description: "The window in which they are counted; 5m unless given." },
  }),
  ...under("detectors", {
    "": { description: "Statistical detectors, which run in the tenant's sidecar, by alert." },
    "*": { title: "Detector" },
    ...under("*", notice),
    "*/detector": { description: "The method." },
    "*/watch": {
      description: "PromQL whose series are judged, each by its own past.",
      examples: ["sum(rate(http_requests_total[5m]))"],
    },
    "*/for": { description: "How long the values must be unusual before the alert fires." },
    "*/direction": { description: "Which values are unusual; `both` unless given." },
    "*/sensitivity": {
      description: "More finds smaller deviations; 1, the published default of each method, unless given.",
    },
  }),
  ...under("sidecar", {
    "": { title: "Sidecar", description: "How the tenant's detector sidecar runs." },
    prefix: { description: "What the names of its metrics begin with." },
    port: { description: "Where it serves `/metrics`, `/healthz` and `/readyz`; 8000 unless given." },
    address: {
      description: "Where Prometheus reaches it; localhost and the port unless given.",
      examples: ["detector.example.com:8000"],
    },
    batch: {
      description:
        "Kinds of detectors that its bundle holds beside the declared ones, to judge files with `--mode batch`.",
      examples: [["auto", "event-sequence"]],
    },
  }),
  ...under("dashboards", {
    "": { description: "Dashboards: of panels, or built from everything that is declared." },
    "*": { title: "Dashboard", examples: [{ type: "system-overview" }] },
    "*/type": { description: "Panels of your own, or a dashboard that is built from what is declared." },
    "*/title": { description: "Its name for people." },
    "*/description": { description: "What it is for." },
    "*/panels": { description: "What it shows, from left to right, from top to bottom." },
    "*/panels/[]": { title: "Panel" },
    "*/panels/[]/title": { description: "What it shows, in a few words." },
    "*/panels/[]/show": { description: "PromQL.", examples: ["sum by (service) (rate(http_requests_total[5m]))"] },
    "*/panels/[]/as": { description: "How it is drawn; `timeseries` unless given." },
    "*/panels/[]/description": { description: "What a reader must know to read it." },
    "*/panels/[]/alert": { description: "The alert whose threshold is drawn." },
    "*/requests": counts("all requests."),
    "*/errors": counts("the requests that failed."),
    "*/latency": { description: "A histogram of durations.", examples: ["http_request_duration_seconds"] },
    "*/by": { description: "The label that the panels are split by.", examples: ["service"] },
  }),
  ...under("logs", {
    "": { description: "Streams of logs in Elasticsearch, by name." },
    "*": { title: "Log stream", examples: [{ retention: "30d", hot: "2d" }] },
    "*/description": { description: "What a line of it is." },
    "*/ecs": { description: "Fields of the Elastic Common Schema.", examples: [["url.path", "client.ip"]] },
    "*/fields": { description: "Fields of your own, and their types." },
    "*/fields/*": { description: "The type of the field." },
    "*/retention": { description: "How long lines are kept." },
    "*/hot": { description: "How long they stay on fast nodes." },
  }),
  ...quotas,
  ...policies,
  ...under("suppress", {
    "": { description: "Findings that may stand for a while; no errors, and none about other tenants." },
    "[]": { title: "Suppression" },
    "[]/at": {
      description: "The declaration that it is found in; the whole tenant unless given.",
      examples: ["metrics/up_total"],
    },
    "[]/reason": { description: "Why it may stand." },
    "[]/until": { examples: ["2027-03-31"] },
  }),
  ...under("overrides", overrides),
  ...under("environments", {
    "": { description: "What is different in an environment of the organisation." },
    "*": { title: "Environment" },
    "*/mostUrgent": { description: "The most urgent severity there: alerts above it are lowered to it." },
    ...under("*/overrides", overrides),
  }),
};

/** What an editor shows of the places of `organisation.yaml`. */
export const ORGANISATION_ANNOTATIONS: Annotations = {
  "": { title: "Organisation of monitorgen", description: "What all tenants share: tenants/organisation.yaml." },
  organisation: { description: "The organisation's name.", examples: ["meridian"] },
  ...under("environments", {
    "": { description: "Where each environment's servers are." },
    "*": { title: "Environment" },
    "*/grafana": { description: "The address of Grafana.", examples: ["https://grafana.example.com"] },
    "*/prometheus": { description: "The address of Prometheus.", examples: ["https://prometheus.example.com"] },
    "*/alertmanager": { description: "The address of Alertmanager.", examples: ["https://alertmanager.example.com"] },
    "*/elasticsearch": {
      description: "The address of Elasticsearch.",
      examples: ["https://elasticsearch.example.com"],
    },
    "*/runbooks": { description: "Where runbooks are published: an alert's is <runbooks>/<tenant>/<alert>." },
  }),
  sharedSecrets: { examples: [[{ secret: "pagerduty/company" }]] },
  sharedTargets: { examples: [["gateway.example.com:9100"]] },
  ...quotas,
  ...policies,
  defaultEnvironment: { description: "The environment of output/<tenant>.", examples: ["production"] },
  ...under("prometheus", {
    "": { title: "Prometheus", description: "The Prometheus that the rules are written for." },
    version: { description: "Its version.", examples: ["3.15"] },
    scrapeInterval: { description: "How often targets are scraped, unless a job says otherwise." },
    evaluationInterval: { description: "How often rules are evaluated." },
    retention: { description: "How long samples are kept." },
  }),
  ...channels,
  ...under("alertmanager", {
    "": { title: "Alertmanager", description: "The Alertmanager that all tenants share." },
    groupWait: { description: "How long the first notification of a group waits for more alerts; 30s unless given." },
    groupInterval: { description: "How long a group waits before it tells of new alerts; 5m unless given." },
    repeat: { description: "How often a reminder is sent, per severity." },
    "repeat/page": { description: "4h unless given." },
    "repeat/ticket": { description: "1d unless given." },
    "repeat/info": { description: "3d unless given; beyond 5d Alertmanager needs a longer --data.retention." },
    fallback: { description: "The channel that hears of what no team's route takes." },
    smtp: { title: "SMTP server", description: "The server that mail is sent through." },
    "smtp/smarthost": { description: "Host and port.", examples: ["smtp.example.com:587"] },
    "smtp/from": { description: "The sender.", examples: ["monitoring@example.com"] },
    "smtp/login": { description: "What the server wants to know before it takes mail." },
    "smtp/login/username": { description: "Who sends.", examples: ["monitoring"] },
    "smtp/login/password": { description: "The secret with the password." },
  }),
};
