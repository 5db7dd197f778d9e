import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lookAtSchemas, lookAtTenants } from "./project.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "project-"));
  mkdirSync(join(root, "tenants/shop"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("an empty tenants/ is another thing than none", () => {
  const none = { tenants: [], organisation: undefined, diagnostics: [] };
  expect(lookAtTenants(root, none).found).toBe("tenants/ has none");
  expect(lookAtTenants(join(root, "tenants"), none).found).toBe("there is no tenants/ here or above");
  expect(lookAtSchemas(root, none)).toBeUndefined();
});

test.each([
  ["https://example.com/tenant.schema.json", undefined, undefined],
  ["../../node_modules/monitorgen/schemas/tenant.schema.json", "advice", "npm install"],
  ["../../schemas/tenant.schema.json", "advice", "monitorgen schema --write"],
])("a schema that is named by %s", (named, state, fix) => {
  const file = "tenants/shop/tenant.yaml";
  writeFileSync(join(root, file), `# yaml-language-server: $schema=${named}\ntenant: shop\n`);
  const looked = lookAtSchemas(root, {
    tenants: [{ name: "shop", form: "yaml", file }],
    organisation: undefined,
    diagnostics: [],
  });
  if (state === undefined) expect(looked?.found).not.toContain("isn't there");
  else expect(looked).toMatchObject({ state, fix, found: `${file} names ${named}, which isn't there` });
});
