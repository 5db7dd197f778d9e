import type { Metric } from "../../../src/program/program.ts";
import { type Behaviour, busy, constant, events, observations, sinceEvery, steady, untilRenewed } from "./behaviour.ts";
import type { Labels } from "./declared.ts";

/** Values of labels that acme declares only a number of. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  route: ["/tracks", "/stream", "/session"],
  status: ["200", "304", "404", "500"],
  host: ["host-1", "host-2", "host-3"],
  mount: ["/", "/data"],
  device: ["eth0", "eth1"],
  account: ["ada", "grace", 'o"neil\\'],
  network: ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"],
  country: ["DE", "US"],
};

const hour = 3600;
const day = 24 * hour;
const gibibyte = 2 ** 30;

const requestsPerSecond: Readonly<Record<string, number>> = { player: 40, search: 25, playlists: 10, billing: 4 };
const shareOfStatus: Readonly<Record<string, number>> = { "200": 0.9, "304": 0.0898, "404": 0.01, "500": 0.0002 };
const shareOfOutcome: Readonly<Record<string, number>> = {
  finished: 0.7,
  skipped: 0.295,
  failed: 0.005,
  done: 0.99,
  commit: 0.98,
  rollback: 0.02,
};

/** How many requests a second of a status a service has, spread evenly over the routes. */
export function requestRate({ service = "", status = "" }: Labels, shares = shareOfStatus): number {
  return ((requestsPerSecond[service] ?? 0) * (shares[status] ?? 0)) / (examples["route"]?.length ?? 1);
}

const ordinary: Readonly<Record<string, (labels: Labels) => Behaviour>> = {
  http_requests_total: (labels) => events(requestRate(labels)),
  http_request_duration_seconds: ({ service = "" }) => observations(requestsPerSecond[service] ?? 0, 0.04, 4),
  http_requests_in_flight: ({ service = "" }) => busy((requestsPerSecond[service] ?? 0) * 0.05),
  http_requests_in_flight_limit: () => constant(100),
  daily_revenue: ({ region, product }) => busy(region === "asia" ? 4000 : product === "premium" ? 30_000 : 9000),
  active_listeners: ({ region }) => busy(region === "europe" ? 52_000 : 23_000),
  plays_total: ({ region, outcome = "" }) => events((region === "europe" ? 210 : 95) * (shareOfOutcome[outcome] ?? 0)),
  conversions_total: ({ step }) => events(step === "trial" ? 0.01 : 0.0015),
  postgres_up: () => constant(1),
  postgres_connections: () => busy(30),
  postgres_connections_max: () => constant(100),
  postgres_replication_lag_seconds: ({ server }) => (server === "primary" ? constant(0) : busy(0.4)),
  postgres_transactions_total: ({ outcome = "" }) => events(180 * (shareOfOutcome[outcome] ?? 0)),
  postgres_deadlocks_total: () => events(0.0005),
  host_cpu_used_ratio: ({ host = "" }) => busy(host === "host-1" ? 0.4 : 0.3),
  host_memory_used_ratio: () => steady(0.55),
  host_disk_free_bytes: ({ mount }) => steady((mount === "/" ? 30 : 700) * gibibyte),
  host_disk_size_bytes: ({ mount }) => constant((mount === "/" ? 50 : 1000) * gibibyte),
  host_network_received_bytes_total: () => events(4e6),
  host_network_packets_total: () => events(5000),
  host_network_packet_errors_total: () => events(0.02),
  job_queue_waiting: () => busy(40),
  job_queue_oldest_seconds: () => busy(25),
  job_processed_total: ({ outcome = "" }) => events(6 * (outcome === "done" ? 0.99 : 0.01)),
  job_workers: ({ state }) => constant(state === "busy" ? 9 : 3),
  recommender_score: () => observations(50, 0.6, 6),
  recommender_track_tempo: () => observations(50, 115, 7),
  recommender_accuracy_ratio: () => steady(0.78),
  recommender_training_age_seconds: () => sinceEvery(day),
  recommender_inference_duration_seconds: () => observations(50, 0.02, 4),
  failed_logins_by_account_total: () => events(0.002),
  failed_logins_by_address_total: () => events(0.01),
  certificate_remaining_seconds: () => untilRenewed(30 * day, 90 * day),
};

/** How acme's series behave while nothing is wrong; a metric that this table doesn't know is an error, so that none is forgotten. */
export function usual(metric: Metric, labels: Labels): Behaviour {
  const behaviour = ordinary[metric.name]?.(labels);
  if (!behaviour)
    throw new Error(`the demo doesn't know how ${metric.name} behaves; add it to test/servers/demo/acme.ts`);
  return behaviour;
}
