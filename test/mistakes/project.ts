import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pretty } from "../../src/diagnostics/reporters/pretty.ts";
import { type CompiledProject, compileProject } from "../../src/project.ts";
import { BASE_TS, BASE_YAML, ORGANISATION, TENANT_TS } from "./base.ts";

/** Files of a project by their paths below its root. */
export type Files = Readonly<Record<string, string>>;

/** A tenant.ts or example.ts of acme in a project of its own. */
export function typescriptProject(file: "tenant.ts" | "example.ts", text: string): Files {
  return {
    "tenants/organisation.yaml": ORGANISATION,
    "tenants/acme/base.ts": BASE_TS,
    "tenants/acme/tenant.ts": TENANT_TS,
    [`tenants/acme/${file}`]: text,
  };
}

/** A tenant.yaml of acme; what the base declares under keys that the text doesn't have follows it. */
export function yamlProject(text: string): Files {
  const own = new Set([...text.matchAll(/^([a-z]+):/gm)].map((match) => match[1] ?? ""));
  const rest = Object.entries(BASE_YAML).filter(([key]) => !own.has(key));
  const end = text.endsWith("\n") || text === "" ? "" : "\n";
  return {
    "tenants/organisation.yaml": ORGANISATION,
    "tenants/acme/tenant.yaml": `${text}${end}${rest.map(([key, value]) => `${key}:${value}`).join("")}`,
  };
}

/** Compiles the tenant acme of a project. */
export async function compiled(files: Files): Promise<CompiledProject> {
  const root = mkdtempSync(join(tmpdir(), "monitorgen-mistakes-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await compileProject({ root, tenants: ["acme"] });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What the author of a project reads: everything that is found, without colour. */
export async function rendered(files: Files): Promise<string> {
  const { diagnostics, sources } = await compiled(files);
  return pretty(diagnostics, { color: false, sources });
}
