import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { insideTenants, readText } from "./files.ts";
import { type ProjectDouble, projectDouble } from "./project-double.ts";

let project: ProjectDouble;
beforeEach(() => {
  project = projectDouble({ "tenants/a.ts": "text", "outside.ts": "", "tenantsfake/x.ts": "" });
});
afterEach(() => project.remove());

test("a path is inside tenants/ by where it really leads", () => {
  symlinkSync(join(project.root, "outside.ts"), join(project.root, "tenants/out.ts"));
  symlinkSync("a.ts", join(project.root, "tenants/in.ts"));
  symlinkSync("loop.ts", join(project.root, "tenants/loop.ts"));
  const paths = ["a.ts", "in.ts", "out.ts", "loop.ts", "../outside.ts", "../tenantsfake/x.ts", "none.ts", ".", ".."];
  expect(paths.map((path) => insideTenants(project.root, `tenants/${path}`))).toEqual([
    "tenants/a.ts",
    "tenants/a.ts",
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    "tenants",
    undefined,
  ]);
});

test("a project may itself be reached through a link", () => {
  symlinkSync(project.root, join(project.root, "again"));
  expect(readText(join(project.root, "again"), "tenants/a.ts")).toEqual({ text: "text" });
});

test("what leads out of tenants/ is not read", () => {
  expect(readText(project.root, "tenants/../outside.ts")).toMatchObject({ diagnostic: { kind: { code: "MG1007" } } });
});

test.skipIf(process.getuid?.() === 0)("what may not be read is a finding without the machine's path", () => {
  chmodSync(join(project.root, "tenants/a.ts"), 0);
  const read = readText(project.root, "tenants/a.ts");
  expect("diagnostic" in read && read.diagnostic.reason).toBe("tenants/a.ts: the system does not let it be read");
});
