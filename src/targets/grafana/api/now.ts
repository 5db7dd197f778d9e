import type { Program } from "../../../program/program.ts";
import { aggregate, call, number, rate } from "../expression.ts";
import { limitsOf } from "../limit.ts";
import { type Section, type View, view } from "../view.ts";
import type { ApiDashboard } from "./dashboard.ts";
import { errorOwners, latencyOwners, throughputOwners } from "./owners.ts";
import { errorRatio, rateUnit, requestRate } from "./requests.ts";

const HEIGHT = { width: 8, height: 5, kind: "stat" } as const;

/** The API in three numbers. */
export function now(program: Program, dashboard: ApiDashboard): Section {
  return {
    title: "Now",
    views: [throughput(program, dashboard), failures(program, dashboard), slowness(program, dashboard)],
  };
}

function throughput(program: Program, dashboard: ApiDashboard): View {
  const { window } = throughputOwners(program, dashboard);
  return view({
    ...HEIGHT,
    title: "Requests",
    description: "Requests per second, all together.",
    queries: [{ expr: requestRate(dashboard, [], window), legend: "requests" }],
    unit: rateUnit(program, dashboard),
  });
}

function failures(program: Program, dashboard: ApiDashboard): View {
  const { alerts, window } = errorOwners(program, dashboard);
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

function slowness(program: Program, dashboard: ApiDashboard): View {
  const { window } = latencyOwners(program, dashboard);
  const buckets = aggregate("sum", ["le"], rate(dashboard.latency, window));
  return view({
    ...HEIGHT,
    title: "Latency p95",
    description: `The time that 95 % of all requests stay below. ${dashboard.latencyMetric.help}`,
    queries: [{ expr: call("histogram_quantile", number(0.95), buckets), legend: "p95" }],
    unit: dashboard.latencyMetric.unit,
  });
}
