import type { LogStream } from "../../program/program.ts";
import type { EcsType } from "../../values/ecs/field-sets.ts";
import { ecsFields } from "../../values/ecs/fields.ts";
import { dataset, namespace, type Owner, ownFieldsRoot } from "./names.ts";

/** A property of a mapping: an object with properties, or a field with a type and its parameters. */
export interface Property {
  readonly [parameter: string]: unknown;
}

/** ECS fields of every log line: what it is, where it comes from, and what it belongs to. */
export const commonFields: readonly string[] = [
  "@timestamp",
  "data_stream.dataset",
  "data_stream.namespace",
  "data_stream.type",
  "ecs.version",
  "error.code",
  "error.message",
  "error.stack_trace",
  "error.type",
  "event.action",
  "event.category",
  "event.created",
  "event.dataset",
  "event.duration",
  "event.id",
  "event.ingested",
  "event.kind",
  "event.outcome",
  "event.type",
  "host.hostname",
  "host.name",
  "labels",
  "log.level",
  "log.logger",
  "message",
  "service.environment",
  "service.name",
  "service.version",
  "span.id",
  "tags",
  "trace.id",
  "transaction.id",
];

const keyword: Property = { type: "keyword", ignore_above: 1024 };
const textField = { fields: { text: { type: "match_only_text" } } };

const byType: { readonly [T in EcsType]: Property } = {
  keyword,
  "keyword+text": { ...keyword, ...textField },
  constant_keyword: { type: "constant_keyword" },
  match_only_text: { type: "match_only_text" },
  wildcard: { type: "wildcard" },
  "wildcard+text": { type: "wildcard", ...textField },
  // Elasticsearch would make a field of every key of an object; this one takes any keys and stays one field.
  flattened: { type: "flattened", ignore_above: 1024 },
  boolean: { type: "boolean" },
  long: { type: "long" },
  float: { type: "float" },
  scaled_float: { type: "scaled_float", scaling_factor: 1000 },
  date: { type: "date" },
  ip: { type: "ip" },
  geo_point: { type: "geo_point" },
};

// ECS keeps the raw event, but never searches it.
const exceptions: ReadonlyMap<string, Property> = new Map([
  ["event.original", { type: "keyword", index: false, doc_values: false }],
]);

const ownTypes: Readonly<Record<string, Property>> = {
  keyword,
  text: { type: "match_only_text" },
  long: { type: "long" },
  double: { type: "double" },
  boolean: { type: "boolean" },
  date: { type: "date" },
  ip: { type: "ip" },
  flattened: byType.flattened,
};

/** The strict mapping of a stream: unknown fields are refused, and the constants say whose line it is. */
export function mappings(owner: Owner, stream: LogStream): Property {
  const constant = (value: string): Property => ({ type: "constant_keyword", value });
  const fields = new Map<string, Property>();
  for (const name of [...commonFields, ...stream.ecs]) {
    const type = ecsFields.get(name);
    if (type !== undefined) fields.set(name, exceptions.get(name) ?? byType[type]);
  }
  for (const [name, type] of Object.entries(stream.fields)) {
    fields.set(`${ownFieldsRoot(owner)}.${name}`, ownTypes[type] ?? keyword);
  }
  fields.set("data_stream.type", constant("logs"));
  fields.set("data_stream.dataset", constant(dataset(owner, stream)));
  fields.set("data_stream.namespace", constant(namespace(owner)));
  fields.set("tenant", constant(owner.tenant.name));
  return { dynamic: "strict", date_detection: false, numeric_detection: false, properties: nested(fields) };
}

type Tree = Map<string, Tree | Property>;

/** Dotted names as nested properties; objects stay strict like their parent. */
function nested(fields: ReadonlyMap<string, Property>): Property {
  const root: Tree = new Map();
  for (const [name, property] of fields) {
    const path = name.split(".");
    let node = root;
    for (const step of path.slice(0, -1)) node = objectAt(node, step);
    node.set(path.at(-1) ?? name, property);
  }
  return propertiesOf(root);
}

function objectAt(node: Tree, step: string): Tree {
  const found = node.get(step);
  if (found instanceof Map) return found;
  const made: Tree = new Map();
  node.set(step, made);
  return made;
}

function propertiesOf(tree: Tree): Property {
  const entries = [...tree].map(([name, child]) => [
    name,
    child instanceof Map ? { properties: propertiesOf(child) } : child,
  ]);
  return Object.fromEntries(entries);
}
