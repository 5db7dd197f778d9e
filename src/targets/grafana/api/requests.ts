import type { Program } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { NOT_NEGATIVE } from "../../../promql/types/catalogue.ts";
import { aggregate, binary, number, RATE_INTERVAL, rate, worstOf } from "../expression.ts";
import { limitsOf } from "../limit.ts";
import { legendOf, type Section, type View, view } from "../view.ts";
import type { ApiDashboard } from "./dashboard.ts";
import { nameOf, type Owned, type Owners } from "./owners.ts";

const ROUTE_LABELS = ["route", "endpoint", "handler", "path"] as const;
const STATUS_LABELS = ["status", "code", "status_code"] as const;
const RATIO = { from: 0, to: 1 };

/** The share of requests that fail. */
export function errors(program: Program, dashboard: ApiDashboard, owners: Owners): Section {
  const status = labelOf(program, dashboard, STATUS_LABELS);
  return {
    title: "Errors",
    views: [errorShare(dashboard, owners.errors), ...status.map((label) => byStatus(program, dashboard, label))],
  };
}

/** How many requests there are, and of what. */
export function throughput(program: Program, dashboard: ApiDashboard, owners: Owners): Section {
  const routes = labelOf(program, dashboard, ROUTE_LABELS).filter((label) => label !== dashboard.by);
  return {
    title: "Throughput",
    views: [
      byLabel(program, dashboard, owners.throughput),
      ...routes.map((label) => topRoutes(program, dashboard, label)),
    ],
  };
}

/** Failed requests over all requests; 0 rather than nothing where none failed. */
export function errorRatio(
  { requests, errors: failed }: ApiDashboard,
  labels: readonly string[],
  window: number,
): Expr {
  const all = aggregate("sum", labels, rate(requests, window));
  const bad = aggregate("sum", labels, rate(failed, window));
  return binary(binary(bad, "or", binary(all, "*", number(0))), "/", all);
}

/** Requests per second. */
export function requestRate({ requests }: ApiDashboard, labels: readonly string[], window: number): Expr {
  return aggregate("sum", labels, rate(requests, window));
}

function errorShare(dashboard: ApiDashboard, { alerts, window }: Owned): View {
  const { by } = dashboard;
  return view({
    title: `Error ratio by ${by}`,
    description: "The share of requests that fail.",
    kind: "timeseries",
    queries: [{ expr: errorRatio(dashboard, [by], window), legend: legendOf([by], "errors") }],
    unit: "ratio",
    labels: [by],
    range: alerts.length > 0 ? RATIO : NOT_NEGATIVE,
    limits: alerts.flatMap(limitsOf),
    alerts,
  });
}

function byStatus(program: Program, dashboard: ApiDashboard, label: string): View {
  return view({
    title: `Requests by ${label}`,
    description: `${helpOf(program, dashboard)} Stacked by ${label}.`,
    kind: "timeseries",
    queries: [{ expr: requestRate(dashboard, [label], RATE_INTERVAL), legend: `{{${label}}}` }],
    unit: rateUnit(program, dashboard),
    labels: [label],
    range: NOT_NEGATIVE,
    stacked: true,
  });
}

function byLabel(program: Program, dashboard: ApiDashboard, { alerts, window }: Owned): View {
  const { by } = dashboard;
  return view({
    title: `Throughput by ${by}`,
    description: `${helpOf(program, dashboard)} Per second.`,
    kind: "timeseries",
    queries: [{ expr: requestRate(dashboard, [by], window), legend: legendOf([by], "requests") }],
    unit: rateUnit(program, dashboard),
    labels: [by],
    range: NOT_NEGATIVE,
    limits: alerts.flatMap(limitsOf),
    alerts,
  });
}

function topRoutes(program: Program, dashboard: ApiDashboard, label: string): View {
  const labels = [...new Set([dashboard.by, label])];
  return view({
    title: "Busiest routes",
    description: `The ten values of ${label} with the most requests now.`,
    kind: "bar-gauge",
    queries: [
      { expr: worstOf(10, "topk", requestRate(dashboard, labels, RATE_INTERVAL)), legend: legendOf(labels, label) },
    ],
    unit: rateUnit(program, dashboard),
    labels,
    range: NOT_NEGATIVE,
    width: 12,
    height: 8,
  });
}

function metricOf({ metrics }: Program, { requests }: ApiDashboard) {
  return metrics.find(({ name }) => name === nameOf(requests));
}

function helpOf(program: Program, dashboard: ApiDashboard): string {
  return metricOf(program, dashboard)?.help ?? "Requests.";
}

/** Requests per second, in the unit of the counter; one without a unit counts requests here. */
export function rateUnit(program: Program, dashboard: ApiDashboard): string {
  const unit = metricOf(program, dashboard)?.unit ?? "";
  return `${unit === "" ? "requests" : unit}/s`;
}

function labelOf(program: Program, dashboard: ApiDashboard, names: readonly string[]): readonly string[] {
  const declared = new Set(metricOf(program, dashboard)?.labels.map(({ name }) => name));
  return names.filter((name) => declared.has(name)).slice(0, 1);
}
