import fc from "fast-check";
import { expect, test } from "vitest";
import { program } from "../../../test/fixtures/program.ts";
import type { LogStream } from "../../program/program.ts";
import { ecsFields } from "../../values/ecs/fields.ts";
import { elasticsearch } from "./index.ts";
import { age, lifecycle } from "./lifecycle.ts";
import { mappings } from "./mappings.ts";
import { dataStream, ownFieldsRoot, tenantAlias } from "./names.ts";
import { lifecyclePolicy } from "./policy.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const files = new Map(elasticsearch(program).map((file) => [file.path, file]));
const body = (path: string) => JSON.parse(files.get(path)?.content ?? "null");
const stream = (rest: Partial<LogStream>): LogStream => ({
  name: "api",
  description: "",
  ecs: [],
  fields: {},
  retention: 30 * DAY,
  hot: 3 * DAY,
  origin: { path: [], name: "logs/api" },
  ...rest,
});

test("a stream becomes two component templates, a lifecycle and an index template, named like its data stream", () => {
  expect([...files.keys()].filter((path) => path.includes("acme.api"))).toEqual([
    "elasticsearch/component-templates/logs-acme.api-production-mappings.json",
    "elasticsearch/component-templates/logs-acme.api-production-settings.json",
    "elasticsearch/ilm/logs-acme.api-production.json",
    "elasticsearch/index-templates/logs-acme.api-production.json",
  ]);
  for (const { origins } of files.values()) expect(origins).toHaveLength(1);
});

test("the index template takes exactly its own data stream, and nothing of a tenant whose name goes on", () => {
  const template = body("elasticsearch/index-templates/logs-acme.api-production.json");
  expect(template.index_patterns).toEqual(["logs-acme.api-production"]);
  expect(template.composed_of).toEqual(["logs-acme.api-production-mappings", "logs-acme.api-production-settings"]);
  expect(template.template.aliases).toEqual({ "logs.acme.production": {} });
  expect(template.data_stream).toEqual({});
});

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}$/);

test("two different streams never share a name, whatever their tenants, environments and streams are called", () => {
  const owner = fc.record({
    tenant: fc.record({ name }),
    environment: fc.record({ name }),
    stream: fc.record({ name }),
  });
  fc.assert(
    fc.property(owner, owner, (a, b) => {
      const same = a.tenant.name === b.tenant.name && a.environment.name === b.environment.name;
      expect(dataStream(a, a.stream) === dataStream(b, b.stream)).toBe(same && a.stream.name === b.stream.name);
      expect(tenantAlias(a) === tenantAlias(b)).toBe(same);
    }),
  );
});

test("names that hyphens could confuse stay apart", () => {
  const named = (tenant: string, log: string, environment: string) =>
    dataStream({ tenant: { name: tenant }, environment: { name: environment } }, { name: log });
  expect(named("acme", "eu-api", "production")).toBe("logs-acme.eu_api-production");
  expect(named("acme-eu", "api", "production")).toBe("logs-acme_eu.api-production");
  expect(named("acme", "api", "pre-production")).toBe("logs-acme.api-pre_production");
});

test("the mapping is strict, types ECS fields by ECS, and says whose lines these are", () => {
  const mapping = body("elasticsearch/component-templates/logs-acme.api-production-mappings.json").template.mappings;
  expect(mapping.dynamic).toBe("strict");
  const { properties } = mapping;
  expect(properties["@timestamp"]).toEqual({ type: "date" });
  expect(properties.http.properties.response.properties).toEqual({ status_code: { type: "long" } });
  expect(properties.url.properties.path).toEqual({ type: "wildcard" });
  expect(properties.event.properties.original).toEqual({ type: "keyword", index: false, doc_values: false });
  expect(properties.error.properties.stack_trace.fields).toEqual({ text: { type: "match_only_text" } });
  expect(properties.tenant).toEqual({ type: "constant_keyword", value: "acme" });
  expect(properties.data_stream.properties).toEqual({
    dataset: { type: "constant_keyword", value: "acme.api" },
    namespace: { type: "constant_keyword", value: "production" },
    type: { type: "constant_keyword", value: "logs" },
  });
  expect(properties.acme.properties.track.properties).toEqual({
    id: { type: "keyword", ignore_above: 1024 },
    seconds: { type: "double" },
  });
  expect(JSON.stringify(mapping)).not.toContain('"dynamic":true');
});

