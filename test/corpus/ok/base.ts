import { channel, counter, gauge, histogram, schedule, secret, team, upTo } from "monitorgen";

export const requests = counter("http_requests_total", {
  help: "Requests that a service has answered.",
  unit: "requests",
  labels: { service: ["player", "search", "billing"], route: upTo(200), status: upTo(40) },
});
export const latency = histogram("http_request_duration_seconds", {
  help: "How long a service took to answer.",
  unit: "seconds",
  labels: { service: requests.labels.service },
  buckets: [0.05, 0.1, 0.2, 0.5, 1],
});
export const memory = gauge("memory_used_ratio", { help: "Memory in use.", unit: "ratio", labels: { host: upTo(20) } });
export const free = gauge("disk_free_bytes", { help: "Free space.", unit: "bytes", labels: { host: upTo(20) } });
export const revenue = gauge("daily_revenue", { help: "Revenue of the day so far.", unit: "EUR", range: { from: 0 } });

export const metrics = [requests, latency, memory, free, revenue];

export const errors = requests.where({ status: /5../ });
export const byService = requests.rate("5m").by("service");
export const errorRatio = errors.rate("5m").by("service").dividedBy(byService);
export const p95 = latency.percentile(95, "5m", "service");

export const oncall = channel.pagerDuty("oncall", { routingKey: secret("pagerduty/acme") });
export const room = channel.slack("room", { webhook: secret("slack/acme"), room: "#music" });
export const office = schedule("office", {
  weekdays: ["monday:friday"],
  times: ["09:00-17:30"],
  zone: "Europe/Berlin",
});
export const music = team("music", { page: oncall, ticket: room });
