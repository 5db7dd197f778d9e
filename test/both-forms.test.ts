import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type GeneratedProject, generateProject } from "../src/project.ts";
import { BOTH_FORMS_TS, BOTH_FORMS_YAML, ORGANISATION_TS, ORGANISATION_YAML } from "./fixtures/both-forms.ts";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

async function generated(files: Readonly<Record<string, string>>): Promise<GeneratedProject> {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-forms-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return generateProject({ root });
}

const typescript = generated({
  "tenants/organisation.ts": ORGANISATION_TS,
  "tenants/acme/tenant.ts": BOTH_FORMS_TS,
});
const yaml = generated({ "tenants/organisation.yaml": ORGANISATION_YAML, "tenants/acme/tenant.yaml": BOTH_FORMS_YAML });

function filesOf({ generated }: GeneratedProject): readonly (readonly [string, string])[] {
  return generated.flatMap(({ folder, artifacts }) =>
    artifacts.map(({ path, content }) => [`${folder}/${path}`, content] as const),
  );
}

test("in both forms nothing is found", async () => {
  for (const project of [await typescript, await yaml]) {
    expect(project.diagnostics.map(({ kind, at, reason }) => `${kind.code} ${at.line} ${reason}`)).toEqual([]);
  }
});

test("what is declared in TypeScript and in YAML gives the same files, byte for byte", async () => {
  const [ofTypeScript, ofYaml] = [filesOf(await typescript), filesOf(await yaml)];
  expect(ofTypeScript.length).toBeGreaterThan(30);
  expect(ofYaml.map(([path]) => path)).toEqual(ofTypeScript.map(([path]) => path));
  const other = new Map(ofYaml);
  for (const [path, content] of ofTypeScript) expect(other.get(path), path).toBe(content);
});

test("what comes from where is the same, too", async () => {
  const origins = async (project: Promise<GeneratedProject>) =>
    (await project).generated.flatMap(({ artifacts }) => artifacts.map(({ path, origins: from }) => [path, from]));
  expect(await origins(yaml)).toEqual(await origins(typescript));
});
