import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detectorNames } from "../../detector/detectors/kinds.ts";
import { bundleSidecar, dockerfile, sbom, sidecarBundle } from "./index.ts";
import { runtimeFolder } from "./runtime-folder.ts";

const ALL = ["adaptive-z-score", "grubbs", "iqr", "modified-z-score"];
/** Words that only one detector brings along. */
const TRACES = {
  "adaptive-z-score": ["adaptive-z-score", "halfLifeSamples"],
  grubbs: ["grubbs", "Grubbs' G", "alpha"],
  iqr: ["iqr", "interquartile", "sensitivity"],
  "modified-z-score": ["modified-z-score", "modified z-score", "1.253314"],
} as const;

const repository = fileURLToPath(new URL("../../..", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bundle-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("the bundle of a sidecar", () => {
  it.each(ALL)("with %s alone has no trace of the others, is smaller than with all, and below 50 kB", async (name) => {
    const [alone, all] = [await bundleSidecar([name]), await bundleSidecar(ALL)];
    expect(Buffer.byteLength(alone)).toBeLessThan(50_000);
    expect(alone.length).toBeLessThan(all.length);
    for (const [other, traces] of Object.entries(TRACES)) {
      for (const trace of traces) {
        expect(alone.includes(trace), `${trace} in the bundle of ${name}`).toBe(other === name);
        expect(all).toContain(trace);
      }
    }
  });

  it("holds nothing of the machine: no path, no name of a file", async () => {
    const text = await bundleSidecar(ALL);
    expect(text).not.toContain(repository);
    expect(text).not.toMatch(/\/home\/|\/root\/|\/tmp\/|\.ts\b|node_modules|sourceMappingURL/);
  });

  it("is the same whatever the order of the names, and made once", () => {
    expect(sidecarBundle(["iqr", "grubbs", "iqr"])).toBe(sidecarBundle(["grubbs", "iqr"]));
    expect(sidecarBundle(["iqr"], { version: "1" })).not.toBe(sidecarBundle(["iqr"]));
  });

  it("is the same from another process in another folder with another tsconfig", async () => {
    await writeFile(
      join(folder, "tsconfig.json"),
      '{"compilerOptions":{"target":"es5","useDefineForClassFields":false}}',
    );
    const module = pathToFileURL(fileURLToPath(new URL("./bundle.ts", import.meta.url)));
    const script = `import { bundleSidecar } from ${JSON.stringify(module)}; process.stdout.write(await bundleSidecar(["iqr", "grubbs"]));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
      cwd: folder,
      maxBuffer: 1e7,
    });
    expect(stdout).toBe(await bundleSidecar(["grubbs", "iqr"]));
  });

  it("is the same from a copy of the runtime elsewhere, as in the published package", async () => {
    const copy = join(folder, "node_modules/some-package/dist/detector");
    await mkdir(copy, { recursive: true });
    await cp(new URL("../../detector", import.meta.url), copy, { recursive: true });
    await symlink(join(repository, "node_modules/zod"), join(folder, "node_modules/zod"));
    const runtime = runtimeFolder([pathToFileURL(join(copy, "launch.ts"))]);
    expect(await bundleSidecar(ALL, { runtime })).toBe(await bundleSidecar(ALL));
  });

  it.each(["no-such-detector", "../numerics", "", "iqr/index"])(
    "of %j is refused with the names there are",
    async (name) => {
      await expect(bundleSidecar(["iqr", name])).rejects.toThrow(
        `expected one of ${[...detectorNames].sort().join(", ")}`,
      );
    },
  );

  it("is refused where the runtime is missing", () => {
    expect(() => runtimeFolder([new URL("./nowhere/launch.ts", import.meta.url)])).toThrow("install the package anew");
    expect(runtimeFolder()).toMatchObject({ extension: ".ts", folder: expect.stringMatching(/src\/detector\/$/) });
  });
});

describe("the bill of materials", () => {
  it("names the bundle by its hash and, as there are none, no packages", async () => {
    const bundle = await sidecarBundle(["iqr"]);
    const bill = JSON.parse(sbom(bundle, "1.0.0"));
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1, components: [] });
    expect(bill.metadata.component.hashes[0].content).toMatch(/^[0-9a-f]{64}$/);
    expect(sbom(bundle, "1.0.0")).toBe(sbom(bundle, "1.0.0"));
    expect(JSON.stringify(bill)).not.toMatch(/timestamp|serialNumber/);
  });

  it("names each package whose code is inside", async () => {
    const runtime = join(folder, "with-packages");
    await mkdir(join(runtime, "detectors/some"), { recursive: true });
    const parts: readonly (readonly [string, string, object])[] = [
      ["zoo", "export const zoo = console.log;", { version: "1.2.3", license: "MIT" }],
      ["@acme/ant", "export const ant = console.error;", { version: "2.0.0" }],
      ["unused", "export const unused = console.warn;", { version: "3.0.0", sideEffects: false }],
    ];
    for (const [name, code, description] of parts) {
      const place = join(runtime, "node_modules", name);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, "package.json"), JSON.stringify({ name, main: "index.js", ...description }));
      await writeFile(join(place, "index.js"), code);
    }
    await writeFile(join(runtime, "launch.ts"), 'import { zoo } from "zoo"; export const launch = zoo;');
    const code = 'import { ant } from "@acme/ant"; import { unused } from "unused"; export const definition = ant;';
    await writeFile(join(runtime, "detectors/some/index.ts"), code);
    const bundle = await sidecarBundle(["some"], { runtime: { folder: runtime, extension: ".ts" } });
    expect(JSON.parse(sbom(bundle))).toMatchObject({
      components: [
        { "bom-ref": "pkg:npm/%40acme/ant@2.0.0", name: "@acme/ant", version: "2.0.0" },
        { "bom-ref": "pkg:npm/zoo@1.2.3", name: "zoo", licenses: [{ expression: "MIT" }] },
      ],
      dependencies: [
        { ref: "monitorgen-sidecar@0", dependsOn: ["pkg:npm/%40acme/ant@2.0.0", "pkg:npm/zoo@1.2.3"] },
        { ref: "pkg:npm/%40acme/ant@2.0.0" },
        { ref: "pkg:npm/zoo@1.2.3" },
      ],
    });
  });
});

describe("the Dockerfile", () => {
  it("runs without root, on the declared port, and asks for health", () => {
    const text = dockerfile(9100);
    expect(text).toMatch(/^FROM node:24-slim\n/);
    expect(text).toContain("\nUSER node\n");
    expect(text).toContain("\nENV PORT=9100\nEXPOSE 9100\n");
    expect(text).toMatch(/HEALTHCHECK .*\n.*\/healthz/);
  });
});
