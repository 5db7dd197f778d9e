/**
 * What an author may not write. Each line after a directive must not compile: a directive that nothing needs is itself
 * an error, so no mistake here can go unnoticed.
 */
import {
  alert,
  apiPerformance,
  channel,
  counter,
  detector,
  drift,
  environment,
  gauge,
  histogram,
  ks,
  latencySlo,
  logs,
  not,
  override,
  panel,
  policy,
  psi,
  recording,
  schedule,
  scrape,
  secret,
  security,
  slo,
  team,
  tenant,
  up,
  upTo,
} from "monitorgen";
import {
  alive,
  answering,
  byService,
  errorRatio,
  errors,
  free,
  latency,
  memory,
  music,
  oncall,
  p95,
  received,
  recorded,
  requests,
  revenue,
  room,
} from "./good.ts";

// Labels and their values

// @ts-expect-error a label that the metric doesn't have
requests.where({ statuss: /5../ });
// @ts-expect-error a value that the label never has
requests.where({ service: "playr" });
// @ts-expect-error one value of several that the label never has
requests.where({ service: ["player", "playr"] });
// @ts-expect-error the negation of a value that the label never has
requests.where({ service: not("playr") });
// @ts-expect-error a number for a label, whose values are texts
requests.where({ status: 500 });
// @ts-expect-error a sum by a label that the metric doesn't have
requests.rate("5m").by("region");
// @ts-expect-error a sum by a label that is aggregated away already
byService.by("route");
// @ts-expect-error a percentile by a label that the histogram doesn't have
latency.percentile(95, "5m", "route");
// @ts-expect-error the share of a target's label that isn't there
up.averageBy("service");
// @ts-expect-error a label's values as one text
counter("a_total", { help: "A.", labels: { service: "player" } });

// Types of metrics

// @ts-expect-error a counter compared without a rate
requests.above(100);
// @ts-expect-error the rate of a gauge
memory.rate("5m");
// @ts-expect-error the percentile of a counter
requests.percentile(95, "5m");
// @ts-expect-error a histogram compared without a percentile
latency.above("200ms");
// @ts-expect-error the absence of something computed
byService.absent();
// @ts-expect-error a window over something computed
byService.averageOver("5m");
// @ts-expect-error a histogram without buckets
histogram("a_seconds", { help: "A.", unit: "seconds" });
// @ts-expect-error a metric without a help
counter("a_total", { labels: { service: upTo(3) } });
// @ts-expect-error buckets in words
histogram("a_seconds", { help: "A.", unit: "seconds", buckets: ["100ms"] });
// @ts-expect-error a range in another unit than the gauge's
gauge("a_seconds", { help: "A.", unit: "seconds", range: { from: "0%" } });

// Units

// @ts-expect-error a ratio of unlike units
byService.dividedBy(p95);
// @ts-expect-error a ratio of unlike labels
byService.dividedBy(requests.rate("5m").by("route"));
// @ts-expect-error a sum of unlike units
byService.plus(p95);
// @ts-expect-error a difference of unlike labels
p95.minus(latency.percentile(95, "5m"));
// @ts-expect-error a comparison with something of another unit
p95.above(errorRatio);
// @ts-expect-error a comparison with something of other labels
p95.above(latency.percentile(99, "5m"));
// @ts-expect-error a bare number for a ratio
errorRatio.above(0.01);
// @ts-expect-error a duration for a ratio
errorRatio.above("1s");
// @ts-expect-error a bare number for seconds
p95.above(0.2);
// @ts-expect-error a percentage for seconds
p95.above("20%");
// @ts-expect-error a percentage for bytes
free.below("5%");
// @ts-expect-error bytes for bytes per second
received.rate("5m").above("5MB");
// @ts-expect-error a bare number for a rate
byService.above(5);
// @ts-expect-error a rate for a share
errorRatio.above("5/s");
// @ts-expect-error another currency
revenue.below("1000 USD");
// @ts-expect-error a unit for a metric that has none
answering.equals("0%");
// @ts-expect-error a histogram's bound in another unit
latency.within("20%", "5m");

// Malformed values

