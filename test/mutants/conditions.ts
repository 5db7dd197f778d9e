import { catalogueOf } from "../../src/program/passes/catalogue.ts";
import type { Alert, Metric, Program, RecordingRule } from "../../src/program/program.ts";
import { enforce } from "../../src/promql/enforce/enforce.ts";
import type { Expr } from "../../src/promql/syntax/ast.ts";
import { alertOf, program as fixture, promql } from "../fixtures/program.ts";

const from = (name: string) => ({ path: ["metrics", name], name: `metrics/${name}` });

const metric = (name: string, type: Metric["type"], rest: Partial<Metric> = {}): Metric => ({
  name,
  type,
  help: "",
  unit: type === "counter" ? "requests" : "",
  labels: [{ name: "service", values: ["player", "search", "billing"], cardinality: 3 }],
  range: { from: type === "gauge" ? Number.NEGATIVE_INFINITY : 0, to: Number.POSITIVE_INFINITY },
  buckets: [],
  origin: from(name),
  ...rest,
});

/** Metrics of every type, for conditions to read. */
export const metrics: readonly Metric[] = [
  metric("requests_total", "counter", {
    labels: [
      { name: "service", values: ["player", "search", "billing"], cardinality: 3 },
      { name: "status", cardinality: 20 },
    ],
  }),
  metric("retries_total", "counter"),
  metric("queue_length", "gauge", { range: { from: 0, to: Number.POSITIVE_INFINITY } }),
  metric("balance", "gauge"),
  metric("used_ratio", "gauge", { unit: "ratio", range: { from: 0, to: 1 } }),
  metric("last_success_timestamp_seconds", "gauge", { unit: "seconds" }),
  metric("free_bytes", "gauge", { unit: "bytes", range: { from: 0, to: Number.POSITIVE_INFINITY } }),
  metric("size_bytes", "gauge", { unit: "bytes", range: { from: 0, to: Number.POSITIVE_INFINITY } }),
  metric("latency_seconds", "histogram", { unit: "seconds", buckets: [0.05, 0.1, 0.2, 0.5, 1, 2] }),
  metric("maintenance", "gauge", { range: { from: 0, to: 1 } }),
];

/** A condition as an alert of its own. */
export interface Condition {
  readonly expr: string;
  readonly forMs?: number;
  readonly keepFiringForMs?: number;
}

/** Limits an expression to the fixture's tenant. */
export function limited(text: string): Expr {
  const result = enforce(promql(text), { label: "tenant", value: fixture.tenant.name });
  if ("expr" in result) return result.expr;
  throw new Error(`${text} names the tenant`);
}

/** A program whose alerts are these conditions, each in a group of its own. */
export function programOf(conditions: readonly Condition[], recordings: readonly RecordingRule[] = []): Program {
  const alerts = conditions.map(({ expr, forMs = 0, keepFiringForMs = 0 }, index): Alert => {
    const name = `Condition${String(index).padStart(3, "0")}`;
    return {
      ...alertOf({ name, expr: "vector(1)", description: "is ${value}", unit: "" }),
      expr: limited(expr),
      for: forMs,
      keepFiringFor: keepFiringForMs,
      group: `group-${index}`,
    };
  });
  return { ...fixture, metrics, alerts, recordings, series: catalogueOf(metrics, "float").series };
}
