import type { Annotations } from "../../program/schema/annotations.ts";

/** JSON as it is written and read. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type JsonObject = { readonly [key: string]: Json };

const DRAFT = "http://json-schema.org/draft-07/schema#";

/**
 * A JSON Schema for editors: draft 7, which they all know, with a title, a description and examples for each place.
 * `schema` is what zod gives, of draft 2020-12.
 */
export function editorSchema(schema: Json, id: string, annotations: Annotations): JsonObject {
  const { $schema: _, $defs, ...root } = objectOf(schema);
  const definitions = Object.entries(objectOf($defs)).map(([name, one]) => [name, withDraft7(one, null, annotations)]);
  return {
    $schema: DRAFT,
    $id: id,
    ...objectOf(withDraft7(root, "", annotations)),
    ...(definitions.length === 0 ? {} : { definitions: Object.fromEntries(definitions) }),
  };
}

/** Changes a schema and all that it holds; a place of null has no annotations. */
function withDraft7(schema: Json, place: string | null, annotations: Annotations): Json {
  if (typeof schema !== "object" || schema === null || isList(schema)) return schema;
  const { $ref, default: value, properties, additionalProperties, items, anyOf, oneOf, ...rest } = schema;
  const at = (step: string): string | null => (place === null ? null : place === "" ? step : `${place}/${step}`);
  const inner = (one: Json, step: string): Json => withDraft7(one, at(step), annotations);
  const named = (all: Json): Json =>
    Object.fromEntries(Object.entries(objectOf(all)).map(([k, one]) => [k, inner(one, k)]));
  const alternatives = (all: Json): Json => listOf(all).map((one) => alternative(one, place, annotations));
  return {
    ...annotated(rest, place, annotations),
    ...referring($ref, place, annotations),
    // An editor would write an empty default into the file.
    ...kept("default", value, (own) => (isEmptyObject(own) ? undefined : own)),
    ...kept("properties", properties, named),
    ...kept("additionalProperties", additionalProperties, (own) => inner(own, "*")),
    ...kept("items", items, (own) => inner(own, "[]")),
    ...kept("anyOf", anyOf, alternatives),
    ...kept("oneOf", oneOf, alternatives),
  };
}

/** A keyword with its value changed, where it is there and is to stay. */
function kept(keyword: string, value: Json | undefined, change: (value: Json) => Json | undefined): JsonObject {
  const changed = value === undefined ? undefined : change(value);
  return changed === undefined ? {} : { [keyword]: changed };
}

// An alternative has the place of the whole, whose annotations are told already.
function alternative(schema: Json, place: string | null, annotations: Annotations): Json {
  if (place === null) return withDraft7(schema, null, annotations);
  const { [place]: _, ...others } = annotations;
  return withDraft7(schema, place, others);
}

function annotated(rest: JsonObject, place: string | null, annotations: Annotations): JsonObject {
  const own = place === null ? undefined : annotations[place];
  if (own === undefined) return rest;
  const { title, description, examples } = own;
  return {
    ...(title === undefined ? {} : { title }),
    ...rest,
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples: jsonOf(examples) }),
  };
}

// Draft 7 ignores what stands beside a reference.
function referring(ref: Json | undefined, place: string | null, annotations: Annotations): JsonObject {
  if (typeof ref !== "string") return {};
  const $ref = ref.replace("#/$defs/", "#/definitions/");
  return place !== null && annotations[place] !== undefined ? { allOf: [{ $ref }] } : { $ref };
}

function jsonOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

function isEmptyObject(value: Json): boolean {
  return JSON.stringify(value) === "{}";
}
