import type { Alert, Program } from "../../../program/program.ts";
import type { Expr } from "../../../promql/syntax/ast.ts";
import { print } from "../../../promql/syntax/print.ts";
import type { Artifact } from "../../artifact.ts";
import { code, enumerated, link, type Markdown } from "../markdown/markdown.ts";

/** A page of Prometheus that shows a query as a graph. Prometheus 3 has it under another path than 2. */
export function prometheusPage({ environment, organisation }: Program, expr: Expr, range: string): string {
  const parameters = new URLSearchParams({ "g0.expr": print(expr), "g0.range_input": range, "g0.tab": "graph" });
  if (organisation.prometheus.version.major < 3) parameters.set("g0.tab", "0");
  return `${environment.prometheus}/${organisation.prometheus.version.major < 3 ? "graph" : "query"}?${parameters}`;
}

/** A page of Alertmanager that shows an alert, or makes a silence for it. */
export function alertmanagerPage(
  { environment, tenant }: Program,
  { name }: Alert,
  page: "alerts" | "silences/new",
): string {
  const filter = encodeURIComponent(`{alertname="${name}", ${tenant.label}="${tenant.name}"}`);
  return `${environment.alertmanager}/#/${page}?filter=${filter}`;
}

/** Links from a page in `runbooks/` to the emitted files of some kind that come from a declaration. */
export function emittedFrom(artifacts: readonly Artifact[], kind: string, declaration: string): Markdown | undefined {
  const files = artifacts.filter((artifact) => artifact.kind === kind && artifact.origins.includes(declaration));
  if (files.length === 0) return undefined;
  return enumerated(files.map(({ path }) => link(code(path), `../${path}`)));
}
