import { z } from "zod";
import { oneOf } from "../../diagnostics/nearest.ts";
import { withoutSecrets } from "../../diagnostics/secrets.ts";

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** What a place of a declaration may hold, for messages. */
export interface Place {
  /** `an alert`, `the tenant`. */
  readonly title: string;
  readonly properties: readonly string[];
  /** What the schema takes there, in words. */
  readonly expected: string;
  /** The words that a property, by which alternatives are told apart, may be. */
  choices(property: string): readonly string[];
}

/** Answers what the places of a schema may hold. */
export interface SchemaOutline {
  at(path: readonly (string | number)[]): Place;
}

const TITLES: Readonly<Record<string, string>> = {
  metrics: "a metric",
  scrapes: "a scrape job",
  recordings: "a recording",
  channels: "a channel",
  schedules: "a schedule",
  teams: "a team",
  alerts: "an alert",
  slos: "an SLO",
  drift: "a drift rule",
  security: "a security rule",
  detectors: "a detector",
  dashboards: "a dashboard",
  panels: "a panel",
  logs: "a log stream",
  overrides: "an override",
  environments: "an environment",
  policies: "a policy",
  suppress: "a suppression",
  tests: "a drift test",
  tiers: "a burn-rate tier",
};

/** The language that a declaration is written in. */
export type Form = "typescript" | "yaml";

/** The outline of a zod schema, by the JSON Schema of what it takes in; it offers what authors of the form can write. */
export function outlineOf(schema: z.ZodType, root: string, form: Form = "yaml"): SchemaOutline {
  let json: JsonSchema | undefined;
  return {
    at(path) {
      json ??= jsonSchemaOf(schema);
      const found = place(json, path, root);
      const set = form === "typescript" ? setByFunctions(path) : [];
      return { ...found, properties: found.properties.filter((property) => !set.includes(property)) };
    },
  };
}

// In TypeScript these follow from the function that is called: counter, channel.slack, heartbeat.
function setByFunctions(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return ["tenant", "organisation"];
  return path.length === 2 ? (SET_BY_FUNCTIONS.get(String(path[0])) ?? []) : [];
}

const SET_BY_FUNCTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["metrics", ["type"]],
  ["channels", ["type"]],
  ["dashboards", ["type"]],
  ["alerts", ["heartbeat"]],
  ["detectors", ["detector"]],
]);

/** The JSON Schema of what a schema takes in; expressions are texts, as a YAML author writes them. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "custom") jsonSchema.type = "string";
    },
  }) as JsonSchema;
}

function place(root: JsonSchema, path: readonly (string | number)[], rootTitle: string): Place {
  let alternatives: readonly JsonSchema[] = expand(root, root);
  for (const step of path) alternatives = alternatives.flatMap((schema) => expand(child(schema, step), root));
  return {
    title: titleOf(path, rootTitle),
    properties: [...new Set(alternatives.flatMap((schema) => Object.keys(schema.properties ?? {})))],
    expected: alternatives.length === 0 ? inExpression(path) : oneOf([...new Set(alternatives.flatMap(inWords))]),
    choices: (property) =>
      alternatives.flatMap((schema) => {
        const constant = schema.properties?.[property]?.const;
        return constant === undefined ? [] : [String(constant)];
      }),
  };
}

const OF_EXPRESSIONS: ReadonlyMap<string, string> = new Map([
  ["window", 'a duration in quotes, such as "5m"'],
  ["ahead", 'a duration in quotes, such as "4h"'],
  ["ago", 'a duration in quotes, such as "1w"'],
  ["percentile", "a number, such as 95"],
  ["bound", "a quantity with its unit, or another expression"],
  ["by", "names of labels"],
  ["right", "another expression"],
  ["text", "PromQL as a text"],
]);

// What the builder records isn't in the schema of what an author may write.
function inExpression(path: readonly (string | number)[]): string {
  const isLabel = path.at(-2) === "where" || path.at(-3) === "where";
  const property = path.findLast((step) => typeof step === "string");
  return isLabel
    ? "a value in quotes, a list of values, a regular expression or not(…)"
    : (OF_EXPRESSIONS.get(String(property)) ?? "an expression");
}

function expand(schema: JsonSchema | undefined, root: JsonSchema): readonly JsonSchema[] {
  if (schema === undefined) return [];
  if (schema.$ref !== undefined) {
    const { $ref, ...own } = schema;
    return expand(root.$defs?.[$ref.replace("#/$defs/", "")], root).map((target) => ({ ...target, ...own }));
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  return alternatives === undefined ? [schema] : alternatives.flatMap((one) => expand(one, root));
}

function child(schema: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === "number") return schema.items;
  const own = schema.properties !== undefined && Object.hasOwn(schema.properties, step);
  if (own) return schema.properties?.[step];
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}

function titleOf(path: readonly (string | number)[], root: string): string {
  const names = path.map(String);
  if (names.length === 0) return root;
  const within = names.at(-2);
  const titled = within === undefined || !Object.hasOwn(TITLES, within) ? undefined : TITLES[within];
  return titled ?? `'${names.at(-1)}'`;
}

function inWords(schema: JsonSchema): readonly string[] {
  if (schema.enum !== undefined) return [oneOf(schema.enum.map(String), 20)];
  if (schema.const !== undefined) return [String(schema.const)];
  if (schema.type === "number" || schema.type === "integer") return [typeInWords(schema)];
  return [
    schema.description?.replace(/\.$/, "").replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase()) ??
      typeInWords(schema),
  ];
}

function typeInWords(schema: JsonSchema): string {
  switch (schema.type) {
    case "string":
      return "a text";
    case "number":
    case "integer":
      return schema.type === "integer" ? "a whole number" : "a number";
    case "boolean":
      return "true or false";
    case "array":
      return "a list";
    default:
      return schema.properties === undefined ? "entries by name" : "properties";
  }
}

/** A value as a message shows it: short, on one line, without what can't be seen. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(visible(withoutSecrets(value))) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function visible(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
