import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isMap, isScalar, parseDocument } from "yaml";
import type { z } from "zod";
import { organisationSchema } from "../../src/program/schema/organisation.ts";
import { tenantSchema } from "../../src/program/schema/tenant.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { DESTINATIONS, formOf, OPTIONS_OF, PROMQL, SENTENCES } from "./forms.ts";
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
| \`{ secret: path }\` | \`{ secret: slack/acme }\`: a reference, never the secret itself |

Properties marked with \\* must be given. This page is made from the schema by \`npm run reference\`.
`;

/** The reference of YAML declarations, made from the schema that judges them, with examples out of globex. */
export function yamlPage(root: string): string {
  const files = globSync("src/dsl/*.ts", { cwd: root }).filter((file) => !/\.test(-d)?\.ts$/.test(file));
  const page = new YamlPage(root, declarationsOf(files.sort().map((file) => pathToFileURL(join(root, file)))));
  const tenant = page.root("tenant.yaml", "tenant", tenantSchema);
  const organisation = page.root("organisation.yaml", "organisation", organisationSchema, ["channels"]);
  return `${INTRODUCTION}\n${tenant}\n${organisation}`;
}

class YamlPage {
  readonly #declarations: ReadonlyMap<string, Declaration>;
  readonly #samples: ReadonlyMap<string, string>;

  constructor(root: string, declarations: ReadonlyMap<string, Declaration>) {
    this.#declarations = declarations;
    this.#samples = firstEntries(readFileSync(join(root, "tenants/globex/tenant.yaml"), "utf8"));
  }

  root(title: string, of: string, schema: z.ZodType, leaveOut: readonly string[] = []): string {
    const json = schemaOf(schema);
    const all = Object.entries(json.properties ?? {}).map(([name, one]) => ({ name, schema: one }));
    const sections = all.filter((one) => isSection(resolved(one.schema, json)));
    const rows = all.filter((one) => !sections.includes(one)).map((one) => this.#row(one, json, of));
    const list = sections.map(({ name }) => `[${code(name)}](#${name.toLowerCase()})`).join(", ");
    const head = `## ${title}\n\n${table(["Property", "Form", "What it is"], rows)}\nAnd the sections ${list}.\n`;
    const shown = sections.filter(({ name }) => !leaveOut.includes(name));
    return `${head}\n${shown.map((one) => this.#section(one.name, resolved(one.schema, json), json)).join("\n")}`;
  }

  #section(name: string, section: JsonSchema, json: JsonSchema): string {
    const { additionalProperties: inner, propertyNames } = section;
    const entry = typeof inner === "object" ? resolved(inner, json) : section;
    const key = propertyNames === undefined ? "" : ` Keys: ${formOf(propertyNames)}.`;
    const shapes = (entry.oneOf ?? entry.anyOf ?? [entry]).map((one) => this.#shape(name, resolved(one, json)));
    const sample = this.#samples.get(name);
    const shown = sample === undefined ? "" : `\n\`\`\`yaml\n${sample}\n\`\`\`\n`;
    return `### ${name}\n\n${SENTENCES[name] ?? ""}${key}\n\n${shapes.join("\n")}${shown}`;
  }

  #shape(of: string, schema: JsonSchema): string {
    const { properties = {} } = schema;
    const type = properties["type"]?.const;
    const rows = Object.entries(properties).map(([name, one]) => this.#row({ name, schema: one }, schema, of));
    const title = type === undefined ? "" : `With ${code(`type: ${String(type)}`)}:\n\n`;
    return `${title}${table(["Property", "Form", "What it is"], rows)}`;
  }

  #row({ name, schema }: Property, { required = [] }: JsonSchema, of: string): readonly string[] {
    const mark = required.includes(name) ? " \\*" : "";
    return [`${code(name)}${mark}`, formIn(of, name, schema), this.#sentence({ name, schema }, of)];
  }

  // What the schema says, else the DSL of the option of the same name, else this script.
  #sentence({ name, schema }: Property, of: string): string {
    const told = schema.description ?? this.#documented(of, name) ?? SENTENCES[`${of}.${name}`] ?? "";
    if (told === "") throw new Error(`docs/yaml.md has no sentence for ${of}.${name}`);
    return told.replaceAll(/\$\{\w+\}/g, code);
  }

  #documented(of: string, property: string): string | undefined {
    const sentences = (OPTIONS_OF[of] ?? []).map((name) => this.#ofOption(name, property));
    return sentences.find((sentence) => sentence !== undefined);
  }

  #ofOption(of: string, property: string): string | undefined {
    const { properties = [], inherits = [] } = this.#declarations.get(of) ?? {};
    const own = properties.find(({ name, doc }) => name === property && doc !== "");
    return own?.doc ?? inherits.map(({ from }) => this.#ofOption(from, property)).find((doc) => doc !== undefined);
  }
}

interface Property {
  readonly name: string;
  readonly schema: JsonSchema;
}

function formIn(of: string, name: string, schema: JsonSchema): string {
  if (PROMQL.has(name)) return "PromQL";
  return DESTINATIONS.has(`${of}.${name}`) ? "destination" : formOf(schema);
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
