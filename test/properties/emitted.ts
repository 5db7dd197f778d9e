import { readShipped } from "../../src/load/shipped.ts";
import type { Program } from "../../src/program/program.ts";
import { alertmanager } from "../../src/targets/alertmanager/alertmanager.ts";
import { NOTIFICATION_TEMPLATES } from "../../src/targets/alertmanager/templates.ts";
import type { Artifact } from "../../src/targets/artifact.ts";
import { elasticsearch } from "../../src/targets/elasticsearch/index.ts";
import { emit } from "../../src/targets/index.ts";
import { rules } from "../../src/targets/prometheus/rules.ts";
import { scrape } from "../../src/targets/prometheus/scrape.ts";
import { compiledAlone, type Data, type Setting } from "./declared.ts";

const templates = NOTIFICATION_TEMPLATES.map((path) => readShipped(path) ?? "");

/** What is quick to emit: all but dashboards, documents and the sidecar. */
export function quickly(program: Program): readonly Artifact[] {
  return [...rules(program), ...scrape(program), ...alertmanager(program, templates), ...elasticsearch(program)];
}

/** Everything that is emitted, but for the tests of alerts, which need what the solver finds. */
export function completely(program: Program): Promise<readonly Artifact[]> {
  return emit(program, { witnesses: new Map() }, readShipped);
}

/** The program of a declaration that has no mistake. */
export function programOf(declaration: Data, setting: Setting = {}): Program {
  const { program, findings, reasons } = compiledAlone(declaration, { folder: String(declaration.tenant), ...setting });
  if (findings.some(({ kind }) => kind.severity === "error")) throw new Error(reasons.join("\n"));
  return program;
}

/** Every file by its path. */
export function bytes(artifacts: readonly Artifact[]): Readonly<Record<string, string>> {
  return Object.fromEntries(artifacts.map(({ path, content }) => [path, content]));
}
