import type { LogStream, Program } from "../../program/program.ts";
import { isEcsRoot } from "../../values/ecs/fields.ts";

/** What decides the names of a stream's objects in Elasticsearch. */
export type Owner = {
  readonly tenant: Pick<Program["tenant"], "name">;
  readonly environment: Pick<Program["environment"], "name">;
};

/**
 * A name as a part of a data stream's: `acme-eu` is `acme_eu`. Names have no underscore of their own, so two names never
 * become one; and without hyphens and dots no name reaches into the next part.
 */
export function part(name: string): string {
  return name.replaceAll("-", "_");
}

/** `acme.api`: the dataset of a tenant's stream, of Elastic's scheme `<type>-<dataset>-<namespace>`. */
export function dataset({ tenant }: Owner, stream: Pick<LogStream, "name">): string {
  return `${part(tenant.name)}.${part(stream.name)}`;
}

/** `production`: the namespace of an environment. */
export function namespace({ environment }: Owner): string {
  return part(environment.name);
}

/**
 * `logs-acme.api-production`: the data stream, and the whole index pattern of its template. There is no wildcard at its
 * end: `logs-acme*` would take the streams of a tenant `acme-eu` as well.
 */
export function dataStream(owner: Owner, stream: Pick<LogStream, "name">): string {
  return `logs-${dataset(owner, stream)}-${namespace(owner)}`;
}

/** `logs.acme.production`: the alias of all streams of a tenant. Dots keep it away from patterns like `logs-*-*`. */
export function tenantAlias(owner: Owner): string {
  return `logs.${part(owner.tenant.name)}.${namespace(owner)}`;
}

/** The object under which a tenant's own fields are kept: its name, unless ECS has a field of that name. */
export function ownFieldsRoot({ tenant }: Owner): string {
  const root = part(tenant.name);
  return root === "tenant" || isEcsRoot(root) ? `${root}_fields` : root;
}
