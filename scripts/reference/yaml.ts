import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import type { z } from "zod";
import {
  type Annotations,
  ORGANISATION_ANNOTATIONS,
  TENANT_ANNOTATIONS,
} from "../../src/program/schema/annotations.ts";
import { organisationSchema } from "../../src/program/schema/organisation.ts";
import { tenantSchema } from "../../src/program/schema/tenant.ts";
import { DESTINATIONS, formOf, PROMQL } from "./forms.ts";
import { type JsonSchema, resolved, schemaOf } from "./json-schema.ts";
import { code, table } from "./markdown.ts";

const INTRODUCTION = `# Tenants in YAML

\`tenants/<name>/tenant.yaml\` declares the same as [the TypeScript DSL](dsl.md), as plain data: things are named by their
keys, and expressions are PromQL. \`tenants/organisation.yaml\` declares what all tenants share. A tenant is in one language;
tenants of both may stand side by side.

Begin the file with this line, and an editor with a YAML language server completes and checks it:

\`\`\`yaml
# yaml-language-server: $schema=../../schemas/tenant.schema.json
\`\`\`

\`monitorgen schema --write\` writes the schemas to \`schemas/\`. The editor knows the form of things; \`monitorgen validate\` knows
their meaning: whether a label exists, whether a bound has the unit of what it bounds, whether an alert can fire.

- Anchors and aliases work, within bounds; a key that stands twice is an error.
- Put \`\${label}\` and \`\${value}\` into summaries and descriptions. Only labels that the condition keeps are there. \`$\${\` is a plain \`\${\`.
- A text with \`#\`, \`: \` or a leading \`*\` needs quotes, as everywhere in YAML.
- Expressions carry no matcher of the tenant: it is added to each selector.

The tables name these forms:

| Form | For example |
| --- | --- |
| name | \`player-latency\`: lower case, digits, single hyphens |
| alert name | \`ErrorRatioHigh\`: letters and digits, a capital first |
| duration | \`30s\`, \`5m\`, \`1h30m\`, \`30d\` |
| percentage | \`99.9%\` |
| PromQL | \`sum by (service) (rate(http_requests_total[5m]))\` |
| destination | \`oncall\`, a channel; or \`{ to: room, during: office, otherwise: oncall }\` |
| \`{ secret: path }\` | \`{ secret: slack/acme }\`: a reference, never the secret itself |

Properties marked with \\* must be given. This page is made from the schema by \`npm run reference\`.
`;

/** The reference of YAML declarations, made from the schema that judges them, with examples out of globex. */
export function yamlPage(root: string): string {
  const samples = firstEntries(readFileSync(join(root, "tenants/globex/tenant.yaml"), "utf8"));
  const tenant = new Chapter(tenantSchema, TENANT_ANNOTATIONS, samples);
  const organisation = new Chapter(organisationSchema, ORGANISATION_ANNOTATIONS, samples);
  return `${INTRODUCTION}\n${tenant.text("tenant.yaml")}\n${organisation.text("organisation.yaml", ["channels"])}`;
}

class Chapter {
  readonly #json: JsonSchema;
  readonly #annotations: Annotations;
  readonly #samples: ReadonlyMap<string, string>;

  constructor(schema: z.ZodType, annotations: Annotations, samples: ReadonlyMap<string, string>) {
    this.#json = schemaOf(schema);
    this.#annotations = annotations;
    this.#samples = samples;
  }

  text(title: string, leaveOut: readonly string[] = []): string {
    const all = Object.entries(this.#json.properties ?? {}).map(([name, schema]) => ({ name, schema }));
    const sections = all.filter(({ schema }) => isSection(resolved(schema, this.#json)));
    const rows = all.filter((one) => !sections.includes(one)).map((one) => this.#row(one, this.#json, ""));
    const list = sections.map(({ name }) => `[${code(name)}](#${name.toLowerCase()})`).join(", ");
    const head = `## ${title}\n\n${table(["Property", "Form", "What it is"], rows)}\nAnd the sections ${list}.\n`;
    const shown = sections.filter(({ name }) => !leaveOut.includes(name));
    return `${head}\n${shown.map((one) => this.#section(one)).join("\n")}`;
  }

  #section({ name, schema }: Property): string {
    const section = resolved(schema, this.#json);
    const { additionalProperties: inner, propertyNames } = section;
    const isKeyed = typeof inner === "object";
    const entry = isKeyed ? resolved(inner, this.#json) : section;
    const key = propertyNames === undefined ? "" : ` Keys: ${formOf(propertyNames)}.`;
    const at = isKeyed ? `${name}/*` : name;
    const shapes = (entry.oneOf ?? entry.anyOf ?? [entry]).map((one) => this.#shape(at, resolved(one, this.#json)));
    const sample = this.#samples.get(name);
    const shown = sample === undefined ? "" : `\n\`\`\`yaml\n${sample}\n\`\`\`\n`;
    return `### ${name}\n\n${this.#sentence(name, section)}${key}\n\n${shapes.join("\n")}${shown}`;
  }

  #shape(at: string, schema: JsonSchema): string {
    const { properties = {} } = schema;
    const type = properties["type"]?.const;
    const rows = Object.entries(properties).map(([name, one]) => this.#row({ name, schema: one }, schema, at));
    const title = type === undefined ? "" : `With ${code(`type: ${String(type)}`)}:\n\n`;
    return `${title}${table(["Property", "Form", "What it is"], rows)}`;
  }

  #row({ name, schema }: Property, { required = [] }: JsonSchema, above: string): readonly string[] {
    const mark = required.includes(name) ? " \\*" : "";
    const place = above === "" ? name : `${above}/${name}`;
    return [`${code(name)}${mark}`, formIn(place, name, schema), this.#sentence(place, schema)];
  }

  // What the schema says itself, else what is noted beside it.
  #sentence(place: string, schema: JsonSchema): string {
    const told = schema.description ?? this.#annotations[place]?.description;
    if (told === undefined) throw new Error(`docs/yaml.md has no sentence for ${place}`);
    return told.replaceAll(/\$\{\w+\}/g, code).replace(/<[^>]+>(?:\/<[^>]+>)*/g, code);
  }
}

interface Property {
  readonly name: string;
  readonly schema: JsonSchema;
}

function formIn(place: string, name: string, schema: JsonSchema): string {
  if (PROMQL.has(name)) return "PromQL";
  return DESTINATIONS.has(place) ? "destination" : formOf(schema);
}

/** The first entry of each section of a tenant, as it is written there. */
function firstEntries(text: string): ReadonlyMap<string, string> {
  const { contents } = parseDocument(text);
  const pairs = isMap(contents) ? contents.items : [];
  return new Map(
    pairs.flatMap(({ key, value }) => {
      const [first, second] = isMap(value) ? value.items : [];
      const start = startOf(first?.key);
      if (!isScalar(key) || !isMap(value) || start === undefined) return [];
      const end = startOf(second?.key) ?? value.range?.[1];
      return [[String(key.value), `${key.value}:\n  ${text.slice(start, end).trimEnd()}`] as const];
    }),
  );
}

function startOf(key: unknown): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined;
}

function isSection({ properties, additionalProperties }: JsonSchema): boolean {
  return properties !== undefined || typeof additionalProperties === "object";
}
