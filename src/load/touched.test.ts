import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { touchedTenants } from "./touched.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const NAMES = ["acme", "globex", "initech"];
const FILES = {
  "organisation.yaml": "o",
  "acme/tenant.ts": "a",
  "acme/metrics/api.ts": "m",
  "globex/tenant.yaml": "g",
  "initech/tenant.ts": "i",
};

function made(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-touched-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, "tenants", path)), { recursive: true });
    writeFileSync(join(root, "tenants", path), text);
  }
  return root;
}

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["nothing", {}, []],
  ["a YAML tenant, which nobody can import", { "globex/tenant.yaml": "G" }, ["globex"]],
  ["a TypeScript file, which other TypeScript may import", { "acme/metrics/api.ts": "M" }, ["acme", "initech"]],
  ["a new file of a YAML tenant", { "globex/more.json": "{}" }, ["acme", "globex", "initech"]],
  ["what all share", { "organisation.yaml": "O" }, NAMES],
  ["a folder that is no tenant's", { "shared/metrics.ts": "s" }, NAMES],
  ["a file of the same length", { "initech/tenant.ts": "j" }, ["acme", "initech"]],
])("%s", (_, changes, touched) => {
  const [one, other] = [made(FILES), made({ ...FILES, ...changes })];
  expect(touchedTenants(one, other, NAMES)).toEqual(touched);
  expect(touchedTenants(other, one, NAMES)).toEqual(touched);
});

test("a tenant that is on one side only, or declared in another form", () => {
  const { "globex/tenant.yaml": _, ...without } = FILES;
  expect(touchedTenants(made(FILES), made(without), NAMES)).toEqual(["globex"]);
  const other = made({ ...without, "globex/tenant.ts": "g" });
  expect(touchedTenants(made(FILES), other, NAMES)).toEqual(NAMES);
});

test("links are never taken for equal", () => {
  const both = [made(FILES), made(FILES)] as const;
  for (const root of both) symlinkSync("../acme/metrics", join(root, "tenants/globex/metrics"));
  expect(touchedTenants(...both, NAMES)).toEqual(NAMES);
});
