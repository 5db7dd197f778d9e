import type { Alert, Program } from "../../../program/program.ts";
import type { Call, Expr } from "../../../promql/syntax/ast.ts";
import { selectors, walk } from "../../../promql/syntax/walk.ts";
import { RATE_INTERVAL } from "../expression.ts";
import { watchedBy } from "../limit.ts";
import { metricsBehind } from "../metric.ts";
import type { ApiDashboard } from "./dashboard.ts";

/** Alerts that compare the same thing as a panel, and the window over which they look at it. */
export interface Owned {
  readonly alerts: readonly Alert[];
  /** The shortest window of these alerts; Grafana's own choice where there is none. */
  readonly window: number;
}

/** Alerts on a percentile of the latency. */
export function latencyOwners(program: Program, { latencyMetric }: ApiDashboard): Owned {
  return owned(program, latencyMetric.name, (subject, unit) => unit === "seconds" && percentilesIn(subject).length > 0);
}

/** The percentiles that alerts look at. */
export function percentilesOf({ alerts }: Owned): readonly number[] {
  return alerts
    .flatMap(({ expr }) => percentilesIn(expr))
    .flatMap(({ args: [which] }) => (which?.kind === "number" ? [which.value] : []));
}

/** Alerts on the share of requests that fail. */
export function errorOwners(program: Program, { requests }: ApiDashboard): Owned {
  return owned(program, nameOf(requests), (_subject, unit) => unit === "ratio");
}

/** Alerts on the number of requests. */
export function throughputOwners(program: Program, { requests }: ApiDashboard): Owned {
  return owned(program, nameOf(requests), (_subject, unit) => unit.endsWith("/s"));
}

function owned(program: Program, metric: string, isSame: (subject: Expr, unit: string) => boolean): Owned {
  const alerts = program.alerts.filter((alert) => {
    const subject = alert.kind === "threshold" ? watchedBy(alert)?.subject : undefined;
    if (subject === undefined || !isSame(subject, alert.unit)) return false;
    return metricsBehind(program, subject).some(({ name }) => name === metric);
  });
  const windows = alerts
    .flatMap(({ expr }) => selectors(expr))
    .flatMap(({ range }) => (range === undefined ? [] : [range]));
  return { alerts, window: windows.length === 0 ? RATE_INTERVAL : Math.min(...windows) };
}

/** The metric of a selector. */
export function nameOf(expr: Expr): string {
  return selectors(expr)[0]?.metric ?? "";
}

function percentilesIn(expr: Expr): readonly Call[] {
  const found: Call[] = [];
  walk(expr, (node) => {
    if (node.kind === "call" && node.name === "histogram_quantile") found.push(node);
  });
  return found;
}