// @ts-expect-error a duration in words
requests.rate("5 minutes");
// @ts-expect-error a negative duration
requests.rate("-5m");
// @ts-expect-error a duration without a unit
requests.rate("5");
// @ts-expect-error a number as a duration
requests.rate(300);
// @ts-expect-error a broken duration, which Prometheus doesn't take
requests.rate("1.5h");
// @ts-expect-error units that rise
requests.rate("30m1h");
// @ts-expect-error a space in a duration
p95.offset("1 w");
// @ts-expect-error a percentage with a comma
errorRatio.above("0,1%");
// @ts-expect-error a percentage with a space
errorRatio.above("0.1 %");
// @ts-expect-error a percentage in words
errorRatio.above("1 percent");
// @ts-expect-error a size without a unit
free.below("500");
// @ts-expect-error a size with a unit that doesn't exist
free.below("5gb");
// @ts-expect-error a rate per something that isn't time
byService.above("5/request");

// Conditions

// @ts-expect-error a condition joined with a vector
errorRatio.above("1%").and(byService);
// @ts-expect-error alternatives that have unlike labels
errorRatio.above("1%").or(requests.absent());
// @ts-expect-error a comparison of a condition
errorRatio.above("1%").above("2%");

// Alerts

const told = { severity: "page", owner: music, summary: "Requests fail" } as const;
const when = errorRatio.above("1%");

// @ts-expect-error a condition that compares nothing
alert("A", { ...told, when: errorRatio });
// @ts-expect-error a label that the condition has aggregated away
alert("A", { ...told, when, summary: ({ route }) => `${route}` });
// @ts-expect-error a method on a placeholder
alert("A", { ...told, when, summary: ({ service }) => service.toUpperCase() });
// @ts-expect-error arithmetic with a placeholder
alert("A", { ...told, when, summary: ({ value }) => `${value * 100}` });
// @ts-expect-error a placeholder that isn't put into a text
alert("A", { ...told, when, summary: ({ service }) => service });
// @ts-expect-error a severity that doesn't exist
alert("A", { ...told, when, severity: "critical" });
// @ts-expect-error nobody who is told
alert("A", { when, severity: "page", summary: "Requests fail" });
// @ts-expect-error nothing to say
alert("A", { when, severity: "page", owner: music });
// @ts-expect-error the name of a team instead of the team
alert("A", { ...told, when, owner: "music" });
// @ts-expect-error a channel instead of a team
alert("A", { ...told, when, owner: oncall });
// @ts-expect-error a property that doesn't exist
alert("A", { ...told, when, keepFiring: "5m" });
// @ts-expect-error a wait in words
alert("A", { ...told, when, for: "ten minutes" });
// @ts-expect-error a heartbeat as a cause, which would hold the alert back for ever
alert("A", { ...told, when, causedBy: [alive] });
// @ts-expect-error the name of an alert as a cause
alert("A", { ...told, when, causedBy: ["B"] });

// People

// @ts-expect-error a channel that isn't declared
team("music", { page: "oncall", ticket: oncall });
// @ts-expect-error no channel for tickets
team("music", { page: oncall });
// @ts-expect-error a channel for a severity that doesn't exist
team("music", { page: oncall, ticket: oncall, critical: oncall });
// @ts-expect-error the name of a schedule instead of the schedule
team("music", { page: oncall, ticket: { to: room, during: "office" } });
// @ts-expect-error a secret written into the declaration
channel.pagerDuty("oncall", { routingKey: "0123456789abcdef" });
// @ts-expect-error a Slack room without its mark
channel.slack("room", { webhook: secret("slack/acme"), room: "music" });
// @ts-expect-error one address instead of a list
channel.email("mail", { to: "oncall@example.com" });
// @ts-expect-error a weekday that doesn't exist
schedule("office", { weekdays: ["mon:fri"], times: ["09:00-17:00"], zone: "UTC" });
// @ts-expect-error hours without minutes
schedule("office", { weekdays: ["monday"], times: ["9-17"], zone: "UTC" });

// Objectives, distributions, detectors

