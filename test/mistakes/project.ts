import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pretty } from "../../src/diagnostics/reporters/pretty.ts";
import { type CompiledProject, compileProject } from "../../src/project.ts";
import { BASE_TS, BASE_YAML, ORGANISATION, TENANT_TS } from "./base.ts";

/** Files of a project by their paths below its root. */
export type Files = Readonly<Record<string, string>>;

/** What the base declares under keys that a text doesn't have follows it. */
function completed(text: string, base: Readonly<Record<string, string>>): string {
  const own = new Set([...text.matchAll(/^([A-Za-z]+):/gm)].map(([, key]) => key));
  const rest = Object.entries(base).filter(([key]) => !own.has(key));
  const end = text.endsWith("\n") || text === "" ? "" : "\n";
  return `${text}${end}${rest.map(([key, value]) => `${key}:${value}`).join("")}`;
}

/** The organisation of every project here. */
export const ORGANISATION_FILE: Files = { "tenants/organisation.yaml": completed("", ORGANISATION) };

/** A tenant.ts or example.ts of acme in a project of its own. */
export function typescriptProject(file: "tenant.ts" | "example.ts", text: string): Files {
  return {
    ...ORGANISATION_FILE,
    "tenants/base.ts": BASE_TS,
    "tenants/acme/base.ts": BASE_TS,
    "tenants/acme/example.ts": "export {};\n",
    "tenants/acme/tenant.ts": TENANT_TS,
    [`tenants/acme/${file}`]: text,
  };
}

/** A tenant.yaml of acme, completed by the base. */
export function yamlProject(text: string): Files {
  return { ...ORGANISATION_FILE, "tenants/acme/tenant.yaml": completed(text, BASE_YAML) };
}

/** The project of an example: its first line may say which file it is, which then stands alone. */
export function exampleProject(language: string, text: string): Files {
  const file = /^(?:\/\/|#) (tenants\/\S+)\n/.exec(text)?.[1];
  if (file === "tenants/organisation.yaml") return { ...yamlProject(""), [file]: completed(text, ORGANISATION) };
  if (file === "tenants/acme/tenant.yaml") return { ...ORGANISATION_FILE, [file]: text };
  if (language === "yaml") return yamlProject(text);
  return typescriptProject(file === undefined ? "example.ts" : "tenant.ts", text);
}

/** The day of all examples. */
const TODAY = "2026-11-20";

/** Compiles the tenant acme of a project. */
export async function compiled(files: Files): Promise<CompiledProject> {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-mistakes-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await compileProject({ root, tenants: ["acme"], today: TODAY });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What the author of a project reads: everything that is found, without colour. */
export async function rendered(files: Files): Promise<string> {
  const { diagnostics, sources } = await compiled(files);
  return pretty(diagnostics, { color: false, sources });
}
