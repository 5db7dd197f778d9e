import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { z } from "zod";
import { committed } from "../../output/files.ts";

const query = z.object({
  expr: z.string(),
  instant: z.boolean().optional(),
  interval: z.string().optional(),
});

const alertList = z.object({
  datasource: z.string(),
  alertInstanceLabelFilter: z.string(),
  stateFilter: z.record(z.string(), z.boolean()),
});

interface PanelModel {
  readonly type: string;
  readonly options?: unknown;
  readonly title?: string | undefined;
  readonly targets?: readonly z.output<typeof query>[] | undefined;
  readonly panels?: readonly PanelModel[] | undefined;
}

const panel: z.ZodType<PanelModel> = z.lazy(() =>
  z.object({
    type: z.string(),
    options: z.unknown().optional(),
    title: z.string().optional(),
    targets: z.array(query).optional(),
    panels: z.array(panel).optional(),
  }),
);

const variable = z.object({
  name: z.string(),
  type: z.literal("query"),
  query: z.object({ query: z.string() }),
  includeAll: z.boolean(),
  multi: z.boolean(),
  allValue: z.string().optional(),
});

const dashboard = z.object({
  title: z.string(),
  time: z.object({ from: z.string(), to: z.literal("now") }),
  panels: z.array(panel),
  templating: z.object({ list: z.array(variable) }).default({ list: [] }),
  annotations: z.object({ list: z.array(z.object({ name: z.string(), target: query })) }).default({ list: [] }),
});

const datasources = z.object({
  datasources: z.array(
    z.looseObject({
      name: z.string(),
      type: z.string(),
      jsonData: z.looseObject({ timeInterval: z.string().optional() }),
    }),
  ),
});

/** A variable of a dashboard, filled by a query. */
export type Variable = z.output<typeof variable>;

/** A query that a dashboard makes, and where it is. */
export interface DashboardQuery {
  readonly dashboard: string;
  /** The panel's title, or `annotation Pages`. */
  readonly place: string;
  readonly expr: string;
  readonly instant: boolean;
  /** The least step, e.g. `1m`, where the panel sets one. */
  readonly interval?: string;
}

/** A panel that lists the alerts of a data source. */
export interface AlertList {
  readonly title: string;
  /** The data source's name. */
  readonly datasource: string;
  /** A selector, such as `{tenant="acme"}`. */
  readonly filter: string;
  /** `firing`, `pending`, … */
  readonly states: readonly string[];
}

/** A dashboard, as far as it asks Prometheus for anything. */
export interface AskingDashboard {
  readonly title: string;
  /** How far back it looks when it is opened: `12h`. */
  readonly range: string;
  readonly variables: readonly Variable[];
  /** Panels that list alerts, as Prometheus's rules say them. */
  readonly alertLists: readonly AlertList[];
  /** Panels that draw the answers of queries. */
  readonly panels: readonly { readonly title: string; readonly queries: readonly DashboardQuery[] }[];
  readonly annotations: readonly DashboardQuery[];
}

/** The dashboards of a tenant in `output/`. */
export function emittedDashboards(tenant: string): readonly AskingDashboard[] {
  return committed(new RegExp(`^${tenant}/grafana/dashboards/.*\\.json$`)).map(({ file }) => {
    const { title, time, panels, templating, annotations } = dashboard.parse(JSON.parse(readFileSync(file, "utf8")));
    const asked = (place: string, { expr, instant = false, interval }: z.output<typeof query>): DashboardQuery => ({
      dashboard: title,
      place,
      expr,
      instant,
      ...(interval && { interval }),
    });
    return {
      title,
      range: time.from.replace("now-", ""),
      variables: templating.list,
      alertLists: drawn(panels)
        .filter(({ type }) => type === "alertlist")
        .map((one) => listOf(one)),
      panels: drawn(panels)
        .filter(({ type }) => type !== "alertlist")
        .map((one) => ({
          title: one.title ?? "",
          queries: (one.targets ?? []).map((target) => asked(one.title ?? "", target)),
        })),
      annotations: annotations.list.map(({ name, target }) => asked(`annotation ${name}`, target)),
    };
  });
}

function listOf({ title = "", options }: PanelModel): AlertList {
  const { datasource, alertInstanceLabelFilter: filter, stateFilter } = alertList.parse(options);
  const states = Object.entries(stateFilter).flatMap(([state, isShown]) => (isShown ? [state] : []));
  return { title, datasource, filter, states };
}

function drawn(panels: readonly PanelModel[]): readonly PanelModel[] {
  return panels.flatMap((one) => [...(one.type === "row" ? [] : [one]), ...drawn(one.panels ?? [])]);
}

/** The Prometheus data source that a tenant's Grafana is given: its name, and the scrape interval that it tells. */
export function prometheusSource(tenant: string): { readonly name: string; readonly interval: string } {
  const [file] = committed(new RegExp(`^${tenant}/grafana/datasources/.*\\.yaml$`));
  const found = datasources.parse(load(file?.content ?? "")).datasources.find(({ type }) => type === "prometheus");
  const interval = found?.jsonData.timeInterval;
  if (found === undefined || interval === undefined) throw new Error(`${tenant} has no Prometheus with a timeInterval`);
  return { name: found.name, interval };
}
