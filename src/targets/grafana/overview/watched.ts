import type { Alert, Metric, Program } from "../../../program/program.ts";
import type { Call, Expr } from "../../../promql/syntax/ast.ts";
import { typeOf } from "../../../promql/syntax/check.ts";
import { formatDuration } from "../../../promql/syntax/duration.ts";
import { print, withoutParens } from "../../../promql/syntax/print.ts";
import { walk } from "../../../promql/syntax/walk.ts";
import { generalText } from "../alert-text.ts";
import { aggregate, ownedBy, select } from "../expression.ts";
import { constant, limitsOf, watchedBy } from "../limit.ts";
import { metricsBehind, shownLabels } from "../metric.ts";
import { legendOf, type Query, type Section, type View, view } from "../view.ts";

/** Load: gauges that are ratios or that an alert watches, with the forecasts that alerts make. */
export function load(program: Program): Section {
  const gauges = program.metrics.filter((metric) => metric.type === "gauge");
  const shown = gauges.filter((metric) => metric.unit === "ratio" || alertsOn(program, metric).length > 0);
  return { title: "Load and forecast", views: shown.map((metric) => gauge(program, metric)) };
}

/** What the other alerts watch: one panel for each value that is compared with a bound. */
export function conditions(program: Program): Section {
  const drawn = new Set(program.metrics.flatMap((metric) => alertsOn(program, metric)));
  const groups = new Map<string, Alert[]>();
  for (const alert of program.alerts) {
    const watched = watchedBy(alert);
    if (watched === undefined || drawn.has(alert) || HAS_OWN_PANEL.has(alert.kind)) continue;
    const key = print(watched.subject);
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return { title: "Watched by alerts", views: [...groups.values()].flatMap(condition) };
}

const HAS_OWN_PANEL: ReadonlySet<Alert["kind"]> = new Set(["slo", "drift", "detector", "heartbeat"]);

function condition(owners: readonly Alert[]): readonly View[] {
  return owners.slice(0, 1).flatMap((first) => {
    const watched = watchedBy(first);
    if (watched === undefined) return [];
    const { conditionLabels: labels, unit } = first;
    return view({
      title: owners.map(({ name }) => name).join(", "),
      description: owners.map(({ summary }) => `${generalText(summary)}.`).join(" "),
      kind: "timeseries",
      queries: [{ expr: watched.subject, legend: legendOf(labels, first.name) }],
      unit,
      labels,
      limits: owners.flatMap(limitsOf),
      alerts: owners,
    });
  });
}

function gauge(program: Program, metric: Metric): View {
  const owners = alertsOn(program, metric);
  const labels = shownLabels(metric);
  const limits = owners.flatMap(limitsOf);
  const worst = limits.length > 0 && limits.every(({ side }) => side === "below") ? "min" : "max";
  const now: Query = {
    expr: ownedBy(program.tenant, aggregate(worst, labels, select(metric.name))),
    legend: legendOf(labels, metric.name),
  };
  const forecasts = owners
    .flatMap(({ expr }) => forecastsIn(expr))
    .map((forecast) => predicted(forecast, labels, worst));
  const distinct = new Map([now, ...forecasts].map((query) => [print(query.expr), query]));
  return view({
    title: titleOf(metric),
    description: metric.help,
    kind: "timeseries",
    queries: [...distinct.values()],
    unit: metric.unit,
    labels,
    range: metric.range,
    limits,
    alerts: owners,
  });
}

/** `host_memory_used_ratio` reads as `Host memory used`. */
function titleOf({ name, unit }: Metric): string {
  const words = name.split(/[_:]+/).filter((word) => word !== "");
  const spoken = words.length > 1 && words.at(-1) === unit ? words.slice(0, -1) : words;
  const title = spoken.join(" ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Alerts that compare this gauge itself, aggregated or over time, with a bound in its own unit. */
function alertsOn(program: Program, metric: Metric): readonly Alert[] {
  if (metric.type !== "gauge") return [];
  return program.alerts.filter((alert) => {
    const watched = watchedBy(alert);
    if (watched === undefined || !keepsScale(watched.subject)) return false;
    return metricsBehind(program, watched.subject).includes(metric);
  });
}

const SAME_SCALE = /^(?:(?:avg|min|max|last|quantile|first)_over_time|predict_linear|clamp_min|clamp_max|clamp)$/;

/** Whether a value is as large as the series it is made of. */
function keepsScale(expr: Expr): boolean {
  const inner = withoutParens(expr);
  if (inner.kind === "selector") return true;
  if (inner.kind === "subquery") return keepsScale(inner.expr);
  if (inner.kind === "aggregation")
    return /^(?:avg|min|max|quantile|topk|bottomk)$/.test(inner.operator) && keepsScale(inner.expr);
  if (inner.kind !== "call" || !SAME_SCALE.test(inner.name)) return false;
  const series = inner.args.filter((argument) => typeOf(argument) !== "scalar");
  return series.length > 0 && series.every(keepsScale);
}

function forecastsIn(expr: Expr): readonly Call[] {
  const found: Call[] = [];
  walk(expr, (node) => {
    if (node.kind === "call" && node.name === "predict_linear") found.push(node);
  });
  return found;
}

function predicted(forecast: Call, labels: readonly string[], worst: "min" | "max"): Query {
  const ahead = forecast.args.slice(1).map(constant)[0];
  const when = ahead === undefined ? "forecast" : `in ${formatDuration(ahead * 1000)}`;
  const legend = labels.length === 0 ? when : `${legendOf(labels, "")} ${when}`;
  return { expr: aggregate(worst, labels, forecast), legend, predicted: true };
}
