import type { DashboardBuilder, Dashboard as Drawn } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Alert, Dashboard, Program, Severity } from "../../program/program.ts";
import { alertSentence } from "./alert-text.ts";
import { apiPerformance } from "./api/index.ts";
import { apiVariable } from "./api/variable.ts";
import { type Annotation, drawAnnotation } from "./draw/annotation.ts";
import type { Canvas } from "./draw/builder.ts";
import { drawPanel } from "./draw/panel.ts";
import { drawVariable } from "./draw/variable.ts";
import { aggregate, ownedBy, select } from "./expression.ts";
import { layout, type Placed } from "./layout.ts";
import { menus } from "./menus.ts";
import { systemOverview } from "./overview/index.ts";
import { ownPanels } from "./own-panels.ts";
import { PanelIds } from "./panel-id.ts";
import { scrapeIntervalOf } from "./scrape-interval.ts";
import { COLOURS } from "./steps.ts";
import { tagsOf } from "./tags.ts";
import { refreshOf, spanOf } from "./time.ts";
import type { Link, Section, View } from "./view.ts";

/** The panels of every dashboard, section by section. */
export function sectionsOf(program: Program): ReadonlyMap<Dashboard, readonly Section[]> {
  const drawn = new Map<Dashboard, readonly Section[]>();
  for (const dashboard of program.dashboards) {
    if (dashboard.type === "panels") drawn.set(dashboard, ownPanels(program, dashboard));
    if (dashboard.type === "api-performance") drawn.set(dashboard, apiPerformance(program, dashboard));
  }
  // An overview leaves out what another dashboard draws.
  const elsewhere = new Set([...drawn.values()].flatMap(alertsDrawnOn).map(({ name }) => name));
  for (const dashboard of program.dashboards) {
    if (dashboard.type === "system-overview") drawn.set(dashboard, systemOverview(program, elsewhere));
  }
  return drawn;
}

/** The alerts whose limits a dashboard draws, sorted by name. */
export function alertsDrawnOn(sections: readonly Section[]): readonly Alert[] {
  const drawn = new Map(
    sections.flatMap(({ views }) => views).flatMap(({ alerts }) => alerts.map((alert) => [alert.name, alert])),
  );
  return [...drawn.values()].sort((first, second) => (first.name < second.name ? -1 : 1));
}

const PURPOSES: Readonly<Record<Dashboard["type"], string>> = {
  "system-overview": "The state of everything that is declared: alerts, services, objectives, load, anomalies, drift.",
  "api-performance": "How fast the API answers, how often it fails, how much it is asked, and what was promised.",
  panels: "Panels of the tenant's own.",
};

/** A dashboard as Grafana's classic JSON. */
export function drawDashboard(
  program: Program,
  dashboard: Dashboard,
  sections: readonly Section[],
  canvas: Canvas,
): Drawn {
  const { dashboard: sdk } = canvas.sdk;
  const interval = shortestInterval(program, sections);
  const builder = new sdk.DashboardBuilder(dashboard.title)
    .uid(dashboard.uid)
    .description(dashboard.description === "" ? PURPOSES[dashboard.type] : dashboard.description)
    .tags([...tagsOf(program, dashboard.type)])
    .readonly()
    .tooltip(sdk.DashboardCursorSync.Crosshair)
    .refresh(refreshOf(interval))
    .time({ from: spanOf(interval), to: "now" });
  builder.links(menus(program, canvas)).annotations(firing(program).map((one) => drawAnnotation(canvas, one)));
  const variables = dashboard.type === "api-performance" ? apiVariable(dashboard) : [];
  builder.variables(variables.map((variable) => drawVariable(canvas, variable)));
  const drawn = withPanels(builder, layout(sections), dashboard, canvas).build();
  return { ...drawn, panels: drawn.panels ?? [] };
}

/** How often the fastest of a dashboard's own series are scraped. */
function shortestInterval(program: Program, sections: readonly Section[]): number {
  const queries = sections.flatMap(({ views }) => views).flatMap((view) => view.queries);
  const intervals = queries.map(({ expr }) => scrapeIntervalOf(program, expr));
  return intervals.length === 0 ? program.organisation.prometheus.scrapeInterval : Math.min(...intervals);
}

function withPanels(
  builder: DashboardBuilder,
  placed: readonly Placed[],
  dashboard: Dashboard,
  canvas: Canvas,
): DashboardBuilder {
  const ids = new PanelIds();
  for (const one of placed) {
    if ("row" in one) {
      const row = new canvas.sdk.dashboard.RowBuilder(one.row).id(ids.take(one.row, "")).gridPos({ ...one.at });
      builder.withRow(row);
    } else {
      const { view, at } = one;
      const id = ids.take(one.section, view.title);
      builder.withPanel(
        drawPanel(canvas, view, { id, at, description: described(view), links: linksOf(view, dashboard) }),
      );
    }
  }
  return builder;
}

function described({ description, alerts }: View): string {
  return [description, ...alerts.map(alertSentence)].join("\n\n");
}

/** Of each alert whose limit is drawn, its runbook, and its own dashboard where that is another. */
function linksOf({ alerts }: View, { uid }: Dashboard): readonly Link[] {
  return alerts.flatMap(({ name, runbookUrl, dashboardUrl }) => {
    const runbook = { title: `Runbook of ${name}`, url: runbookUrl };
    const elsewhere = /\/d\/([^/?#]+)/.exec(dashboardUrl)?.[1] ?? uid;
    return elsewhere === uid ? [runbook] : [runbook, { title: `Dashboard of ${name}`, url: dashboardUrl }];
  });
}

const MARKS = { page: "Pages", ticket: "Tickets", info: "Notices" } as const;

/** When alerts of the tenant fired, a mark in the colour of each severity that wakes or asks somebody. */
function firing({ tenant, alerts }: Program): readonly Annotation[] {
  const severities = (["page", "ticket"] as const).filter((one) => alerts.some(({ severity }) => severity === one));
  return severities.map((severity: Severity & keyof typeof MARKS) => ({
    name: MARKS[severity],
    expr: aggregate(
      "max",
      ["alertname", "team"],
      ownedBy(tenant, select("ALERTS", { alertstate: "firing", severity })),
    ),
    color: COLOURS[severity],
    title: "{{alertname}}",
    labels: ["alertname", "team"],
  }));
}
