import { logs } from "monitorgen";

export const access = logs("access", {
  description: "A line for each request that a service has answered.",
  ecs: [
    "client.geo.country_iso_code",
    "client.ip",
    "event.duration",
    "http.request.method",
    "http.response.body.bytes",
    "http.response.status_code",
    "service.name",
    "trace.id",
    "url.path",
    "user_agent.original",
  ],
  fields: { plan: "keyword", track_id: "keyword", buffered_ms: "long" },
  retention: "30d",
  hot: "3d",
  linesPerDay: 8_000_000,
});

export const auth = logs("auth", {
  description: "Logins, failed logins and changes of passwords.",
  ecs: ["event.action", "event.outcome", "source.geo.country_iso_code", "source.ip", "user.id", "user_agent.original"],
  fields: { second_factor: "boolean", attempts: "long" },
  retention: "400d",
  hot: "14d",
  linesPerDay: 300_000,
});

export const recommendations = logs("recommendations", {
  description: "What the models were asked and what they answered.",
  ecs: ["event.duration", "trace.id", "user.id"],
  fields: { model: "keyword", version: "keyword", score: "double", tempo: "double", features: "flattened" },
  retention: "14d",
  linesPerDay: 4_000_000,
});
