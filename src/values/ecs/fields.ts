import { type EcsType, type FieldsByType, fieldSets } from "./field-sets.ts";

const types: readonly EcsType[] = [
  "boolean",
  "constant_keyword",
  "date",
  "flattened",
  "float",
  "geo_point",
  "ip",
  "keyword",
  "keyword+text",
  "long",
  "match_only_text",
  "scaled_float",
  "wildcard",
  "wildcard+text",
];

type Typed = readonly [name: string, type: EcsType];

function typed(prefix: string, fields: FieldsByType): readonly Typed[] {
  return types.flatMap((type) => fields[type]?.split(" ").map((name): Typed => [prefix + name, type]) ?? []);
}

const all = Object.entries(fieldSets).flatMap(([set, parts]) =>
  Object.entries(parts).flatMap(([part, fields]) => typed(`${set === "" ? "" : `${set}.`}${part}`, fields)),
);

/** The type of every ECS field that is known here, by its full name, sorted. */
export const ecsFields: ReadonlyMap<string, EcsType> = new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether a name is that of an ECS field: `http.request.method`. */
export function isEcsField(name: string): boolean {
  return ecsFields.has(name);
}

/** Whether ECS has a field or a field set of this name at its top level: `message`, `http`. */
export function isEcsRoot(name: string): boolean {
  return Object.hasOwn(fieldSets, name) || isEcsField(name);
}
