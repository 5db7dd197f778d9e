import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { check } from "../schema/index.ts";
import { allDetectors } from "./index.ts";
import type { DetectorKind } from "./kind.ts";
import { detectorKinds, detectorNames, isDetectorName } from "./kinds.ts";
import { parameterSchemaOf } from "./zod-schemas.ts";

describe("parameters of detectors", () => {
  it("are listed under each detector's name", () => {
    const names = allDetectors.map(({ name }) => name).sort();
    expect([...detectorNames].sort()).toStrictEqual(names);
    for (const { name, parameters } of allDetectors) expect(kindOf(name).parameters).toBe(parameters);
  });

  it("nest in a declaration's full zod, with their defaults and limits", () => {
    const declaration = z.object({ name: z.string(), parameters: parameterSchemaOf("modified-z-score") });
    const read = declaration.parse({ name: "listeners", parameters: { windowSamples: 100 } });
    expect(read.parameters).toMatchObject({ threshold: 3.5, windowSamples: 100, warmUpSamples: 30, direction: "both" });
    const { error } = declaration.safeParse({ name: "x", parameters: { windowSamples: 10 } });
    expect(error?.issues).toMatchObject([
      {
        path: ["parameters", "warmUpSamples"],
        message: "must not exceed windowSamples: there would never be a verdict",
      },
    ]);
    expect(z.toJSONSchema(declaration, { io: "input" })).toMatchObject({
      properties: { parameters: { properties: { threshold: { exclusiveMinimum: 0, maximum: 1e6, default: 3.5 } } } },
    });
  });

  it("mean the same to zod and to the sidecar", () => {
    const number = fc.oneof(fc.integer({ min: -1, max: 40 }), fc.double(), fc.constantFrom(0.5, 100_000, 100_001, 1e7));
    const value = fc.oneof(
      { weight: 4, arbitrary: number },
      fc.constantFrom("above", "window", "clip", "learn", null, true),
    );
    const names = [
      ...new Set(Object.values(detectorKinds).flatMap(({ parameters }) => fieldsOf(parameters.description))),
    ];
    const given = fc.dictionary(fc.constantFrom(...names, "unknown"), value, { maxKeys: 3 });
    for (const name of detectorNames) {
      const { parameters } = detectorKinds[name];
      const schema = parameterSchemaOf(name);
      fc.assert(
        fc.property(given, (one) => {
          const ours = check(parameters, one);
          const theirs = schema.safeParse(one);
          expect(theirs.success).toBe(ours.mistakes === undefined);
          if (theirs.success === true) expect(theirs.data).toStrictEqual(ours.value);
        }),
        { numRuns: 300 },
      );
    }
  });

  it("allow a short window where old values only fade", () => {
    const schema = detectorKinds["adaptive-z-score"].parameters;
    expect(check(schema, { windowSamples: 10 }).mistakes).toBeUndefined();
    expect(check(schema, { windowSamples: 10, memory: "window" }).mistakes).toMatchObject([{ path: "warmUpSamples" }]);
  });
});

function kindOf(name: string): DetectorKind {
  if (!isDetectorName(name)) throw new Error(`no kind ${name}`);
  return detectorKinds[name];
}

function fieldsOf(description: unknown): string[] {
  const { fields, of } = z
    .looseObject({ fields: z.record(z.string(), z.unknown()).optional(), of: z.unknown().optional() })
    .parse(description);
  return fields === undefined ? fieldsOf(of) : Object.keys(fields);
}
