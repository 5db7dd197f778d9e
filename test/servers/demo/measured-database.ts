import { readExposition, type Sample } from "./exposition.ts";
import type { Measured } from "./service.ts";

/** What acme's agent would say about a database server, out of what the PostgreSQL exporter says about ours, in acme's names. */
export function measuredDatabase(metrics: string, server: string): Measured {
  return async () => {
    const samples = readExposition(await (await fetch(metrics)).text());
    const sum = (name: string): number =>
      samples.filter((sample) => sample.name === name).reduce((total, { value }) => total + value, 0);
    const as = (name: string, ...values: readonly (readonly [number, string?])[]): [string, Sample[]] => [
      name,
      values.map(([value, outcome]) => ({ name, labels: { server, ...(outcome && { outcome }) }, value })),
    ];
    const isUp = sum("pg_up") === 1;
    const whileUp = (...values: readonly (readonly [number, string?])[]) => (isUp ? values : []);
    return new Map([
      as("postgres_up", [isUp ? 1 : 0]),
      as("postgres_connections", ...whileUp([sum("pg_stat_activity_count")])),
      as("postgres_connections_max", ...whileUp([sum("pg_settings_max_connections")])),
      as("postgres_replication_lag_seconds", ...whileUp([sum("pg_replication_lag_seconds")])),
      as("postgres_deadlocks_total", ...whileUp([sum("pg_stat_database_deadlocks")])),
      as(
        "postgres_transactions_total",
        ...whileUp(
          [sum("pg_stat_database_xact_commit"), "commit"],
          [sum("pg_stat_database_xact_rollback"), "rollback"],
        ),
      ),
    ]);
  };
}
