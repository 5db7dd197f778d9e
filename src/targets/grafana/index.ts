import type { Dashboard, Program } from "../../program/program.ts";
import { formatDuration } from "../../promql/syntax/duration.ts";
import { print } from "../../promql/syntax/print.ts";
import type { Artifact } from "../artifact.ts";
import { sortedJson } from "../json.ts";
import { alertsDrawnOn, drawDashboard, sectionsOf } from "./dashboard.ts";
import type { Canvas } from "./draw/builder.ts";
import { ownedBy } from "./expression.ts";
import { sourceName, sourceRef } from "./identifier.ts";
import { datasources } from "./provisioning/datasources.ts";
import { provider } from "./provisioning/provider.ts";
import { provisioningYaml } from "./provisioning/yaml.ts";
import { scrapeIntervalOf } from "./scrape-interval.ts";
import { loadSdk } from "./sdk.ts";
import type { Section } from "./view.ts";

/** Dashboards, data sources and the provider that loads them; nothing for a tenant without dashboards. */
export async function grafana(program: Program): Promise<readonly Artifact[]> {
  if (program.dashboards.length === 0) return [];
  const canvas = await canvasOf(program);
  const origins = program.dashboards.map(originOf);
  return [
    ...[...sectionsOf(program)].map(([dashboard, sections]) => dashboardFile(program, dashboard, sections, canvas)),
    {
      path: "grafana/datasources/datasources.yaml",
      content: provisioningYaml(datasources(program)),
      kind: "grafana-datasources",
      origins: [...origins, ...program.logs.map(({ origin }) => origin.name)],
    },
    {
      path: "grafana/provisioning/dashboards.yaml",
      content: provisioningYaml(provider(program)),
      kind: "grafana-dashboard-provider",
      origins,
    },
  ];
}

async function canvasOf(program: Program): Promise<Canvas> {
  return {
    sdk: await loadSdk(),
    tenant: print(ownedBy(program.tenant, { kind: "selector", matchers: [] })),
    alertSource: sourceName(program, "prometheus"),
    stepOf: (expr) => {
      const interval = scrapeIntervalOf(program, expr);
      return interval > program.organisation.prometheus.scrapeInterval ? formatDuration(interval) : undefined;
    },
    source: sourceRef(program, "prometheus"),
  };
}

function dashboardFile(program: Program, dashboard: Dashboard, sections: readonly Section[], canvas: Canvas): Artifact {
  const alerts = alertsDrawnOn(sections);
  return {
    path: `grafana/dashboards/${dashboard.name}.json`,
    content: sortedJson(drawDashboard(program, dashboard, sections, canvas)),
    kind: "grafana-dashboard",
    origins: [originOf(dashboard), ...alerts.map(({ origin }) => origin.name)],
  };
}

function originOf({ origin }: Dashboard): string {
  return origin.name;
}
