import { describe, expect, it } from "vitest";
import { program } from "../../../test/fixtures/program.ts";
import { checkConfiguration } from "../../detector/check-configuration.ts";
import { detectors } from "../../detector/detectors/index.ts";
import { seriesDetectorNames } from "../../detector/detectors/kinds.ts";
import type { Detector } from "../../program/program.ts";
import { print } from "../../promql/syntax/print.ts";
import { sidecar } from "./index.ts";

const declared = firstOf(program.detectors);

function firstOf(all: readonly Detector[]): Detector {
  const [first] = all;
  if (first === undefined) throw new Error("the fixture declares no detector");
  return first;
}

async function configured(...more: readonly Partial<Detector>[]) {
  const all = more.map((one) => ({ ...declared, ...one }));
  const files = await sidecar({ ...program, detectors: all });
  const content = files.find(({ kind }) => kind === "sidecar-config")?.content ?? "";
  return JSON.parse(content);
}

describe("the sidecar of a tenant", () => {
  it("is a program with its configuration, bill of materials and Dockerfile, from the declared detectors", async () => {
    const files = await sidecar(program);
    expect(files.map(({ kind, path }) => [path, kind])).toStrictEqual([
      ["sidecar/Dockerfile", "dockerfile"],
      ["sidecar/config.json", "sidecar-config"],
      ["sidecar/detector.mjs", "sidecar-bundle"],
      ["sidecar/sbom.cdx.json", "sbom"],
    ]);
    for (const { origins } of files) expect(origins).toStrictEqual([declared.origin.name]);
  });

  it("isn't there without detectors", async () => {
    expect(await sidecar({ ...program, detectors: [] })).toStrictEqual([]);
  });

  it("polls what the tenant watches, where its Prometheus is, and speaks under its names", async () => {
    const config = await configured({});
    expect(config).toMatchObject({
      tenant: program.tenant.name,
      tenantLabel: program.tenant.label,
      prefix: program.sidecar.prefix,
      port: program.sidecar.port,
      prometheusUrl: program.environment.prometheus,
      detectors: [{ name: declared.name, query: print(declared.watch), severity: declared.severity }],
    });
  });

  it("is configured so that it starts, for every method and any sensitivity", async () => {
    const sensitivities = [1e-9, 0.5, 1, 2, 3, 100];
    const config = await configured(
      ...seriesDetectorNames.flatMap((method) =>
        sensitivities.map((sensitivity) => ({ name: `${method}-${sensitivity}`, method, sensitivity })),
      ),
    );
    expect(checkConfiguration(config, detectors).mistakes).toBeUndefined();
  });

  it("finds smaller deviations the more sensitive it is", async () => {
    const methods = ["adaptive-z-score", "grubbs", "iqr", "modified-z-score"] as const;
    const config = await configured(
      ...methods.map((method) => ({ name: method, method, sensitivity: 2, direction: "below" as const })),
    );
    expect(config.detectors.map(({ parameters }: { parameters: object }) => parameters)).toStrictEqual([
      { direction: "below", threshold: 2 },
      { direction: "below", alpha: 0.1 },
      { direction: "below", sensitivity: 0.5 },
      { direction: "below", threshold: 1.75 },
    ]);
  });
});
