import { compareDiagnostics } from "../diagnostics/diagnostic.ts";
import { type Declared, findOrganisation, findTenant } from "./discover.ts";
import type { Limits } from "./evaluate.ts";
import type { Loaded, LoadFailed } from "./loaded.ts";
import { Sandbox } from "./sandbox.ts";
import { loadTypeScript } from "./typescript.ts";
import { loadYaml } from "./yaml.ts";

export { discover } from "./discover.ts";
export type { Limits } from "./evaluate.ts";
export type { Loaded, LoadFailed } from "./loaded.ts";
export { Sandbox } from "./sandbox.ts";

/** How declarations are loaded. */
export interface LoadOptions {
  /** Runs TypeScript; one that the process shares unless given. */
  readonly sandbox?: Sandbox;
  readonly limits?: Partial<Limits>;
  /** Modules that TypeScript may import, by name; the DSL as `monitorgen` unless given. */
  readonly modules?: Readonly<Record<string, string>>;
}

/** A declaration, or why there is none. */
export type LoadResult = Loaded | LoadFailed;

let shared: Sandbox | undefined;

/** Loads the declaration of a tenant below `root`. */
export async function loadTenant(root: string, name: string, options: LoadOptions = {}): Promise<LoadResult> {
  const declared = findTenant(root, name);
  if (!("form" in declared)) return { diagnostics: [declared], sources: new Map() };
  return load(root, declared, "tenant", options);
}

/** Loads what all tenants share; undefined where nothing is declared. */
export async function loadOrganisation(root: string, options: LoadOptions = {}): Promise<LoadResult | undefined> {
  const declared = findOrganisation(root);
  if (declared === undefined) return undefined;
  if (!("form" in declared)) return { diagnostics: [declared], sources: new Map() };
  return load(root, declared, "organisation", options);
}

async function load(
  root: string,
  { file, form }: Declared,
  call: "tenant" | "organisation",
  options: LoadOptions,
): Promise<LoadResult> {
  const result =
    form === "yaml"
      ? loadYaml(root, file, call)
      : await loadTypeScript(root, file, { ...options, call, sandbox: options.sandbox ?? sharedSandbox() });
  if (!("diagnostics" in result)) return result;
  return { ...result, diagnostics: [...result.diagnostics].sort(compareDiagnostics) };
}

function sharedSandbox(): Sandbox {
  shared ??= new Sandbox();
  return shared;
}
