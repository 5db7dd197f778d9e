import { ORGANISATION_ANNOTATIONS, TENANT_ANNOTATIONS } from "../../program/schema/annotations.ts";
import { organisationSchema } from "../../program/schema/organisation.ts";
import { jsonSchemaOf } from "../../program/schema/outline.ts";
import { tenantSchema } from "../../program/schema/tenant.ts";
import { editorSchema } from "./editor-schema.ts";

/** The declarations that have a JSON Schema. */
export type SchemaName = "tenant" | "organisation";

/** All of them. */
export const SCHEMA_NAMES: readonly SchemaName[] = ["tenant", "organisation"];

const SOURCES = {
  tenant: [tenantSchema, TENANT_ANNOTATIONS],
  organisation: [organisationSchema, ORGANISATION_ANNOTATIONS],
} as const;

/** The JSON Schema of a declaration in YAML, as the text of its file. */
export function schemaText(name: SchemaName): string {
  const [schema, annotations] = SOURCES[name];
  // What zod gives is JSON already; its type just does not say so.
  const json = JSON.parse(JSON.stringify(jsonSchemaOf(schema)));
  return `${JSON.stringify(editorSchema(json, `urn:monitorgen:schema:${name}`, annotations), null, 2)}\n`;
}
