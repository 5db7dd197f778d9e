import * as values from "../../src/program/schema/values.ts";
import { type JsonSchema, patternOf, schemaOf } from "./json-schema.ts";
import { code } from "./markdown.ts";

const WORDS = [
  [values.name, "name"],
  [values.alertName, "alert name"],
  [values.labelName, "label name"],
  [values.metricName, "metric name"],
  [values.recordedName, "`level:metric:operations`"],
  [values.line, "text of one line"],
  [values.text, "text"],
  [values.address, "`host:port`"],
  [values.url, "URL"],
  [values.unit, "unit"],
  [values.version, "version: `3.15`"],
] as const;

const byPattern = new Map(WORDS.map(([schema, words]) => [patternOf(schemaOf(schema)), words]));

const OTHER_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/monday/, "day or `monday:friday`"],
  [/24:00/, "`09:00-17:30`"],
  [/\[#@\]/, "`#room` or `@person`"],
  [/@\[A-Za-z/, "mail address"],
  [/^\^\\\//, "path"],
  [/\\\.\[a-z_\]/, "field name"],
];

const BY_ID: Readonly<Record<string, string>> = {
  duration: "duration",
  percent: "percentage",
  secret: "`{ secret: path }`",
};

/** The form of a value in words. */
export function formOf(schema: JsonSchema): string {
  return FORMS.map((form) => form(schema)).find((words) => words !== undefined) ?? plain(schema);
}

const FORMS: readonly ((schema: JsonSchema) => string | undefined)[] = [
  ({ $ref }) => ($ref === undefined ? undefined : BY_ID[$ref.replace("#/$defs/", "")]),
  ({ const: only }) => (only === undefined ? undefined : code(String(only))),
  ({ enum: choices }) => choices?.map((one) => code(String(one))).join(", "),
  ({ anyOf }) => anyOf?.map(formOf).join(" or "),
  ({ items }) => (items === undefined ? undefined : `list of: ${formOf(items)}`),
  (schema) => (schema.properties === undefined ? undefined : fields(schema)),
  ({ additionalProperties: inner }) =>
    typeof inner === "object" ? `mapping of names to: ${formOf(inner)}` : undefined,
  (schema) => textForm(patternOf(schema)),
];

function fields({ properties = {}, required = [] }: JsonSchema): string {
  const named = Object.entries(properties).map(
    ([name, one]) => `${code(name)}${required.includes(name) ? " \\*" : ""} (${formOf(one)})`,
  );
  return `mapping with ${named.join(", ")}`;
}

function textForm(pattern: string): string | undefined {
  if (pattern === "") return undefined;
  return byPattern.get(pattern) ?? OTHER_PATTERNS.find(([one]) => one.test(pattern))?.[1];
}

function plain({ type = "text", minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const types = [type].flat().join(" or ").replace("integer", "whole number").replace("string", "text");
  const isBounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (isBounded) return `${types}, ${minimum} to ${maximum}`;
  return exclusiveMinimum === undefined ? types : `${types} over ${exclusiveMinimum}`;
}

/** Properties that hold PromQL. */
export const PROMQL: ReadonlySet<string> = new Set([
  ...["when", "expr", "errors", "total", "of", "events", "watch", "show", "requests", "latency"],
]);

/** Properties that hold a destination, which is told once among the forms. */
export const DESTINATIONS: ReadonlySet<string> = new Set(["teams/*/page", "teams/*/ticket", "teams/*/info"]);
