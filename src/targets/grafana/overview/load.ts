import type { Metric, Program } from "../../../program/program.ts";
import type { Call, Expr } from "../../../promql/syntax/ast.ts";
import { formatDuration } from "../../../promql/syntax/duration.ts";
import { print } from "../../../promql/syntax/print.ts";
import { walk } from "../../../promql/syntax/walk.ts";
import { aggregate, ownedBy, select, worstOf } from "../expression.ts";
import { constant, limitsOf } from "../limit.ts";
import { ownLabels } from "../metric.ts";
import { legendOf, type Query, type Section, type View, view } from "../view.ts";
import { alertsOn } from "./scale.ts";

/** Load: gauges that are ratios or that an alert watches, with the forecasts that alerts make. */
export function load(program: Program): Section {
  const gauges = program.metrics.filter((metric) => metric.type === "gauge");
  const shown = gauges.filter((metric) => metric.unit === "ratio" || alertsOn(program, metric).length > 0);
  return { title: "Load and forecast", views: shown.map((metric) => gauge(program, metric)) };
}

function gauge(program: Program, metric: Metric): View {
  const owners = alertsOn(program, metric);
  const limits = owners.flatMap(limitsOf);
  const isLowWorse = limits.length > 0 && limits.every(({ side }) => side === "below");
  const labels = ownLabels(metric).map(({ name }) => name);
  const shown = (series: Expr) => foremost(metric, labels, isLowWorse, series);
  const now: Query = {
    expr: shown(ownedBy(program.tenant, select(metric.name))),
    legend: legendOf(labels, metric.name),
  };
  const forecasts = owners
    .flatMap(({ expr }) => forecastsIn(expr))
    .map((forecast) => predicted(forecast, labels, shown));
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

const MANY = 24;

/** A metric's series by its labels; where they are too many for a panel, the ten that are worst off. */
function foremost(metric: Metric, labels: readonly string[], isLowWorse: boolean, series: Expr): Expr {
  const all = aggregate(isLowWorse ? "min" : "max", labels, series);
  const count = ownLabels(metric).reduce((product, { cardinality }) => product * cardinality, 1);
  return count <= MANY ? all : worstOf(10, isLowWorse ? "bottomk" : "topk", all);
}

const BASE_UNITS: ReadonlySet<string> = new Set(["seconds", "bytes", "ratio", "celsius"]);

/** `host_memory_used_ratio` reads as `Host memory used`. */
function titleOf({ name, unit }: Metric): string {
  const words = name.split(/[_:]+/).filter((word) => word !== "");
  const spoken = words.length > 1 && words.at(-1) === unit && BASE_UNITS.has(unit) ? words.slice(0, -1) : words;
  const title = spoken.join(" ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function forecastsIn(expr: Expr): readonly Call[] {
  const found: Call[] = [];
  walk(expr, (node) => {
    if (node.kind === "call" && node.name === "predict_linear") found.push(node);
  });
  return found;
}

function predicted(forecast: Call, labels: readonly string[], shown: (series: Expr) => Expr): Query {
  const ahead = forecast.args.slice(1).map(constant)[0];
  const when = ahead === undefined ? "forecast" : `in ${formatDuration(ahead * 1000)}`;
  const legend = labels.length === 0 ? when : `${legendOf(labels, "")} ${when}`;
  return { expr: shown(forecast), legend, predicted: true };
}
