/** What an author may write: the compiler accepts it and knows its labels and units. */
import {
  alert,
  type Condition,
  channel,
  counter,
  drift,
  gauge,
  heartbeat,
  histogram,
  ks,
  latencySlo,
  not,
  override,
  panel,
  policy,
  promql,
  psi,
  recording,
  schedule,
  secret,
  security,
  slo,
  team,
  tenant,
  up,
  upTo,
  type Vector,
} from "monitorgen";
import { expectTypeOf } from "vitest";

export const requests = counter("http_requests_total", {
  help: "Requests served.",
  unit: "requests",
  labels: { service: ["player", "search", "billing"], route: upTo(200), status: upTo(40) },
});
export const latency = histogram("http_request_duration_seconds", {
  help: "Time to answer.",
  unit: "seconds",
  labels: { service: requests.labels.service },
  buckets: [0.05, 0.1, 0.2, 0.5, 1],
});
export const memory = gauge("memory_used_ratio", { help: "Memory used.", unit: "ratio", labels: { host: upTo(3) } });
export const free = gauge("disk_free_bytes", { help: "Free space.", unit: "bytes", labels: { host: upTo(3) } });
export const received = counter("received_bytes_total", { help: "Bytes.", unit: "bytes", labels: { host: upTo(3) } });
export const revenue = gauge("daily_revenue", { help: "Revenue.", unit: "EUR", range: { from: 0 } });
export const answering = gauge("postgres_up", { help: "1 while it answers.", range: { from: 0, to: 1 } });

export const errors = requests.where({ status: /5../ });
export const byService = requests.rate("5m").by("service");
export const errorRatio = errors.rate("5m").by("service").dividedBy(byService);
export const p95 = latency.percentile(95, "5m", "service");

expectTypeOf(byService).toEqualTypeOf<Vector<"service", "requests/s">>();
expectTypeOf(requests.increase("1h").sum()).toEqualTypeOf<Vector<never, "requests">>();
expectTypeOf(errorRatio).toEqualTypeOf<Vector<"service", "ratio">>();
expectTypeOf(p95).toEqualTypeOf<Vector<"service", "seconds">>();
expectTypeOf(p95.offset("1w")).toEqualTypeOf<Vector<"service", "seconds">>();
expectTypeOf(memory.averageOver("10m")).toEqualTypeOf<Vector<"host" | "instance" | "job", "ratio">>();
expectTypeOf(up.averageBy("job")).toEqualTypeOf<Vector<"job", "ratio">>();
expectTypeOf(requests.rate("5m").countBy("service")).toEqualTypeOf<Vector<"service", "series">>();
expectTypeOf(received.rate("5m").sum()).toEqualTypeOf<Vector<never, "bytes/s">>();
expectTypeOf(p95.per(errorRatio)).toEqualTypeOf<Vector<"service", "seconds per ratio">>();
expectTypeOf(requests.absent()).toEqualTypeOf<Condition<never>>();

// Without labels to keep, none are kept.
expectTypeOf(latency.percentile(95, "5m")).toEqualTypeOf<Vector<never, "seconds">>();
expectTypeOf(latency.mean("5m")).toEqualTypeOf<Vector<never, "seconds">>();
expectTypeOf(latency.within("200ms", "5m")).toEqualTypeOf<Vector<never, "ratio">>();
expectTypeOf(requests.rate("5m").by()).toEqualTypeOf<Vector<never, "requests/s">>();

requests.where({ service: "player", status: not("200"), route: /\/api\/.*/ });
requests.where({ service: ["player", "search"], job: "api" }).where({ service: not(["billing"]) });

errorRatio.above("0.05%");
errorRatio.minus(errorRatio.offset("1d")).below("-2.5%");
p95.above("1h30m");
free.predicted("4h", "6h").below("0B");
free.below("1.5GiB");
received.rate("5m").above("100MB/s");
byService.above("20/min").or(byService.above(byService.offset("1w").times(3)));
revenue.below("1000 EUR").unless(revenue.below(10));
answering.equals(0);
latency.within("200ms", "5m", "service").below("99%");
promql<"zone", "seconds">("max by (zone) (age_seconds)").above("2d");

export const oncall = channel.pagerDuty("oncall", { routingKey: secret("pagerduty/acme") });
export const room = channel.slack("room", { webhook: secret("slack/acme"), room: "#music" });
export const office = schedule("office", {
  weekdays: ["monday:friday"],
  times: ["09:00-17:30"],
  zone: "Europe/Berlin",
});
export const music = team("music", { page: oncall, ticket: { to: room, during: office, otherwise: oncall } });

export const errorRatioHigh = alert("ErrorRatioHigh", {
  when: errorRatio.above("1%").and(byService.above("1/s")).unless(requests.absent()),
  for: "10m",
  keepFiringFor: "1h30m",
  severity: "page",
  owner: music,
  summary: "Requests fail",
  description: ({ service, value }) => `${service} fails ${value} of its requests`,
  runbook: ["Look at the last deployment first.", "Roll back if the errors began with it."],
});
export const memoryHigh = alert("MemoryHigh", {
  when: memory.averageOver("10m").above("90%"),
  severity: "ticket",
  owner: music,
  causedBy: [errorRatioHigh],
  summary: ({ host, instance, job }) => `${host} ${instance} ${job}`,
});
export const alive = heartbeat("Alive", { severity: "info", owner: music });
export const recorded = recording("service:http_requests:rate5m", byService);

export default tenant("acme", {
  metrics: [requests, latency, memory, free, received, revenue, answering],
  recordings: [recorded],
  channels: [oncall, room],
  schedules: [office],
  teams: [music],
  alerts: [errorRatioHigh, memoryHigh, alive],
  slos: [
    slo("availability", { objective: "99.9%", errors, total: requests, owner: music }),
    latencySlo("latency", {
      objective: "99%",
      of: latency.where({ service: "player" }),
      within: "200ms",
      owner: music,
    }),
  ],
  drift: [
    drift("latency", {
      of: latency,
      current: "1d",
      reference: "7d",
      tests: [psi({ page: 0.2 }), ks({ ticket: 0.1 })],
      owner: music,
    }),
  ],
  security: [
    security("TooMany", {
      events: errors,
      by: ["service", "instance"],
      severity: "page",
      owner: music,
      summary: ({ service, instance }) => `${service} ${instance}`,
    }),
  ],
  quotas: { series: 1000, indexBytesPerDay: "2GiB" },
  policies: [
    policy("patient", { minimumFor: "5m", of: { severity: "page" }, severity: "warning", message: "Let it settle." }),
    policy("small", { atMost: { seriesPerMetric: 500 } }),
  ],
  suppress: [{ code: "MG2311", at: "metrics/daily_revenue", reason: "Next week.", until: "2027-03-31" }],
  overrides: [override(errorRatioHigh, { bound: "5%" }), override("AvailabilityBurn1h", { severity: "ticket" })],
});

panel("Requests", { show: recorded, alert: errorRatioHigh });
