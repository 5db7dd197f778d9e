import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { root } from "../../scripts/steps/own-command.ts";

const packed = inject("packed");

/** All that a user needs, and nothing else. */
const KINDS: readonly RegExp[] = [
  /^(?:package\.json|README\.md|LICENSE)$/,
  /^dist\/(?:cli|index|detectors|dsl|worker|schemas|chunk-[A-Z0-9]{8})\.js$/,
  /^dist\/third-party-licenses\.txt$/,
  /^dist\/types\/(?:index|(?:dsl|library|promql\/build|values|diagnostics|detector)\/.*)\.d\.ts$/,
  // A tenant's sidecar is bundled from these.
  /^dist\/detector\/(?!.*\.test\.ts$).*\.ts$/,
  /^schemas\/(?:artifacts\/)?[a-z-]+\.schema\.json$/,
  /^templates\/[a-z]+\/[a-z.]+\.(?:tmpl|hbs)$/,
  /^docs\/checks\/(?:MG\d{4}|README)\.md$/,
  /^docs\/detectors\/[a-z-]+\.md$/,
];

describe("the package", () => {
  let files: readonly string[] = [];
  beforeAll(() => {
    const { stdout } = spawnSync("tar", ["-tzf", packed.tarball], { encoding: "utf8" });
    files = stdout
      .trim()
      .split("\n")
      .map((path) => path.replace(/^package\//, ""));
  });

  test("holds what a user needs, and nothing else", () => {
    expect(files.filter((path) => !KINDS.some((kind) => kind.test(path)))).toEqual([]);
    for (const kind of KINDS)
      expect(
        files.some((path) => kind.test(path)),
        String(kind),
      ).toBe(true);
  });

  test("is small", () => {
    expect(packed.size).toBeLessThan(1_500_000);
    expect(packed.unpackedSize).toBeLessThan(8_000_000);
  });

  test("runs nothing when it is installed, and needs four packages", () => {
    const { scripts, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const hook of ["preinstall", "install", "postinstall", "prepare"]) expect(scripts).not.toHaveProperty(hook);
    expect(Object.keys(dependencies).sort()).toEqual([
      "@jitl/quickjs-wasmfile-release-sync",
      "esbuild",
      "oxc-parser",
      "quickjs-emscripten-core",
    ]);
  });

  test("passes on the licences of the packages that it has copies of", () => {
    const { stdout } = spawnSync("tar", ["-xzOf", packed.tarball, "package/dist/third-party-licenses.txt"], {
      encoding: "utf8",
    });
    const { bundled } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const name of bundled) expect(stdout, name).toMatch(new RegExp(`^ {2}${name} v?\\d+\\.\\d+\\.\\d+ \\(`, "m"));
  });
});
