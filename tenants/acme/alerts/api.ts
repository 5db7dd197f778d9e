import { alert } from "monitorgen";
import { errorRate, requestRate } from "../indicators.ts";
import { capacity, inFlight, latency, requests } from "../metrics/api.ts";
import { music, platform } from "../teams.ts";
import { primaryDown } from "./database.ts";

const errorRatio = errorRate.dividedBy(requestRate);
const hasTraffic = requestRate.above("1/s");

export const errorRatioHigh = alert("ErrorRatioHigh", {
  when: errorRatio.above("1%").and(hasTraffic),
  for: "5m",
  keepFiringFor: "10m",
  severity: "page",
  owner: music,
  causedBy: [primaryDown],
  summary: ({ service }) => `${service} fails`,
  description: ({ service, value }) => `${service} answers ${value} of its requests with a server error.`,
  runbook: [
    "Compare the time at which the errors began with the last deployment of the service.",
    "If they began within minutes of it, roll back with `kubectl rollout undo deployment/SERVICE`, and look for the cause by day.",
    "Otherwise split the errors by route on the API dashboard: one route points at its own dependency, all routes at the network or the pods.",
    "With no deployment and every route affected, delete the pods one by one and watch whether fresh ones behave.",
  ],
});

export const errorRatioRaised = alert("ErrorRatioRaised", {
  when: errorRatio.above("0.1%").and(hasTraffic),
  for: "30m",
  severity: "ticket",
  owner: music,
  causedBy: [errorRatioHigh],
  summary: ({ service }) => `${service} fails more often than it should`,
  description: ({ service, value }) =>
    `For half an hour ${service} has failed ${value} of its requests; up to 0.1% is normal.`,
  runbook: [
    "Search the access logs for `http.response.status_code >= 500` and group them by `url.path`.",
    "Open the three most frequent stack traces, and file each with the team that owns the code.",
  ],
});

export const latencyHigh = alert("LatencyHigh", {
  when: latency.percentile(95, "5m", "service").above("200ms").and(hasTraffic),
  for: "10m",
  keepFiringFor: "10m",
  severity: "page",
  owner: music,
  causedBy: [primaryDown],
  summary: ({ service }) => `${service} is slow`,
  description: ({ service, value }) => `One request in twenty to ${service} takes longer than ${value}.`,
  runbook: [
    "See whether requests in flight rose together with the latency; if so the service is overloaded, and more replicas help at once.",
    "Check the slowest statements in `pg_stat_statements`: a query that lost its index slows every service down at the same minute.",
    "If only the player is slow, ask the CDN's status page before anything else.",
  ],
});

export const latencyTailLong = alert("LatencyTailLong", {
  when: latency.percentile(99, "15m", "service").above("1s").and(hasTraffic).unless(errorRatio.above("1%")),
  for: "30m",
  severity: "ticket",
  owner: music,
  causedBy: [latencyHigh],
  summary: ({ service }) => `A few requests to ${service} take very long`,
  description: ({ service, value }) =>
    `The slowest hundredth of the requests to ${service} takes ${value} or more, though few of them fail.`,
  runbook: [
    "Take ten trace ids of requests beyond one second from the access logs.",
    "Look for what they have in common: one customer with a huge library, one cold cache, one pod in garbage collection.",
  ],
});

const lastWeek = requestRate.offset("1w");

export const throughputDropped = alert("ThroughputDropped", {
  when: requestRate.dividedBy(lastWeek).below("50%").and(lastWeek.above("5/s")),
  for: "15m",
  severity: "page",
  owner: music,
  summary: ({ service }) => `${service} gets far fewer requests than usual`,
  description: ({ service, value }) => `${service} gets ${value} of the requests that it got at this time a week ago.`,
  runbook: [
    "Open www.acme.example on a phone that isn't in the office network, and play a track.",
    "If that fails, requests don't reach us: look at DNS, at the load balancer and at the certificate, in this order.",
    "If it works, ask the calendar: a public holiday in the largest country explains a third, never a half.",
  ],
});

const playerRequests = requests.where({ service: "player" });

export const playerSilent = alert("PlayerSilent", {
  when: playerRequests.rate("10m").sum().below("1/s").or(playerRequests.absent()),
  for: "5m",
  severity: "page",
  owner: music,
  summary: "The player gets no requests",
  description:
    "Less than one request a second has reached the player within ten minutes; at the quietest hour of the year there are forty.",
  runbook: [
    "Run `kubectl get pods --selector app=player`: when no pod is ready, read the events of one with `kubectl describe pod`.",
    "When all are ready, send one request past the load balancer with `kubectl port-forward deployment/player 8080`.",
    "An answer there means that the load balancer has lost its backends: restart the ingress controller.",
  ],
});

export const serviceSaturated = alert("ServiceSaturated", {
  when: inFlight.by("service").dividedBy(capacity.by("service")).above("80%"),
  for: "10m",
  severity: "ticket",
  owner: platform,
  causedBy: [latencyHigh],
  summary: ({ service }) => `${service} has little room left`,
  description: ({ service, value }) =>
    `${service} works on ${value} of the requests that it can take at once; beyond the limit it answers 503.`,
  runbook: [
    "Add half as many replicas as there are with `kubectl scale`, and write down how many there were.",
    "Raise the minimum of the autoscaler for good if this was the second time in a month.",
  ],
});
