import { createHash } from "node:crypto";
import { wrongMetricType } from "../../diagnostics/codes/expression.ts";
import { undeclaredAlert } from "../../diagnostics/codes/reference.ts";
import type { Path } from "../../diagnostics/diagnostic.ts";
import type { Lowering } from "../../promql/build/authored.ts";
import type { LoweredMetric } from "../../promql/build/lower.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import { type Compilation, originOf } from "../compilation.ts";
import type { Alert, Dashboard, Environment, Metric, Panel } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";
import { checkGrouping } from "./grouping.ts";

type DashboardDeclaration = TenantDeclaration["dashboards"][string];
type PanelDeclaration = Extract<DashboardDeclaration, { type: "panels" }>["panels"][number];

/** What dashboards are made with. */
export interface Drawing {
  readonly tenant: string;
  readonly environment: Environment;
  readonly metrics: readonly Metric[];
  readonly alerts: ReadonlyMap<string, Alert>;
  /** Those too that the environment switches off: a panel may name them, their thresholds aren't drawn. */
  readonly declared: ReadonlyMap<string, Alert>;
  readonly lowering: Lowering;
  readonly compilation: Compilation;
}

/** The uid of a dashboard: the same for ever, in Grafana's 40 characters, whatever the names are. */
export function dashboardUid(tenant: string, environment: Environment, name: string): string {
  const full = [tenant, ...(environment.isDefault ? [] : [environment.name]), name].join("--");
  if (full.length <= 40) return full;
  const hash = createHash("sha256").update(full).digest("hex").slice(0, 12);
  return `${full.slice(0, 27)}-${hash}`;
}

/** The tenant's dashboards. */
export function dashboardsOf(declaration: TenantDeclaration, drawing: Drawing): readonly Dashboard[] {
  return Object.entries(declaration.dashboards).flatMap(([name, declared]): readonly Dashboard[] => {
    const path = ["dashboards", name];
    const common = {
      name,
      title: declared.title ?? TITLES[declared.type],
      description: "description" in declared ? (declared.description ?? "") : "",
      uid: dashboardUid(drawing.tenant, drawing.environment, name),
      origin: originOf(path),
    };
    if (declared.type === "system-overview") return [{ ...common, type: declared.type }];
    if (declared.type === "api-performance") return apiPerformance(declared, common, path, drawing);
    const panels = declared.panels.flatMap((panel, i) => panelOf(panel, [...path, "panels", i], drawing));
    return [{ ...common, type: declared.type, panels }];
  });
}

const TITLES = { "system-overview": "System overview", "api-performance": "API performance", panels: "" } as const;

type ApiDeclaration = Extract<DashboardDeclaration, { type: "api-performance" }>;
type Common = Omit<Extract<Dashboard, { type: "system-overview" }>, "type">;

function apiPerformance(declared: ApiDeclaration, common: Common, path: Path, drawing: Drawing): readonly Dashboard[] {
  const read = (property: "requests" | "errors" | "latency"): LoweredMetric | undefined =>
    drawing.compilation.admitMetric(declared[property], [...path, property], drawing.lowering);
  const [requests, errors, latency] = [read("requests"), read("errors"), read("latency")];
  const latencyMetric = drawing.metrics.find(({ name }) => name === latency?.metric.name);
  if (requests === undefined || errors === undefined || latency === undefined || latencyMetric === undefined) return [];
  if (latencyMetric.type !== "histogram") {
    const data = { metric: latencyMetric.name, type: latencyMetric.type, needs: "a histogram" };
    drawing.compilation.report(wrongMetricType, { path: [...path, "latency"], part: "use" }, data);
    return [];
  }
  for (const one of [requests, latency]) checkGrouping([declared.by], one.metric, [...path, "by"], drawing.compilation);
  const buckets = { ...latency.selector, metric: `${latencyMetric.name}_bucket` };
  const selectors = { requests: requests.selector, errors: errors.selector, latency: buckets };
  return [{ ...common, type: "api-performance", ...selectors, latencyMetric, by: declared.by }];
}

function panelOf(declared: PanelDeclaration, path: Path, drawing: Drawing): readonly Panel[] {
  const alert = declared.alert === undefined ? undefined : alertNamed(declared.alert, [...path, "alert"], drawing);
  const shown = drawing.compilation.admit(declared.show, [...path, "show"], "value", drawing.lowering);
  if (shown === undefined) return [];
  return [
    {
      title: declared.title,
      description: declared.description ?? helpOf(shown.authored.expr, drawing) ?? declared.title,
      kind: declared.as ?? "timeseries",
      expr: shown.expr,
      unit: shown.unit,
      labels: shown.labels,
      range: shown.range,
      ...(alert === undefined ? {} : { alert }),
      origin: originOf(path),
    },
  ];
}

function alertNamed(name: string, path: Path, { alerts, declared, compilation }: Drawing): Alert | undefined {
  const alert = alerts.get(name);
  if (!declared.has(name) && !compilation.mayBeBrokenAlert(name)) {
    compilation.report(undeclaredAlert, path, { name, known: [...declared.keys()] });
  }
  return alert;
}

// What the author says of the metrics that an expression reads.
function helpOf(expr: Expr, { metrics, lowering }: Drawing): string | undefined {
  const names = selectors(expr).map(({ metric = "" }) => lowering.series.get(metric)?.metric);
  const helps = metrics.filter(({ name }) => names.includes(name)).map(({ help }) => help);
  return helps.length === 0 ? undefined : helps.join(" ");
}
