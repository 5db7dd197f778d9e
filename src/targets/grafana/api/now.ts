import type { Program } from "../../../program/program.ts";
import { aggregate, call, number, rate } from "../expression.ts";
import { limitsOf } from "../limit.ts";
import { type Section, type View, view } from "../view.ts";
import type { ApiDashboard } from "./dashboard.ts";
import { NOBODY, type Owned, type Owners } from "./owners.ts";
import { errorRatio, rateUnit, requestRate } from "./requests.ts";

const HEIGHT = { width: 8, height: 5, kind: "stat" } as const;

/** The API in three numbers. */
export function now(program: Program, dashboard: ApiDashboard, owners: Owners): Section {
  return {
    title: "Now",
    views: [
      throughput(program, dashboard, owners.throughput),
      failures(dashboard, owners.errors),
      slowness(dashboard, owners),
    ],
  };
}

function throughput(program: Program, dashboard: ApiDashboard, { window }: Owned): View {
  return view({
    ...HEIGHT,
    title: "Requests",
    description: "Requests per second, all together.",
    queries: [{ expr: requestRate(dashboard, [], window), legend: "requests" }],
    unit: rateUnit(program, dashboard),
  });
}

function failures(dashboard: ApiDashboard, { alerts, window }: Owned): View {
  return view({
    ...HEIGHT,
    title: "Error ratio",
    description: "The share of all requests that fail.",
    queries: [{ expr: errorRatio(dashboard, [], window), legend: "error ratio" }],
    unit: "ratio",
    limits: alerts.flatMap(limitsOf),
    alerts,
  });
}

function slowness(dashboard: ApiDashboard, owners: Owners): View {
  const { alerts, window } = owners.latency.get(0.95) ?? NOBODY;
  const buckets = aggregate("sum", ["le"], rate(dashboard.latency, window));
  return view({
    ...HEIGHT,
    title: "Latency p95",
    description: `The time that 95 % of all requests stay below. ${dashboard.latencyMetric.help}`,
    queries: [{ expr: call("histogram_quantile", number(0.95), buckets), legend: "p95" }],
    unit: dashboard.latencyMetric.unit,
    limits: alerts.flatMap(limitsOf),
    alerts,
  });
}
