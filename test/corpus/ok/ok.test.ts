import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { pretty } from "../../../src/diagnostics/reporters/pretty.ts";
import type { Solutions } from "../../../src/promql/solve/solve.ts";
import { solveAll } from "../../../src/targets/prometheus/tests/solve-all.ts";
import { compiled, typescriptProject, yamlProject } from "../../mistakes/project.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

const TENANTS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

// What is the same in several environments is solved once.
const known: Solutions = new Map();

test.each(TENANTS)("%s: nothing is found, and every alert is shown to fire", async (name) => {
  const isTypeScript = existsSync(`${FOLDER}${name}/tenant.ts`);
  const text = readFileSync(`${FOLDER}${name}/${isTypeScript ? "tenant.ts" : "tenant.yaml"}`, "utf8");
  const files = isTypeScript ? typescriptProject("tenant.ts", text) : yamlProject(text);
  const { diagnostics, sources, tenants } = await compiled(files);
  expect(pretty(diagnostics, { color: false, sources })).toBe("");
  const findings = tenants.flatMap(({ programs }) => programs.flatMap((program) => solveAll(program, known).findings));
  expect(findings.map(({ reason }) => reason)).toEqual([]);
});

test("there are at least twenty, in both forms", () => {
  expect(TENANTS.length).toBeGreaterThanOrEqual(20);
  expect(TENANTS.some((name) => existsSync(`${FOLDER}${name}/tenant.ts`))).toBe(true);
});
