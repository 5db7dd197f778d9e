import { counter, gauge, histogram, upTo } from "monitorgen";

export const requests = counter("http_requests_total", {
  help: "Requests that a service has answered.",
  unit: "requests",
  labels: { service: ["player", "search", "playlists", "billing"], route: upTo(60), status: upTo(20) },
});

const { service } = requests.labels;

export const latency = histogram("http_request_duration_seconds", {
  help: "How long a service took to answer a request.",
  unit: "seconds",
  labels: { service },
  buckets: [0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5],
});

export const inFlight = gauge("http_requests_in_flight", {
  help: "Requests that a service is working on.",
  unit: "requests",
  labels: { service },
  range: { from: 0 },
});

export const capacity = gauge("http_requests_in_flight_limit", {
  help: "Requests that a service works on at once before it refuses more.",
  unit: "requests",
  labels: { service },
  range: { from: 0 },
});
