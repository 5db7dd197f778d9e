import { scrape, secret } from "monitorgen";
import * as apiMetrics from "./metrics/api.ts";
import * as businessMetrics from "./metrics/business.ts";
import * as databaseMetrics from "./metrics/database.ts";
import * as hostMetrics from "./metrics/hosts.ts";
import * as jobMetrics from "./metrics/jobs.ts";
import * as recommenderMetrics from "./metrics/recommender.ts";
import { certificateRemaining, failedLoginsByAccount, failedLoginsByAddress } from "./metrics/security.ts";

export const api = scrape("api", {
  targets: ["player", "search", "playlists", "billing"].map((service) => `${service}.acme.example:9100`),
  metrics: Object.values(apiMetrics),
});

export const hosts = scrape("hosts", {
  targets: ["host-1.acme.example:9101", "host-2.acme.example:9101", "host-3.acme.example:9101"],
  metrics: Object.values(hostMetrics),
});

export const jobs = scrape("jobs", {
  targets: ["jobs.acme.example:9102"],
  metrics: Object.values(jobMetrics),
});

export const postgres = scrape("postgres", {
  targets: ["primary", "replica-1", "replica-2"].map((server) => `${server}.db.acme.example:9187`),
  metrics: Object.values(databaseMetrics),
});

export const recommender = scrape("recommender", {
  targets: ["recommender.acme.example:9103"],
  metrics: Object.values(recommenderMetrics),
});

export const ledger = scrape("ledger", {
  targets: ["ledger.acme.example:443"],
  metrics: Object.values(businessMetrics),
  scheme: "https",
  interval: "1m",
  bearerToken: secret("ledger/metrics-token"),
});

export const auth = scrape("auth", {
  targets: ["auth.acme.example:9104"],
  metrics: [failedLoginsByAccount, failedLoginsByAddress],
});

export const certificates = scrape("certificates", {
  targets: ["certificates.acme.example:9105"],
  path: "/probe/metrics",
  interval: "1m",
  metrics: [certificateRemaining],
});
