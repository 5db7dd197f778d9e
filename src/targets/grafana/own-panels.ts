import type { Dashboard, Panel, PanelKind, Program } from "../../program/program.ts";
import { limitsOf } from "./limit.ts";
import { metricsBehind } from "./metric.ts";
import { legendOf, type Section, type View, view } from "./view.ts";

type PanelsDashboard = Extract<Dashboard, { readonly type: "panels" }>;

const PLACES: readonly { readonly title: string; readonly kinds: ReadonlySet<PanelKind> }[] = [
  { title: "Now", kinds: new Set(["stat", "gauge", "bar-gauge"]) },
  { title: "Over time", kinds: new Set(["timeseries", "heatmap", "state-timeline"]) },
  { title: "In detail", kinds: new Set(["table"]) },
];

/** The author's own panels in their order: what is so now, how it came to be, and the details. */
export function ownPanels(program: Program, { panels }: PanelsDashboard): readonly Section[] {
  return PLACES.map(({ title, kinds }) => ({
    title,
    views: panels.filter(({ kind }) => kinds.has(kind)).map((panel) => drawn(program, panel)),
  }));
}

function drawn(program: Program, { title, description, kind, expr, unit, labels, range, alert }: Panel): View {
  const buckets = kind === "heatmap" && labels.includes("le");
  return view({
    title,
    description: description === "" ? helpOf(program, expr) : description,
    kind,
    queries: [{ expr, legend: legendOf(labels, title) }],
    unit,
    labels,
    range: kind === "gauge" ? dial(unit, range) : range,
    limits: alert === undefined ? [] : limitsOf(alert),
    alerts: alert === undefined ? [] : [alert],
    buckets,
  });
}

/** A dial needs both ends: of a ratio of which nothing more is known, nothing and the whole. */
function dial(unit: string, { from, to }: Panel["range"]): Panel["range"] {
  if (unit !== "ratio") return { from, to };
  return { from: Number.isFinite(from) ? from : 0, to: Number.isFinite(to) ? to : 1 };
}

/** What the metrics behind a panel say of themselves. */
function helpOf(program: Program, expr: Panel["expr"]): string {
  const helps = metricsBehind(program, expr).map(({ name, help }) => `${name}: ${help}`);
  return helps.length === 0 ? "A query of this tenant." : helps.join("\n");
}
