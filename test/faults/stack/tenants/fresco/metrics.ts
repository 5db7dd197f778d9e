import { counter, gauge, histogram, upTo } from "monitorgen";

const city = ["berlin", "vienna", "zurich", "prague"] as const;
const service = ["checkout", "menu", "dispatch", "identity"] as const;

export const requests = counter("http_requests_total", {
  help: "Requests that a service has answered.",
  unit: "requests",
  labels: { service, method: ["GET", "POST", "PUT"], code: ["200", "201", "302", "400", "404", "500", "502", "503"] },
});

export const latency = histogram("http_request_duration_seconds", {
  help: "How long a service took to answer.",
  unit: "seconds",
  labels: { service },
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

export const orders = counter("orders_placed_total", {
  help: "Orders that customers have placed.",
  unit: "orders",
  labels: { city, source: ["app", "web", "phone"] },
});

export const cancelled = counter("orders_cancelled_total", {
  help: "Orders that were cancelled, by who did it.",
  unit: "orders",
  labels: { city, reason: ["restaurant", "courier", "customer"] },
});

export const delivery = histogram("delivery_duration_seconds", {
  help: "Time from an order to its delivery.",
  unit: "seconds",
  labels: { city },
  buckets: [600, 900, 1200, 1800, 2700, 3600, 5400, 7200],
});

export const couriers = gauge("couriers_online", {
  help: "Couriers who have the app open, by what they do.",
  unit: "couriers",
  labels: { city, state: ["idle", "riding", "paused"] },
  range: { from: 0, to: 20_000 },
});

export const payments = counter("payment_attempts_total", {
  help: "Attempts to pay, by how they ended.",
  unit: "payments",
  labels: { provider: ["cardia", "twinpay", "invoice"], result: ["accepted", "declined", "failed"] },
});

export const paymentTime = histogram("payment_duration_seconds", {
  help: "How long a provider took to answer.",
  unit: "seconds",
  labels: { provider: payments.labels.provider },
  buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16],
});

export const queued = gauge("queue_messages", {
  help: "Messages that wait in a queue.",
  unit: "messages",
  labels: { queue: ["orders", "mails", "invoices"] },
  range: { from: 0, to: 1_000_000 },
});

export const queueAge = gauge("queue_oldest_message_age_seconds", {
  help: "How long the oldest message of a queue has waited.",
  unit: "seconds",
  labels: { queue: ["orders", "mails", "invoices"] },
  range: { from: "0s", to: "1d" },
});

export const lookups = counter("cache_lookups_total", {
  help: "Lookups in a cache, by whether something was found.",
  unit: "lookups",
  labels: { cache: ["menus", "sessions"], result: ["hit", "miss"] },
});

export const databaseUp = gauge("database_up", {
  help: "1 while the database answers.",
  labels: { role: ["primary", "replica"] },
  range: { from: 0, to: 1 },
});

export const replicaLag = gauge("database_replica_lag_seconds", {
  help: "How far the replica is behind.",
  unit: "seconds",
  labels: { role: ["replica"] },
  range: { from: "0s", to: "1h" },
});

export const connections = gauge("database_connections", {
  help: "Open connections to the database.",
  unit: "connections",
  labels: { role: ["primary", "replica"] },
  range: { from: 0, to: 1000 },
});

export const connectionLimit = gauge("database_connections_limit", {
  help: "Connections that the database takes.",
  unit: "connections",
  labels: { role: ["primary", "replica"] },
  range: { from: 0, to: 1000 },
});

export const memoryUsed = gauge("host_memory_used_ratio", {
  help: "Share of the host's memory that is taken.",
  unit: "ratio",
  labels: { host: upTo(30) },
});

export const processorUsed = gauge("host_cpu_used_ratio", {
  help: "Share of the host's processor time that is taken.",
  unit: "ratio",
  labels: { host: upTo(30) },
});

export const diskFree = gauge("host_disk_free_bytes", {
  help: "Free space of a file system.",
  unit: "bytes",
  labels: { host: upTo(30), mount: ["root", "data"] },
});

export const diskSize = gauge("host_disk_size_bytes", {
  help: "Size of a file system.",
  unit: "bytes",
  labels: { host: upTo(30), mount: ["root", "data"] },
});

export const backupAge = gauge("backup_age_seconds", {
  help: "Time since the last whole backup.",
  unit: "seconds",
  labels: { database: ["orders", "menus"] },
  range: { from: "0s", to: "30d" },
});

export const logins = counter("failed_logins_total", {
  help: "Logins with a wrong password; accounts without one in the last hour are left out.",
  unit: "logins",
  labels: { account: upTo(500) },
});
