import type { Alert, Program } from "../../../program/program.ts";
import { printDuration } from "../../../values/duration.ts";
import { printQuantity } from "../../../values/quantity.ts";
import type { Artifact } from "../../artifact.ts";
import { authored } from "../markdown/authored.ts";
import { cell, code, enumerated, joined, link, type Markdown, md, type Piece, verbatim } from "../markdown/markdown.ts";
import { secretsOf } from "./secrets.ts";
import { channelInWords } from "./told.ts";

/** What the template of a tenant's README prints. Every piece is Markdown; tables are lists of rows. */
export interface ReadmeView {
  readonly title: Markdown;
  readonly description: Markdown | undefined;
  readonly tenant: Markdown;
  readonly environment: Markdown;
  readonly folder: Markdown;
  readonly counts: Markdown;
  readonly alerts: readonly Markdown[];
  readonly slos: readonly Markdown[];
  readonly dashboards: readonly Markdown[];
  readonly channels: readonly Markdown[];
  readonly secrets: readonly Markdown[];
  readonly logs: readonly Markdown[];
  readonly prometheus: readonly Markdown[];
  readonly prometheusTests: readonly Markdown[];
  readonly scrapes: readonly Markdown[];
  readonly alertmanager: readonly Markdown[];
  readonly grafana: readonly Markdown[];
  readonly elasticsearch: readonly Markdown[];
  readonly sidecar: readonly Markdown[];
  readonly prometheusUrl: Markdown;
  readonly alertmanagerUrl: Markdown;
  readonly grafanaUrl: Markdown;
  readonly elasticsearchUrl: Markdown;
}

/** The view of a tenant's README over everything that was emitted for it. */
export function readmeView(program: Program, artifacts: readonly Artifact[]): ReadmeView {
  const { tenant, environment } = program;
  const files = (...kinds: readonly string[]): readonly Markdown[] => filesOf(artifacts, kinds);
  return {
    title: md`${tenant.title}`,
    description: tenant.description === "" ? undefined : authored(tenant.description),
    tenant: verbatim(tenant.name),
    environment: verbatim(environment.name),
    folder: verbatim(outputFolder(program)),
    counts: counts(program),
    alerts: program.alerts.map(alertRow),
    slos: program.slos.map((slo) =>
      row(
        code(slo.name),
        printQuantity(slo.objective, "ratio"),
        printDuration(slo.window),
        code(slo.team.name),
        authored(slo.description),
      ),
    ),
    dashboards: program.dashboards.map((dashboard) =>
      row(
        link(dashboard.title, `${environment.grafana}/d/${dashboard.uid}`),
        dashboardFile(artifacts, dashboard.origin.name),
        authored(dashboard.description),
      ),
    ),
    channels: program.channels.map((channel) => row(channelInWords(channel), usersOf(program, channel.name))),
    secrets: secretsOf(program, artifacts).map(({ path, usedBy, file }) =>
      row(code(path), file === undefined ? "" : code(file), enumerated(usedBy.map(code))),
    ),
    logs: program.logs.map((stream) =>
      row(code(stream.name), printDuration(stream.hot), printDuration(stream.retention), authored(stream.description)),
    ),
    prometheus: files("prometheus-rules"),
    prometheusTests: files("prometheus-tests"),
    scrapes: files("prometheus-scrape"),
    alertmanager: files("alertmanager-config", "alertmanager-template"),
    grafana: filesStarting(artifacts, "grafana/"),
    elasticsearch: filesStarting(artifacts, "elasticsearch/"),
    sidecar: filesStarting(artifacts, "sidecar/"),
    prometheusUrl: verbatim(environment.prometheus),
    alertmanagerUrl: verbatim(environment.alertmanager),
    grafanaUrl: verbatim(environment.grafana),
    elasticsearchUrl: verbatim(environment.elasticsearch ?? "http://localhost:9200"),
  };
}

/** Where a tenant's files lie in the repository. */
export function outputFolder({ tenant, environment }: Program): string {
  return environment.isDefault ? `output/${tenant.name}` : `output/environments/${environment.name}/${tenant.name}`;
}

function row(...cells: readonly Piece[]): Markdown {
  return md`| ${joined(cells.map(cell), " | ")} |`;
}

function alertRow(alert: Alert): Markdown {
  const { name, severity, team } = alert;
  return row(
    link(code(name), `runbooks/${name}.md`),
    severity,
    code(team.name),
    alert.kind,
    alert.for === 0 ? "at once" : printDuration(alert.for),
  );
}

function filesOf(artifacts: readonly Artifact[], kinds: readonly string[]): readonly Markdown[] {
  return listed(artifacts.filter(({ kind }) => kinds.includes(kind)));
}

function filesStarting(artifacts: readonly Artifact[], start: string): readonly Markdown[] {
  return listed(artifacts.filter(({ path }) => path.startsWith(start)));
}

function listed(artifacts: readonly Artifact[]): readonly Markdown[] {
  const paths = artifacts.map(({ path }) => path).sort();
  return paths.map((path) => link(code(path), path));
}

function dashboardFile(artifacts: readonly Artifact[], declaration: string): Piece {
  const file = artifacts.find(({ kind, origins }) => kind === "grafana-dashboard" && origins.includes(declaration));
  return file === undefined ? "" : link(code(file.path), file.path);
}

function usersOf({ teams }: Program, channel: string): Markdown {
  const uses = teams.flatMap(({ name, destinations }) =>
    Object.entries(destinations)
      .filter(([, { channel: first, otherwise }]) => first.name === channel || otherwise?.name === channel)
      .map(([severity]) => md`${severity}s of ${code(name)}`),
  );
  return enumerated(uses);
}

function counts(program: Program): Markdown {
  const counted = [
    [program.alerts.length, "alert"],
    [program.recordings.length, "recording rule"],
    [program.slos.length, "SLO"],
    [program.dashboards.length, "dashboard"],
    [program.detectors.length, "detector"],
    [program.logs.length, "log stream"],
  ] as const;
  return enumerated(
    counted.filter(([count]) => count > 0).map(([count, thing]) => `${count} ${thing}${count === 1 ? "" : "s"}`),
  );
}
