import type { z } from "zod";
import { jsonSchemaOf } from "../../src/program/schema/outline.ts";

/** As much of JSON Schema as the declarations use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** The JSON Schema of what a zod schema takes in. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  return JSON.parse(JSON.stringify(jsonSchemaOf(schema)));
}

/** What a reference stands for; anything else stands for itself. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : (root.$defs?.[name] ?? schema);
}

/** The pattern of a text; empty where it has none. */
export function patternOf({ pattern, allOf = [] }: JsonSchema): string {
  return pattern ?? allOf.map((one) => one.pattern).join(" ");
}
