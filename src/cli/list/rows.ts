import { type Place, type Position, shown } from "../../diagnostics/diagnostic.ts";
import type { Destination, Metric, Program } from "../../program/program.ts";
import { print } from "../../promql/syntax/print.ts";
import { printDuration } from "../../values/duration.ts";
import { printQuantity } from "../../values/quantity.ts";
import { type Cost, costsOf, MEASURES } from "../../verify/cost/cost.ts";
import type { ListName } from "./names.ts";

/** One line of a list: columns by their headings, in their order. */
export type Row = Readonly<Record<string, Value>>;

/** What stands in a column, as data. */
export type Value = string | number | boolean | readonly string[];

/** A program, and where its declarations are written. */
export interface Listed {
  readonly program: Program;
  readonly locate: (place: Place) => Position;
}

type Rows = (listed: Listed) => readonly Row[];

const ROWS: Readonly<Record<ListName, Rows>> = {
  tenants: ({ program, locate }) => [
    {
      tenant: program.tenant.name,
      title: program.tenant.title,
      alerts: program.alerts.length,
      metrics: program.metrics.length,
      slos: program.slos.length,
      dashboards: program.dashboards.length,
      file: locate({ path: [] }).file,
    },
  ],
  environments: ({ program: { environment } }) => [
    {
      environment: environment.name,
      default: environment.isDefault,
      grafana: environment.grafana,
      prometheus: environment.prometheus,
      alertmanager: environment.alertmanager,
    },
  ],
  alerts: each(
    ({ alerts }) => alerts,
    "alert",
    (one) => ({
      severity: one.severity,
      team: one.team.name,
      kind: one.kind,
      for: printDuration(one.for),
    }),
  ),
  metrics: each(
    ({ metrics }) => metrics,
    "metric",
    (one) => ({
      type: one.type,
      unit: one.unit,
      series: seriesOf(one),
      labels: one.labels.map(({ name }) => name),
    }),
  ),
  recordings: ({ program, locate }) =>
    program.recordings.map(({ record, expr, origin }) => ({
      tenant: program.tenant.name,
      recording: record,
      from: origin.name,
      expression: print(expr),
      declared: shown(locate({ path: origin.path, part: "key" })),
    })),
  slos: each(
    ({ slos }) => slos,
    "slo",
    (one) => ({
      objective: printQuantity(one.objective, "ratio"),
      window: printDuration(one.window),
      tiers: one.tiers.length,
      team: one.team.name,
    }),
  ),
  drift: each(
    ({ drifts }) => drifts,
    "drift",
    (one) => ({
      metric: one.metric.name,
      tests: one.statistics.map(({ test }) => test),
      current: printDuration(one.current),
      reference: printDuration(one.reference),
    }),
  ),
  detectors: each(
    ({ detectors }) => detectors,
    "detector",
    (one) => ({
      method: one.method,
      severity: one.severity,
      team: one.team.name,
      watches: print(one.watch),
    }),
  ),
  dashboards: each(
    ({ dashboards }) => dashboards,
    "dashboard",
    (one) => ({ title: one.title, type: one.type, uid: one.uid }),
  ),
  logs: each(
    ({ logs }) => logs,
    "logs",
    (one) => ({ retention: printDuration(one.retention), hot: printDuration(one.hot) }),
  ),
  teams: each(
    ({ teams }) => teams,
    "team",
    ({ destinations: { page, ticket, info } }) => ({
      page: destination(page),
      ticket: destination(ticket),
      info: destination(info),
    }),
  ),
  channels: each(
    ({ channels }) => channels,
    "channel",
    (one) => ({ type: one.type }),
  ),
  cost: ({ program, locate }) => {
    const costs = costsOf(program);
    const common = { tenant: program.tenant.name };
    const total = { ...common, what: "total", kind: "", ...sums(costs), declared: "" };
    const rows = costs.map((cost) => ({
      ...common,
      what: cost.name,
      kind: cost.kind,
      ...sums([cost]),
      declared: shown(locate({ path: cost.origin.path, part: "key" })),
    }));
    return [total, ...rows];
  },
};

function sums(costs: readonly Cost[]): Row {
  const of = (measure: (cost: Cost) => number): number => costs.reduce((sum, cost) => sum + measure(cost), 0);
  return {
    series: of(MEASURES.series),
    rules: of(MEASURES.rules),
    samplesPerEvaluation: of(MEASURES.samplesPerEvaluation),
    indexBytesPerDay: of(MEASURES.indexBytesPerDay),
  };
}

/** The rows of a list, sorted as the programs are; what two tenants share is there once. */
export function rowsOf(what: ListName, listed: readonly Listed[]): readonly Row[] {
  const rows = listed.flatMap(ROWS[what]);
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function each<T extends Pick<Metric, "name" | "origin">>(
  listOf: (program: Program) => readonly T[],
  heading: string,
  columns: (one: T) => Row,
): Rows {
  return ({ program, locate }) =>
    listOf(program).map((one) => ({
      tenant: program.tenant.name,
      [heading]: one.name,
      ...columns(one),
      declared: shown(locate({ path: one.origin.path, part: "key" })),
    }));
}

function seriesOf({ labels, type, buckets }: Metric): number {
  const combinations = labels.reduce((product, { cardinality }) => product * cardinality, 1);
  return type === "histogram" ? combinations * (buckets.length + 3) : combinations;
}

function destination({ channel, during, otherwise }: Destination): string {
  if (during === undefined) return channel.name;
  const rest = otherwise === undefined ? "" : `, otherwise ${otherwise.name}`;
  return `${channel.name} during ${during.name}${rest}`;
}