test("every ECS field can be asked for at once, and an unknown one adds nothing", () => {
  const all = JSON.stringify(mappings(program, stream({ ecs: [...ecsFields.keys()] })));
  for (const type of ["geo_point", "scaled_float", "flattened", "boolean", "ip", "float"])
    expect(all).toContain(`"${type}"`);
  expect(mappings(program, stream({ ecs: ["htp.request", "__proto__.a"] }))).toEqual(mappings(program, stream({})));
});

test("a tenant that is called like an ECS field set keeps its fields beside it", () => {
  const root = (tenant: string) => ownFieldsRoot({ tenant: { name: tenant }, environment: { name: "a" } });
  expect(["acme", "acme-eu", "host", "message", "tenant", "user-agent"].map(root)).toEqual([
    "acme",
    "acme_eu",
    "host_fields",
    "message_fields",
    "tenant_fields",
    "user_agent_fields",
  ]);
});

test("ages count from the rollover and add up to the retention", () => {
  expect(lifecycle({ retention: 30 * DAY, hot: 3 * DAY })).toEqual({
    rollover: DAY,
    warm: 2 * DAY,
    cold: 15 * DAY,
    delete: 29 * DAY,
  });
  expect(lifecycle({ retention: 400 * DAY, hot: 40 * DAY })).toEqual({
    rollover: 13 * DAY,
    warm: 27 * DAY,
    cold: 207 * DAY,
    delete: 387 * DAY,
  });
});

test("short retentions go without phases that would last less than a day", () => {
  expect(lifecycle({ retention: DAY, hot: DAY })).toEqual({ rollover: 48 * MINUTE, delete: DAY - 48 * MINUTE });
  expect(lifecycle({ retention: 3 * DAY, hot: DAY })).toMatchObject({
    warm: expect.any(Number),
    cold: expect.any(Number),
  });
  expect(lifecyclePolicy(stream({ retention: DAY, hot: DAY }), {})).not.toHaveProperty("policy.phases.warm");
});

test("no line outlives its retention, the oldest of an index leaves the hot nodes on time, and phases follow one another", () => {
  const days = fc.integer({ min: 1, max: 4000 });
  fc.assert(
    fc.property(days, fc.double({ min: 0.001, max: 1, noNaN: true }), (retention, share) => {
      const given = { retention: retention * DAY, hot: Math.ceil(retention * share) * DAY };
      const { rollover, warm, cold, delete: end } = lifecycle(given);
      expect(rollover + end).toBe(given.retention);
      expect(rollover).toBeLessThanOrEqual(Math.max(DAY, given.retention / 29));
      if (warm !== undefined) expect(rollover + warm).toBe(given.hot);
      const phases = [0, warm, cold, end].filter((phase) => phase !== undefined);
      expect(phases).toEqual([...phases].sort((a, b) => a - b));
      for (const one of [rollover, ...phases]) expect(age(one)).toMatch(/^\d+(d|h|m|s|ms)$/);
    }),
  );
});

test.each([
  [3 * DAY, "3d"],
  [36 * HOUR, "36h"],
  [90 * MINUTE, "90m"],
  [1500, "1500ms"],
  [5000, "5s"],
  [0, "0ms"],
])("%d milliseconds are %s, in one unit as Elasticsearch wants", (milliseconds, text) => {
  expect(age(milliseconds)).toBe(text);
});

test("the policy rolls over, shrinks to one segment, and deletes", () => {
  const { phases } = body("elasticsearch/ilm/logs-acme.api-production.json").policy;
  expect(Object.keys(phases)).toEqual(["cold", "delete", "hot", "warm"]);
  expect(phases.hot.actions.rollover).toEqual({ max_age: "1d", max_primary_shard_size: "50gb" });
  expect(phases.warm).toMatchObject({ min_age: "2d", actions: { forcemerge: { max_num_segments: 1 }, readonly: {} } });
  expect(phases.delete).toEqual({ min_age: "29d", actions: { delete: {} } });
});

test("the same program gives the same bytes, with sorted keys and nothing where there are no logs", () => {
  expect(elasticsearch(program)).toEqual(elasticsearch(program));
  expect(files.get("elasticsearch/ilm/logs-acme.audit-production.json")?.content).toMatch(
    /^\{\n {2}"policy": \{\n {4}"_meta"/,
  );
  expect(elasticsearch({ ...program, logs: [] })).toEqual([]);
});
