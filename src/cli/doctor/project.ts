import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Discovered } from "../../load/discover.ts";
import { leftovers } from "../../output/index.ts";
import type { CompiledProject } from "../../project.ts";
import { SCHEMA_NAMES, schemaText } from "../schema/text.ts";
import { count } from "../words.ts";
import { advice, fine, type Looked, missing } from "./finding.ts";

/** Whether there are tenants, and in which form. */
export function lookAtTenants(root: string, { tenants, diagnostics }: Discovered): Looked {
  const why = "what is to be watched is declared in tenants/";
  const yaml = tenants.filter(({ form }) => form === "yaml").length;
  if (tenants.length === 0) {
    const found = existsSync(join(root, "tenants")) ? "tenants/ has none" : "there is no tenants/ here or above";
    return missing("tenants", found, why, "monitorgen init");
  }
  const forms = [
    ...(yaml < tenants.length ? [`${tenants.length - yaml} in TypeScript`] : []),
    ...(yaml > 0 ? [`${yaml} in YAML`] : []),
  ];
  const found = `${count(tenants.length, "tenant")}: ${forms.join(", ")}`;
  if (diagnostics.length === 0) return fine("tenants", found, why);
  return missing(
    "tenants",
    `${found}; ${count(diagnostics.length, "folder")} can't be one`,
    why,
    "monitorgen validate",
  );
}

/** Whether what all tenants share can be read; `project` is compiled without a tenant. */
export function lookAtOrganisation({ diagnostics, environments }: CompiledProject): Looked {
  const why = "environments, base URLs and the Prometheus version are in tenants/organisation.ts or .yaml";
  const [first] = diagnostics.filter(({ kind }) => kind.severity === "error");
  if (first === undefined) {
    return fine("organisation", `environments: ${environments.map(({ name }) => name).join(", ")}`, why);
  }
  const { kind, at } = first;
  return missing(
    "organisation",
    `${kind.code} ${kind.title} at ${at.file}:${at.line}`,
    why,
    `monitorgen explain ${kind.code}`,
  );
}

/** Whether MONITORING_ENV, which chooses an environment, names one; undefined where it isn't set. */
export function lookAtEnvironment(chosen: string | undefined, { environments }: CompiledProject): Looked | undefined {
  if (!chosen || environments.length === 0) return undefined;
  const why = "MONITORING_ENV is set: it chooses the environment where --env isn't given";
  const environment = environments.find(({ name }) => name === chosen);
  if (environment !== undefined)
    return advice("environment", `${environment.name} alone`, why, "unset MONITORING_ENV to build all");
  return missing("environment", "none of those that are declared", why, "unset MONITORING_ENV");
}

/** Whether the output can be written, and what builds have left there. */
export function lookAtOutput(place: { readonly root: string; readonly shown: string }): readonly Looked[] {
  return [writable(place), leftBehind(place)];
}

function writable({ root, shown }: { readonly root: string; readonly shown: string }): Looked {
  const why = "a build writes there; beside it only what it remembers, in node_modules/.cache";
  try {
    accessSync(nearestThere(root), constants.W_OK);
    return fine("output", `${shown} can be written`, why);
  } catch {
    return missing("output", `${shown} can't be written`, why, `chmod u+w ${shown}, or monitorgen build --out <dir>`);
  }
}

function nearestThere(folder: string): string {
  return existsSync(folder) ? folder : nearestThere(dirname(folder));
}

function leftBehind(place: { readonly root: string; readonly shown: string }): Looked {
  const why = "a build that was killed is repaired by the next one";
  const { writer, staleLock, interrupted } = leftovers(place);
  if (writer !== undefined) return advice("builds", `process ${writer} is writing`, why, "wait until it has ended");
  if (interrupted.length > 0)
    return advice("builds", `interrupted in ${interrupted.join(", ")}`, why, "monitorgen build");
  if (staleLock) return advice("builds", "a build that is gone left its lock", why, "monitorgen build");
  return fine("builds", "none at work, none interrupted", why);
}

const FIRST_LINE = /^# yaml-language-server: \$schema=(\S+)/;

const SCHEMA_WHY = "the editor completes and checks YAML by the schema that its first line names";

/** Whether the editor finds the schemas that YAML files name, and whether those are up to date; undefined where there is no YAML. */
export function lookAtSchemas(root: string, { tenants, organisation }: Discovered): Looked | undefined {
  const files = [...tenants, ...(organisation === undefined ? [] : [organisation])].flatMap(({ form, file }) =>
    form === "yaml" ? [file] : [],
  );
  if (files.length === 0) return undefined;
  const [unnamed] = files.flatMap((file) => lookAtFirstLine(root, file) ?? []);
  return unnamed ?? stale(root) ?? fine("editor schema", `named by ${count(files.length, "file")}`, SCHEMA_WHY);
}

function lookAtFirstLine(root: string, file: string): Looked | undefined {
  const named = FIRST_LINE.exec(readFileSync(join(root, file), "utf8").slice(0, 400))?.[1];
  if (named === undefined) {
    const which = basename(file).startsWith("organisation.") ? "organisation" : "tenant";
    const path = `${"../".repeat(file.split("/").length - 1)}schemas/${which}.schema.json`;
    const fix = `monitorgen schema --write, and begin the file with: # yaml-language-server: $schema=${path}`;
    return advice("editor schema", `${file} names none`, SCHEMA_WHY, fix);
  }
  if (/^[a-z]+:/.test(named) || existsSync(join(root, dirname(file), named))) return undefined;
  const fix = named.includes("node_modules/") ? "npm install" : "monitorgen schema --write";
  return advice("editor schema", `${file} names ${named}, which isn't there`, SCHEMA_WHY, fix);
}

function stale(root: string): Looked | undefined {
  for (const name of SCHEMA_NAMES) {
    const path = `schemas/${name}.schema.json`;
    if (existsSync(join(root, path)) && readFileSync(join(root, path), "utf8") !== schemaText(name)) {
      return advice("editor schema", `${path} is stale`, SCHEMA_WHY, "monitorgen schema --write");
    }
  }
  return undefined;
}
