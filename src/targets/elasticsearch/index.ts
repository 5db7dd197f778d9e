import type { LogStream, Program } from "../../program/program.ts";
import { printDuration } from "../../values/duration.ts";
import type { Artifact } from "../artifact.ts";
import { sortedJson } from "../json.ts";
import { mappings } from "./mappings.ts";
import { dataStream, tenantAlias } from "./names.ts";
import { lifecyclePolicy } from "./policy.ts";

/**
 * Above the templates that Elasticsearch ships for `logs-*-*` (100) and what Fleet installs (200), so that a tenant's
 * stream never falls back to a mapping that takes anything.
 */
const PRIORITY = 500;

/**
 * The files of every stream of logs: two component templates, an index template, a lifecycle policy. A file is named like
 * the object that its content becomes on the server, and holds the body of the request that makes it.
 */
export function elasticsearch(program: Program): readonly Artifact[] {
  return program.logs.flatMap((stream) => filesOf(program, stream));
}

function filesOf(program: Program, stream: LogStream): readonly Artifact[] {
  const name = dataStream(program, stream);
  const meta = metaOf(program, stream);
  const origins = [stream.origin.name];
  const file = (folder: string, base: string, kind: string, body: object): Artifact => ({
    path: `elasticsearch/${folder}/${base}.json`,
    content: sortedJson(body),
    kind: `elasticsearch-${kind}`,
    origins,
  });
  return [
    file("component-templates", `${name}-mappings`, "component-template", {
      _meta: meta,
      template: { mappings: mappings(program, stream) },
    }),
    file("component-templates", `${name}-settings`, "component-template", {
      _meta: meta,
      template: { settings: settings(name) },
    }),
    file("ilm", name, "ilm", lifecyclePolicy(stream, meta)),
    file("index-templates", name, "index-template", {
      _meta: meta,
      index_patterns: [name],
      data_stream: {},
      priority: PRIORITY,
      composed_of: [`${name}-mappings`, `${name}-settings`],
      template: { aliases: { [tenantAlias(program)]: {} } },
    }),
  ];
}

function settings(name: string): object {
  return {
    index: {
      codec: "best_compression",
      lifecycle: { name },
      query: { default_field: ["message"] },
    },
  };
}

function metaOf({ tenant, environment }: Program, stream: LogStream): object {
  return {
    managed_by: "monitorgen",
    tenant: tenant.name,
    environment: environment.name,
    declared_as: stream.origin.name,
    retention: printDuration(stream.retention),
    ...(stream.description === "" ? {} : { description: stream.description }),
  };
}
