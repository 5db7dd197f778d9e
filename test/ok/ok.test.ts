import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rendered, typescriptProject, yamlProject } from "../mistakes/project.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

const TENANTS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test.each(TENANTS)("%s: nothing is found", async (name) => {
  const isTypeScript = existsSync(`${FOLDER}${name}/tenant.ts`);
  const text = readFileSync(`${FOLDER}${name}/${isTypeScript ? "tenant.ts" : "tenant.yaml"}`, "utf8");
  expect(await rendered(isTypeScript ? typescriptProject("tenant.ts", text) : yamlProject(text))).toBe("");
});

test("there are at least twenty, in both forms", () => {
  expect(TENANTS.length).toBeGreaterThanOrEqual(20);
  expect(TENANTS.some((name) => existsSync(`${FOLDER}${name}/tenant.ts`))).toBe(true);
});
