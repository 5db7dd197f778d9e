import type { Expr } from "../../../promql/syntax/ast.ts";
import { NOT_NEGATIVE } from "../../../promql/types/catalogue.ts";
import { aggregate, call, number, over, RATE_INTERVAL, rate } from "../expression.ts";
import { limitsOf } from "../limit.ts";
import { legendOf, type Section, type View, view } from "../view.ts";
import type { ApiDashboard } from "./dashboard.ts";
import { NOBODY, type Owned, type Owners } from "./owners.ts";

const PERCENTILES = [0.5, 0.95, 0.99];

/** How long requests take: percentiles by label, and the whole distribution. */
export function latency(dashboard: ApiDashboard, owners: Owners): Section {
  const shares = [...new Set([...PERCENTILES, ...owners.latency.keys()])].sort((first, second) => first - second);
  const percentiles = shares.map((share) => percentile(dashboard, share, owners.latency.get(share) ?? NOBODY));
  return { title: "Latency", views: [...percentiles, distribution(dashboard)] };
}

/** The latency that a share of the requests stays below, by the dashboard's label. */
export function percentileOf({ latency: buckets, by }: ApiDashboard, percentile: number, window: number): Expr {
  return call("histogram_quantile", number(percentile), aggregate("sum", ["le", by], rate(buckets, window)));
}

function percentile(dashboard: ApiDashboard, share: number, { alerts, window }: Owned): View {
  const { by, latencyMetric } = dashboard;
  const name = percentileName(share);
  return view({
    title: `Latency ${name} by ${by}`,
    description: `The time that ${spoken(share)} of the requests stay below. ${latencyMetric.help}`,
    kind: "timeseries",
    queries: [{ expr: percentileOf(dashboard, share, window), legend: legendOf([by], name) }],
    unit: latencyMetric.unit,
    labels: [by],
    range: NOT_NEGATIVE,
    limits: alerts.flatMap(limitsOf),
    alerts,
  });
}

/** `p99.9` of 0.999. */
export function percentileName(share: number): string {
  return `p${Number((share * 100).toPrecision(6))}`;
}

function spoken(share: number): string {
  return share === 0.5 ? "half" : `${percentileName(share).slice(1)} %`;
}

function distribution({ latency: buckets, latencyMetric }: ApiDashboard): View {
  const expr = aggregate("sum", ["le"], call("increase", over(buckets, RATE_INTERVAL)));
  return view({
    title: "Latency distribution",
    description: `How many requests took how long. ${latencyMetric.help}`,
    kind: "heatmap",
    queries: [{ expr, legend: "{{le}}" }],
    unit: latencyMetric.unit,
    labels: ["le"],
    buckets: true,
  });
}
