import { counter, gauge } from "monitorgen";

const server = ["primary", "replica-1", "replica-2"] as const;

export const answering = gauge("postgres_up", {
  help: "1 while a PostgreSQL server answers, 0 while it doesn't.",
  labels: { server },
  range: { from: 0, to: 1 },
});

export const connections = gauge("postgres_connections", {
  help: "Open connections of a PostgreSQL server.",
  unit: "connections",
  labels: { server },
  range: { from: 0 },
});

export const connectionsMax = gauge("postgres_connections_max", {
  help: "Connections that a PostgreSQL server takes at most.",
  unit: "connections",
  labels: { server },
  range: { from: 0 },
});

export const replicationLag = gauge("postgres_replication_lag_seconds", {
  help: "How far a replica is behind the primary.",
  unit: "seconds",
  labels: { server },
  range: { from: "0s" },
});

export const transactions = counter("postgres_transactions_total", {
  help: "Transactions that a PostgreSQL server has ended.",
  unit: "transactions",
  labels: { server, outcome: ["commit", "rollback"] },
});

export const deadlocks = counter("postgres_deadlocks_total", {
  help: "Deadlocks that a PostgreSQL server has resolved by aborting a transaction.",
  unit: "deadlocks",
  labels: { server },
});
