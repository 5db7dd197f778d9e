import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { DashboardLink } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Program } from "../../program/program.ts";
import type { Canvas } from "./draw/builder.ts";
import { drawLink, drawMenu } from "./draw/link.ts";
import { sourceRef } from "./identifier.ts";
import { tagsOf } from "./tags.ts";
import type { Link } from "./view.ts";

/** What stands at the top of each dashboard: the tenant's other dashboards, its runbooks, its alerts, its logs. */
export function menus(program: Program, { sdk, tenant }: Canvas): Builder<DashboardLink>[] {
  const { environment } = program;
  const links: readonly Link[] = [
    { title: "Runbooks", url: `${environment.runbooks}/${encodeURIComponent(program.tenant.name)}` },
    { title: "Alertmanager", url: `${environment.alertmanager}/#/alerts?filter=${encodeURIComponent(tenant)}` },
    ...logs(program),
  ];
  const others = drawMenu(sdk, `${program.tenant.title} dashboards`, tagsOf(program));
  return [others, ...links.map((link) => drawLink(sdk, link))];
}

/** Grafana's page for exploring, opened on the tenant's logs of the last hour. */
function logs(program: Program): readonly Link[] {
  const { environment } = program;
  if (program.logs.length === 0 || environment.elasticsearch === undefined) return [];
  const datasource = sourceRef(program, "elasticsearch");
  const query = { refId: "A", datasource, query: "", metrics: [{ id: "1", type: "logs" }], timeField: "@timestamp" };
  const panes = { logs: { datasource: datasource.uid, queries: [query], range: { from: "now-1h", to: "now" } } };
  const url = `${environment.grafana}/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
  return [{ title: "Logs", url }];
}
