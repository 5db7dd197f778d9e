import type { Field, Fields, Mapping } from "./emitted.ts";

/** A document, or an object in one. */
export interface Document {
  readonly [field: string]: unknown;
}

/** A leaf of a mapping: where it is, and what it takes. */
export interface Leaf {
  readonly path: string;
  readonly field: Field;
}

/** All fields of a mapping that hold values, by their paths. */
export function leavesOf(mapping: Mapping): readonly Leaf[] {
  return leaves(mapping.properties, "");
}

function leaves(fields: Fields, prefix: string): readonly Leaf[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.properties === undefined
      ? [{ path: `${prefix}${name}`, field }]
      : leaves(field.properties, `${prefix}${name}.`),
  );
}

const NUMBER = { fitting: 5, unfitting: "many" };
const TEXT = { fitting: "an ordinary line", unfitting: { a: "b" } };

const values: Readonly<Record<string, { readonly fitting: unknown; readonly unfitting: unknown }>> = {
  boolean: { fitting: true, unfitting: "perhaps" },
  date: { fitting: "2026-11-20T12:00:00.000Z", unfitting: "yesterday" },
  double: { ...NUMBER, fitting: 0.25 },
  flattened: { fitting: { anything: "goes", at: { any: "depth" } }, unfitting: "no object" },
  float: { ...NUMBER, fitting: 0.25 },
  geo_point: { fitting: { lat: 52.5, lon: 13.4 }, unfitting: "nowhere" },
  ip: { fitting: "192.0.2.7", unfitting: "192.0.2.777" },
  keyword: TEXT,
  long: NUMBER,
  match_only_text: TEXT,
  scaled_float: { ...NUMBER, fitting: 0.25 },
  wildcard: TEXT,
};

/** A value that a field takes. */
export function fitting({ type = "", value }: Field): unknown {
  return value ?? values[type]?.fitting;
}

/** A value that a field must refuse. */
export function unfitting({ type = "" }: Field): unknown {
  return values[type]?.unfitting;
}

/** A document in the tenant's form, with a value in every field of the mapping. */
export function documentOf(mapping: Mapping): Document {
  return leavesOf(mapping).reduce<Document>(
    (document, { path, field }) => withValue(document, path, fitting(field)),
    {},
  );
}

/** A document with one value more, or with another one. */
export function withValue(document: Document, path: string, value: unknown): Document {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...document, [first]: value };
  const inner = document[first];
  const below = typeof inner === "object" && inner !== null ? { ...inner } : {};
  return { ...document, [first]: withValue(below, rest.join("."), value) };
}
