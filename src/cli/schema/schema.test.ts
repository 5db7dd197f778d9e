import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { monitorgen } from "../../../test/cli/console.ts";
import { ORGANISATION_ANNOTATIONS, TENANT_ANNOTATIONS } from "../../program/schema/annotations.ts";
import { organisationSchema } from "../../program/schema/organisation.ts";
import { jsonSchemaOf } from "../../program/schema/outline.ts";
import { tenantSchema } from "../../program/schema/tenant.ts";
import { editorSchema } from "./editor-schema.ts";
import { SCHEMA_NAMES, schemaText } from "./text.ts";

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const [isTenant, isOrganisation] = SCHEMA_NAMES.map((name) => ajv.compile(JSON.parse(schemaText(name))));
const globex = (): Record<string, Record<string, Record<string, unknown>>> =>
  parse(readFileSync("tenants/globex/tenant.yaml", "utf8"));

describe("the schema of a tenant", () => {
  test("takes a tenant that uses most of what there is", () => {
    expect(isTenant?.(globex())).toBe(true);
    expect(isTenant?.errors).toBeNull();
  });

  test.each([
    ["metrics", "http_requests_total", "hlep"],
    ["alerts", "ServiceFailing", "wehn"],
    ["slos", "shop-availability", "objectiv"],
    ["channels", "oncall", "routingkey"],
    ["dashboards", "parcels", "pannels"],
    ["drift", "estimate-error", "curent"],
  ])("refuses a misspelt key in %s", (list, name, key) => {
    const tenant = globex();
    const one = tenant[list]?.[name];
    if (one === undefined) throw new Error("globex has it");
    one[key] = "x";
    expect(isTenant?.(tenant)).toBe(false);
  });

  test("refuses a value that is none of the choices", () => {
    const tenant = globex();
    const alert = tenant["alerts"]?.["ServiceFailing"];
    if (alert !== undefined) alert["severity"] = "pager";
    expect(isTenant?.(tenant)).toBe(false);
  });
});

test("the schema of an organisation refuses what it doesn't know", () => {
  expect(isOrganisation?.({ organisation: "x", environment: {} })).toBe(false);
  expect(isOrganisation?.errors?.map(({ keyword }) => keyword)).toContain("additionalProperties");
});

type Schema = { readonly [key: string]: unknown };

/** Every property of a schema, with where it is. */
function propertiesOf(schema: unknown, place = ""): readonly (readonly [string, Schema])[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties, additionalProperties, items, anyOf, oneOf } = Object.assign(Object.create(null), schema);
  const named = Object.entries<Schema>(properties ?? {});
  return [
    ...named.map(([name, one]): readonly [string, Schema] => [`${place}/${name}`, one]),
    ...named.flatMap(([name, one]) => propertiesOf(one, `${place}/${name}`)),
    ...propertiesOf(additionalProperties, `${place}/*`),
    ...propertiesOf(items, `${place}/[]`),
    ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((one: unknown) => propertiesOf(one, place)),
  ];
}

test.each(SCHEMA_NAMES)("an editor has something to say about each property of the %s", (name) => {
  const schema = JSON.parse(schemaText(name));
  const silent = propertiesOf(schema).filter(([, one]) => !("description" in one));
  expect(silent.map(([place]) => place)).toEqual([]);
  expect(schema).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `urn:monitorgen:schema:${name}`,
  });
  expect(schema.title).toContain("monitorgen");
});

test.each([
  ["tenant", tenantSchema, TENANT_ANNOTATIONS],
  ["organisation", organisationSchema, ORGANISATION_ANNOTATIONS],
] as const)("no sentence about the %s stands twice", (_, schema, annotations) => {
  const told = propertiesOf(JSON.parse(JSON.stringify(jsonSchemaOf(schema)))).filter(([, one]) => "description" in one);
  const noted = Object.entries(annotations).flatMap(([place, { description }]) => (description ? [`/${place}`] : []));
  expect(told.map(([place]) => place).filter((place) => noted.includes(place))).toEqual([]);
});

test.each(SCHEMA_NAMES)("schemas/%s.schema.json is up to date", (name) => {
  const isUpToDate = readFileSync(`schemas/${name}.schema.json`, "utf8") === schemaText(name);
  expect(isUpToDate, "run: npx monitorgen schema --write").toBe(true);
});

test("draft 2020-12 becomes draft 7: definitions, and references with words beside them", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      told: { $ref: "#/$defs/d", description: "old" },
      plain: { $ref: "#/$defs/d" },
      map: { default: {}, type: "object", additionalProperties: { type: "string", default: "x" } },
      list: { type: "array", items: { anyOf: [{ type: "string" }, { type: "number" }, true] } },
    },
    $defs: { d: { type: "string" } },
  };
  const annotations = { told: { description: "new", examples: ["5m"] }, "list/[]": { title: "Entry" } };
  expect(editorSchema(schema, "urn:x", annotations)).toEqual({
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "urn:x",
    type: "object",
    properties: {
      told: { allOf: [{ $ref: "#/definitions/d" }], description: "new", examples: ["5m"] },
      plain: { $ref: "#/definitions/d" },
      map: { type: "object", additionalProperties: { type: "string", default: "x" } },
      list: { type: "array", items: { title: "Entry", anyOf: [{ type: "string" }, { type: "number" }, true] } },
    },
    definitions: { d: { type: "string" } },
  });
});

describe("monitorgen schema", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "schema-"));
    mkdirSync(join(root, "tenants"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test("prints one", async () => {
    expect(await monitorgen(["schema"])).toEqual({ exit: 0, stdout: schemaText("tenant"), stderr: "" });
    expect((await monitorgen(["schema", "organisation"])).stdout).toBe(schemaText("organisation"));
  });

  test("writes both where they are stale, and --check tells whether they are", async () => {
    expect(await monitorgen(["schema", "--check"], { cwd: root })).toEqual({
      exit: 1,
      stdout: "",
      stderr:
        "schemas/tenant.schema.json is missing: monitorgen schema --write\nschemas/organisation.schema.json is missing: monitorgen schema --write\n",
    });
    const written = await monitorgen(["schema", "--write"], { cwd: root });
    expect(written.stdout).toContain("schemas/tenant.schema.json written\n");
    expect((await monitorgen(["schema", "--check"], { cwd: root })).exit).toBe(0);
    writeFileSync(join(root, "schemas/tenant.schema.json"), "{}");
    const { exit, stdout, stderr } = await monitorgen(["schema", "--check"], { cwd: root });
    expect(exit).toBe(1);
    expect(stdout).toBe("schemas/organisation.schema.json is up to date\n");
    expect(stderr).toBe("schemas/tenant.schema.json is stale: monitorgen schema --write\n");
  });
});
