import { requestRate } from "./acme.ts";
import { constant, events, observations } from "./behaviour.ts";
import type { Incident } from "./episodes.ts";

/** The player answers nineteen of twenty requests with an error. */
export const playerFails: Incident = {
  name: "the player fails",
  change: (metric, labels) =>
    metric === "http_requests_total" && labels["service"] === "player"
      ? events(requestRate(labels, { "200": 0.04, "304": 0.005, "404": 0.005, "500": 0.95 }))
      : undefined,
};

/** The search answers one of two hundred requests with an error. */
export const searchErrs: Incident = {
  name: "the search errs",
  change: (metric, labels) =>
    metric === "http_requests_total" && labels["service"] === "search"
      ? events(requestRate(labels, { "200": 0.895, "304": 0.09, "404": 0.01, "500": 0.005 }))
      : undefined,
};

/** Nearly all connections of the primary are taken. */
export const connectionsTaken: Incident = {
  name: "the connections are taken",
  change: (metric, labels) =>
    metric === "postgres_connections" && labels["server"] === "primary" ? constant(97) : undefined,
};

/** Nearly all answers of the player take longer than its objective's 200 ms. */
export const playerSlow: Incident = {
  name: "the player is slow",
  change: (metric, labels, usual) =>
    metric === "http_request_duration_seconds" && labels["service"] === "player" && usual.kind === "observations"
      ? observations(usual.perSecond, 0.9, 5)
      : undefined,
};

/** A network tries stolen passwords, four a second. */
export const passwordsTried: Incident = {
  name: "stolen passwords are tried",
  change: (metric, labels) =>
    metric === "failed_logins_by_address_total" && labels["network"] === "203.0.113.0/24" && labels["country"] === "US"
      ? events(4)
      : undefined,
};

/** Somebody guesses one account's password. */
export const passwordGuessed: Incident = {
  name: "a password is guessed",
  change: (metric, labels) =>
    metric === "failed_logins_by_account_total" && labels["account"] === "ada" ? events(0.5) : undefined,
};

/** The only target of the job `recommender` answers nobody. */
export const recommenderGone: Incident = {
  name: "the recommender is gone",
  silences: (address) => address.startsWith("recommender."),
};

/** Nobody takes jobs from the queue for mails. */
export const workersGone: Incident = {
  name: "the workers of a queue are gone",
  change: (metric, labels) => (metric === "job_workers" && labels["queue"] === "mail" ? constant(0) : undefined),
};