// @ts-expect-error an objective without its unit
slo("a", { objective: "99.9", errors, total: requests, owner: music });
// @ts-expect-error an objective as a number
slo("a", { objective: 0.999, errors, total: requests, owner: music });
// @ts-expect-error errors and everything in unlike units
slo("a", { objective: "99%", errors: received, total: requests, owner: music });
// @ts-expect-error no total
slo("a", { objective: "99%", errors, owner: music });
// @ts-expect-error a rate where events are counted
slo("a", { objective: "99%", errors: byService, total: requests, owner: music });
// @ts-expect-error a latency objective of a counter
latencySlo("a", { objective: "99%", of: requests, within: "200ms", owner: music });
// @ts-expect-error a latency bound without its unit
latencySlo("a", { objective: "99%", of: latency, within: 0.2, owner: music });
// @ts-expect-error the distribution of a gauge
drift("a", { of: memory, current: "1d", reference: "7d", tests: [psi({ page: 0.2 })], owner: music });
// @ts-expect-error a limit for a severity that doesn't exist
ks({ warning: 0.1 });
// @ts-expect-error security events by a label that they don't have
security("A", { events: requests, by: ["account"], severity: "page", owner: music });
// @ts-expect-error a text with a label that events aren't counted by
security("A", { ...told, events: requests, by: ["service"], summary: ({ route }) => `${route}` });
// @ts-expect-error a side that doesn't exist
detector.iqr("A", { ...told, watch: byService, direction: "up" });
// @ts-expect-error a detector that watches a condition
detector.iqr("A", { ...told, watch: when });
// @ts-expect-error a method that doesn't exist
detector.zScore("A", { ...told, watch: byService });

// Dashboards, logs, scrapes, environments

// @ts-expect-error a panel of a counter without a rate
panel("Requests", { show: requests });
// @ts-expect-error a kind of panel that doesn't exist
panel("Requests", { show: byService, as: "pie" });
// @ts-expect-error the name of an alert instead of the alert
panel("Requests", { show: byService, alert: "ErrorRatioHigh" });
// @ts-expect-error a label that only one of the metrics has
apiPerformance({ requests, errors, latency, by: "route" });
// @ts-expect-error a field of a type that doesn't exist
logs("access", { fields: { track: "string" }, retention: "30d" });
// @ts-expect-error logs that are kept for ever
logs("access", {});
// @ts-expect-error a path without its slash
scrape("api", { targets: ["api.example.com:9100"], path: "metrics" });
// @ts-expect-error the name of a metric instead of the metric
scrape("api", { targets: ["api.example.com:9100"], metrics: ["http_requests_total"] });
// @ts-expect-error another condition, which an override can't give
override("A", { when });
// @ts-expect-error a bound in words
override("A", { bound: "5 percent" });
// @ts-expect-error an urgency that doesn't exist
environment("staging", { mostUrgent: "warning" });

// The tenant

// @ts-expect-error a recording among the metrics
tenant("acme", { metrics: [recorded], teams: [music] });
// @ts-expect-error a metric among the recordings
tenant("acme", { recordings: [memory], teams: [music] });
// @ts-expect-error a recorded condition
recording("service:a:ratio", when);
// @ts-expect-error an SLO among the alerts
tenant("acme", { teams: [music], alerts: [slo("a", { objective: "99%", errors, total: requests, owner: music })] });
// @ts-expect-error a property that doesn't exist
tenant("acme", { teams: [music], alarms: [] });
// @ts-expect-error a tenant that tells nobody
tenant("acme", {});

// Policies, quotas, suppressions

// @ts-expect-error a policy that asks for two things
policy("two", { require: ["runbook"], minimumFor: "5m" });
// @ts-expect-error a policy that asks for nothing
policy("none", { of: { severity: "page" } });
// @ts-expect-error something that no alert says
policy("word", { require: ["motto"] });
// @ts-expect-error a severity of alerts where that of findings belongs
policy("loud", { minimumFor: "5m", severity: "page" });
// @ts-expect-error a limit of what isn't counted
policy("few", { atMost: { panels: 5 } });
// @ts-expect-error a quota without its unit
tenant("acme", { teams: [music], quotas: { indexBytesPerDay: 500 } });
// @ts-expect-error a policy as a plain object
tenant("acme", { teams: [music], policies: [{ minimumFor: "5m" }] });
// @ts-expect-error a suppression without a reason
tenant("acme", { teams: [music], suppress: [{ code: "MG2311", until: "2027-03-31" }] });
// @ts-expect-error a suppression until some day
tenant("acme", { teams: [music], suppress: [{ code: "MG2311", reason: "Later.", until: "soon" }] });
// @ts-expect-error a suppression of something that has no code
tenant("acme", { teams: [music], suppress: [{ code: "unscraped", reason: "Later.", until: "2027-03-31" }] });
