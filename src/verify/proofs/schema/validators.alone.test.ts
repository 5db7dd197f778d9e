import { expect, test, vi } from "vitest";
import type { ValidatorModule } from "./ahead.ts";
import { Judges } from "./validators.ts";

const compiledAhead = vi.hoisted(() => new Map<string, () => Promise<ValidatorModule>>());
vi.mock("./ahead.ts", () => ({ validatorsAhead: compiledAhead }));

const SCHEMA = JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", required: ["tenant"] });
const shipped = new Judges((path) =>
  /^schemas\/artifacts\/(rules|strict)\.schema\.json$/.test(path) ? SCHEMA : undefined,
);

compiledAhead.set("rules", async () => ({ default: (data) => Object.hasOwn(Object(data), "tenant") }));
compiledAhead.set("strict", async () => ({ default: () => false }));
compiledAhead.set("unexplained", async () => ({ default: () => false }));

test("what was compiled ahead accepts without a schema; what it refuses is told by the schema", async () => {
  const judge = await shipped.of("rules");
  expect(judge?.({ tenant: "acme" })).toEqual([]);
  expect(judge?.({})).toEqual([expect.objectContaining({ pointer: "" })]);
});

test("a refusal that no schema explains is none that can be told", async () => {
  expect((await shipped.of("unexplained"))?.({})).toEqual([]);
  expect((await shipped.of("strict"))?.({ tenant: "acme" })).toEqual([]);
});

test("a kind that there is no schema for has no judge, whatever it is called", async () => {
  expect(await shipped.of("unknown")).toBeUndefined();
  expect(await shipped.of("../rules")).toBeUndefined();
});
