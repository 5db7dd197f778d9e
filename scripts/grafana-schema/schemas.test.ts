import { readdirSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { grafana } from "../../src/targets/grafana/index.ts";
import { program } from "../../test/fixtures/dashboards.ts";
import { grafanaSchemas } from "./schemas.ts";

const schemas = grafanaSchemas();
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const validators = new Map(
  [...schemas].map(([name, text]): [string, ValidateFunction] => [
    name.replace(".schema.json", ""),
    ajv.compile(JSON.parse(text)),
  ]),
);

const artifacts = await grafana(program);

function parsed(content: string, path: string): unknown {
  return path.endsWith(".json") ? JSON.parse(content) : load(content);
}

function errorsOf(kind: string, value: unknown): readonly string[] {
  const validate = validators.get(kind);
  if (validate === undefined) return [`no schema for ${kind}`];
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** Keys that name something of the author's: a label, a column, a state. */
const FREE = /\/(?:mappings\/\d+\/options|excludeByName|indexByName|renameByName)$/;

interface Misspelling {
  readonly path: string;
  readonly value: unknown;
}

/** The value with one key written `keyx`, for every key in it; elements of a list that look alike count once. */
function* misspellings(value: unknown, path = ""): Generator<Misspelling> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries())
      for (const { path: at, value: changed } of misspellings(one, `${path}/${index}`))
        yield { path: at, value: value.with(index, changed) };
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const { [key]: _right, ...rest } = Object.fromEntries(Object.entries(value));
    if (!FREE.test(path)) yield { path: `${path}/${key}`, value: { ...rest, [`${key}x`]: inner } };
    for (const { path: at, value: changed } of misspellings(inner, `${path}/${key}`))
      yield { path: at, value: { ...rest, [key]: changed } };
  }
}

describe("the schemas of Grafana's artifacts", () => {
  test("are what the SDK's types say today", () => {
    const folder = new URL("../../schemas/artifacts/", import.meta.url);
    const own = readdirSync(folder).filter((name) => name.startsWith("grafana-"));
    expect(own.sort()).toEqual([...schemas.keys()].sort());
    for (const name of own) expect(readFileSync(new URL(name, folder), "utf8")).toBe(schemas.get(name));
  });

  test.each(artifacts.map((artifact) => [artifact.path, artifact]))("accept %s", (path, { kind, content }) => {
    expect(errorsOf(kind, parsed(content, path))).toEqual([]);
  });

  test.each(artifacts.map((artifact) => [artifact.path, artifact]))(
    "refuse %s with any one key misspelt",
    (path, { kind, content }) => {
      const shapes = new Set<string>();
      const accepted: string[] = [];
      const value = parsed(content, path);
      const types = panelTypes(value);
      for (const { path: at, value: changed } of misspellings(value)) {
        const shape = at.replace(/^\/panels\/(\d+)/, (_, index) => `/${types[index]}`).replaceAll(/\/\d+/g, "/*");
        if (shapes.has(shape)) continue;
        shapes.add(shape);
        if (errorsOf(kind, changed).length === 0) accepted.push(at);
      }
      expect(accepted).toEqual([]);
      expect(shapes.size).toBeGreaterThan(path.endsWith(".json") ? 200 : 10);
    },
  );

  test("refuse an option of another type of panel", () => {
    const dashboard = JSON.parse(artifacts[0]?.content ?? "");
    const stat = dashboard.panels.findIndex(({ type }: { readonly type: string }) => type === "stat");
    dashboard.panels[stat].options.rowHeight = 1;
    expect(errorsOf("grafana-dashboard", dashboard).join("\n")).toContain(`/panels/${stat}/options`);
  });

  test("refuse secrets in a data source", () => {
    const sources = { apiVersion: 1, datasources: [{ ...firstSource(), secureJsonData: { password: "x" } }] };
    expect(errorsOf("grafana-datasources", sources)).not.toEqual([]);
  });
});

function panelTypes(dashboard: unknown): readonly string[] {
  const panels: unknown =
    typeof dashboard === "object" && dashboard !== null && "panels" in dashboard ? dashboard.panels : [];
  return Array.isArray(panels) ? panels.map(({ type }) => type) : [];
}

function firstSource(): object {
  const file = artifacts.find(({ kind }) => kind === "grafana-datasources");
  const value = load(file?.content ?? "");
  const list: unknown = typeof value === "object" && value !== null && "datasources" in value ? value.datasources : [];
  return Array.isArray(list) ? list[0] : {};
}
