import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot, readShipped } from "./shipped.ts";

test("a shipped file is read by its path in the package, one that isn't there is undefined", () => {
  expect(JSON.parse(readShipped("package.json") ?? "{}").name).toBe("monitorgen");
  expect(readShipped("templates/no-such-file")).toBeUndefined();
});

test("the package's root is the nearest folder with a package.json, from src and from dist", () => {
  const root = mkdtempSync(join(tmpdir(), "package-"));
  for (const folder of ["dist", "src/load"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "package.json"), "{}");
  expect(packageRoot(join(root, "dist/cli.js"))).toBe(root);
  expect(packageRoot(join(root, "src/load/shipped.ts"))).toBe(root);
  rmSync(root, { recursive: true });
});

test("outside of any package there is no root", () => {
  expect(() => packageRoot("/no-such-folder/file.js")).toThrow("no package.json");
});
