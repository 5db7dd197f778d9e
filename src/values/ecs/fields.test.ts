import { expect, test } from "vitest";
import { fieldSets } from "./field-sets.ts";
import { ecsFields, isEcsField, isEcsRoot } from "./fields.ts";

test.each([
  ["@timestamp", "date"],
  ["message", "match_only_text"],
  ["labels", "flattened"],
  ["log.level", "keyword"],
  ["service.name", "keyword"],
  ["trace.id", "keyword"],
  ["span.id", "keyword"],
  ["transaction.id", "keyword"],
  ["event.created", "date"],
  ["event.duration", "long"],
  ["event.risk_score", "float"],
  ["event.outcome", "keyword"],
  ["host.ip", "ip"],
  ["host.os.name", "keyword+text"],
  ["http.request.method", "keyword"],
  ["http.response.status_code", "long"],
  ["http.request.body.content", "wildcard+text"],
  ["url.path", "wildcard"],
  ["url.full", "wildcard+text"],
  ["client.ip", "ip"],
  ["client.geo.location", "geo_point"],
  ["source.as.number", "long"],
  ["destination.user.name", "keyword+text"],
  ["user.id", "keyword"],
  ["user.effective.id", "keyword"],
  ["user_agent.os.version", "keyword"],
  ["error.stack_trace", "wildcard+text"],
  ["process.parent.pid", "long"],
  ["data_stream.dataset", "constant_keyword"],
  ["container.cpu.usage", "scaled_float"],
  ["tls.established", "boolean"],
])("the ECS reference says that %s is of the type %s", (name, type) => {
  expect(ecsFields.get(name)).toBe(type);
});

test("what isn't a field is none: a misspelling, an object, an object's prototype", () => {
  for (const name of [
    "http.request.metod",
    "http.request",
    "http",
    "",
    "constructor",
    "__proto__",
    "http.constructor",
  ]) {
    expect(isEcsField(name)).toBe(false);
  }
  expect(isEcsField("http.request.method")).toBe(true);
});

test("a name of the top level belongs to ECS as a field or as a field set", () => {
  expect(["message", "http", "host", "event"].filter(isEcsRoot)).toHaveLength(4);
  expect(["acme", "constructor", "toString"].filter(isEcsRoot)).toEqual([]);
});

test("the table has no name twice, no name that is also an object, and every type that it uses is read", () => {
  const written = Object.values(fieldSets)
    .flatMap((parts) => Object.values(parts).flatMap((fields) => Object.values(fields)))
    .flatMap((names) => names.split(" "));
  expect(ecsFields.size).toBe(written.length);
  const names = [...ecsFields.keys()];
  expect(names.filter((name) => names.some((other) => other.startsWith(`${name}.`)))).toEqual([]);
  expect(names).toEqual([...names].sort());
  expect(ecsFields.size).toBeGreaterThan(600);
});
