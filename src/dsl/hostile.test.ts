import { describe, expect, test } from "vitest";
import { Condition, Samples, Vector } from "../promql/build/vector.ts";
import * as dsl from "./index.ts";
import { Counter, Gauge, Histogram } from "./metric.ts";

const endless: object = new Proxy(() => endless, { get: (_, key) => (key === "toJSON" ? undefined : endless) });

// What a tenant in plain JavaScript may pass instead of what the types ask for.
const hostile: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 5],
  ["not a number", Number.NaN],
  ["a text", "x"],
  ["true", true],
  ["a symbol", Symbol("x")],
  ["a big number", 5n],
  ["a list", [1, null]],
  ["a list of lists", [[[]]]],
  ["an object without a prototype", Object.create(null)],
  [
    "an object with getters",
    Object.freeze({
      name: "x",
      get labels() {
        return 5;
      },
    }),
  ],
  ["a function", () => 5],
  ["a class", class {}],
  ["a date", new Date(0)],
  ["a map", new Map([["name", 1]])],
  ["a proxy without anything", new Proxy({}, {})],
  ["a proxy with everything", new Proxy({}, { get: (_, key) => key, has: () => true })],
  ["a proxy of a function, endlessly", endless],
  ["a pattern", /x/],
  ["something whose prototype was meant", JSON.parse('{"__proto__": {"name": "x"}}')],
];

const functions: readonly (readonly [string, unknown])[] = Object.entries({
  ...dsl,
  ...dsl.channel,
  ...dsl.detector,
}).filter(([, value]) => typeof value === "function");

const vectors = { Vector, Samples, Condition, Counter, Gauge, Histogram };
const methods = Object.entries(vectors).flatMap(([type, { prototype }]) =>
  Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== "constructor")
    .map((name) => [`${type}.${name}`, name, type] as const),
);

const instances: Readonly<Record<string, object>> = {
  Vector: dsl.promql("up"),
  Samples: dsl.up,
  Condition: dsl.promqlCondition("up > 0"),
  Counter: dsl.counter("a_total", { help: "A." }),
  Gauge: dsl.gauge("b", { help: "B." }),
  Histogram: dsl.histogram("c", { help: "C.", buckets: [1] }),
};

describe("the DSL never throws, whatever it is given:", () => {
  test.each(functions)("%s", (_, declare) => {
    if (typeof declare !== "function") throw new Error("no function");
    Reflect.apply(declare, undefined, []);
    for (const [, value] of hostile) {
      Reflect.apply(declare, undefined, [value]);
      Reflect.apply(declare, undefined, [value, value]);
      Reflect.apply(declare, undefined, ["x", value]);
      Reflect.apply(declare, undefined, ["x", { ...Object(value) }]);
    }
  });

  test.each(methods)("%s", (_, name, type) => {
    const instance: unknown = instances[type];
    const method: unknown = Reflect.get(Object(instance), name);
    if (typeof method !== "function") throw new Error(`${name} is no method`);
    for (const [, value] of hostile) {
      Reflect.apply(method, instance, []);
      Reflect.apply(method, instance, [value]);
      Reflect.apply(method, instance, [value, value, value]);
    }
  });

  test.each(hostile)("a tenant whose lists are %s", (_, value) => {
    const lists = [
      "metrics",
      "scrapes",
      "channels",
      "teams",
      "alerts",
      "slos",
      "dashboards",
      "environments",
      "overrides",
    ];
    for (const list of lists) {
      Reflect.apply(dsl.tenant, undefined, ["acme", { [list]: value }]);
      Reflect.apply(dsl.tenant, undefined, ["acme", { [list]: [value] }]);
    }
    Reflect.apply(dsl.team, undefined, ["music", { page: value, ticket: { to: value, during: value } }]);
    Reflect.apply(dsl.drift, undefined, ["x", { of: value, tests: [value] }]);
    Reflect.apply(dsl.organisation, undefined, ["x", { alertmanager: value, environments: value }]);
    Reflect.apply(dsl.dashboard, undefined, ["x", { panels: [value] }]);
    Reflect.apply(dsl.alert, undefined, ["X", { when: value, owner: value, summary: value, causedBy: [value] }]);
    expect(Object.prototype).not.toHaveProperty("name");
  });
});
