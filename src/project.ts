import { noOrganisation, undeclaredEnvironment } from "./diagnostics/codes/reference.ts";
import {
  compareDiagnostics,
  type Diagnostic,
  diagnostic,
  type Finding,
  finding,
  located,
} from "./diagnostics/diagnostic.ts";
import { discover, type Loaded, type LoadResult, loadOrganisation, loadTenant } from "./load/index.ts";
import { oneAhead } from "./load/one-ahead.ts";
import { type Compiled, compile } from "./program/compile.ts";
import { organisationOf, type Shared } from "./program/passes/organisation.ts";
import { standIn } from "./program/passes/stand-in.ts";
import type { Environment } from "./program/program.ts";
import { organisationSchema } from "./program/schema/organisation.ts";
import { outlineOf } from "./program/schema/outline.ts";
import { validate } from "./program/schema/validate.ts";
import { secretsInDeclaration, silentAboutSecrets } from "./program/secrets-in-declarations.ts";
import { Suppressions } from "./program/suppressions.ts";
import type { CompiledProject, CompiledTenant, GeneratedProject, ProjectOptions } from "./project-result.ts";
import { check } from "./verify/checks/index.ts";
import { checkTogether } from "./verify/together/index.ts";

export type { CompiledProject, CompiledTenant, Generated, GeneratedProject, ProjectOptions } from "./project-result.ts";

/** Loads, resolves and checks the declarations of a project. Every mistake of every file is in the result. */
export async function compileProject(options: ProjectOptions): Promise<CompiledProject> {
  const collected = new Collected(options);
  const names = options.tenants ?? collected.names(options.root);
  const loading = oneAhead(names, (name) => loadTenant(options.root, name));
  await options.progress?.("reading tenants/organisation");
  const shared = collected.organisation(await loadOrganisation(options.root));
  const environments = shared === undefined ? [] : collected.chosen(shared, options.environment);
  const setting = shared === undefined ? collected.settingWithout() : { shared, environments };
  const tenants: CompiledTenant[] = [];
  for (const [name, loaded] of loading) {
    await options.progress?.(`reading tenants/${name}`);
    tenants.push(...collected.tenant(name, await loaded, setting));
  }
  for (const { name } of environments) collected.diagnostics.push(...checkTogether(neighboursIn(name, tenants)));
  const diagnostics = distinct(collected.diagnostics).sort(compareDiagnostics);
  return { tenants, environments, diagnostics, sources: collected.sources };
}

function neighboursIn(environment: string, tenants: readonly CompiledTenant[]) {
  return tenants.flatMap(({ programs, locate }) =>
    programs.flatMap((program) => (program.environment.name === environment ? [{ program, locate }] : [])),
  );
}

const ORGANISATION_FILE = { file: "tenants/organisation", line: 1, column: 1 };

const ORGANISATION = {
  typescript: outlineOf(organisationSchema, "the organisation", "typescript"),
  yaml: outlineOf(organisationSchema, "the organisation", "yaml"),
} as const;

/** What a tenant is compiled with. */
interface Setting {
  readonly shared: Shared;
  readonly environments: readonly Environment[];
  /** Nothing is built of it. */
  readonly isStandIn?: true;
}

class Collected {
  readonly diagnostics: Diagnostic[] = [];
  readonly sources = new Map<string, string>();
  readonly #evenIfBroken: boolean;
  readonly #today: string | undefined;
  /** What the organisation's file declares, however wrong. */
  #organisation: unknown;

  constructor({ evenIfBroken, today }: ProjectOptions) {
    this.#evenIfBroken = evenIfBroken === true;
    this.#today = today;
  }

  organisation(loaded: LoadResult | undefined): Shared | undefined {
    if (loaded === undefined) this.diagnostics.push(diagnostic(noOrganisation, ORGANISATION_FILE, {}));
    if (loaded === undefined || !this.#add(loaded)) return undefined;
    this.#organisation = loaded.declaration;
    const { value, findings, broken } = validate(organisationSchema, loaded.declaration, ORGANISATION[loaded.form]);
    const found: Finding[] = [...findings, ...secretsInDeclaration(loaded.declaration, findings)];
    const shared =
      value === undefined
        ? undefined
        : organisationOf(
            value,
            { report: (kind, place, data) => found.push(finding(kind, place, data)) },
            broken,
            loaded.locate,
          );
    this.#locate(silentAboutSecrets(found), loaded);
    return found.length > 0 ? undefined : shared;
  }

  chosen({ environments }: Shared, only: string | undefined): readonly Environment[] {
    const all = [...environments.values()];
    if (only === undefined) return all;
    const environment = environments.get(only);
    if (environment !== undefined) return [environment];
    const data = { name: only, known: [...environments.keys()] };
    this.diagnostics.push(diagnostic(undeclaredEnvironment, ORGANISATION_FILE, data));
    return [];
  }

  names(root: string): readonly string[] {
    const { tenants, diagnostics } = discover(root);
    this.diagnostics.push(...diagnostics);
    return tenants.map(({ name }) => name);
  }

  // Mistakes of the organisation hide none of a tenant's.
  settingWithout(): Setting {
    const shared = standIn(this.#organisation);
    return { shared, environments: [...shared.environments.values()], isStandIn: true };
  }

  tenant(name: string, loaded: LoadResult, { shared, environments, isStandIn }: Setting): readonly CompiledTenant[] {
    if (!this.#add(loaded)) return [];
    const compiled = compile({ ...loaded, folder: name }, shared, environments);
    const suppressions = new Suppressions(compiled.suppress, this.#today, loaded.declaration);
    const found = suppressions.kept([...compiled.findings, ...compiled.programs.flatMap(check)]);
    const findings = silentAboutSecrets([...found, ...suppressions.findings]);
    this.#locate(findings, loaded);
    if (isStandIn) return [];
    const hasErrors = findings.some(({ kind }) => kind.severity === "error");
    const programs: Compiled["programs"] = hasErrors && !this.#evenIfBroken ? [] : compiled.programs;
    return [{ name, files: loaded.files, programs, suppressions, locate: loaded.locate }];
  }

  #add(loaded: LoadResult): loaded is Loaded {
    for (const [file, text] of loaded.sources) this.sources.set(file, text);
    if (!("diagnostics" in loaded)) return true;
    this.diagnostics.push(...loaded.diagnostics);
    return false;
  }

  #locate(findings: readonly Finding[], { locate }: Loaded): void {
    this.diagnostics.push(...findings.map((one) => located(one, locate)));
  }
}

// A mistake is found once for each environment, and wherever a shared expression is used; it is said once.
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const keyOf = ({ kind, at, reason }: Diagnostic) => `${kind.code} ${at.file}:${at.line}:${at.column} ${reason}`;
  return [...new Map(diagnostics.map((one) => [keyOf(one), one])).values()];
}

/** Compiles a project and generates the files of every tenant; where there is an error, nothing is generated. */
export async function generateProject(options: ProjectOptions): Promise<GeneratedProject> {
  // Loaded meanwhile: a project begins with waiting for esbuild, and for the thread that runs tenants' code.
  const [compiled, { generate }] = await Promise.all([compileProject(options), import("./generate.ts")]);
  if (hasErrors(compiled.diagnostics)) return { ...compiled, generated: [] };
  const { generated, diagnostics } = await generate(compiled, options);
  const all = distinct([...compiled.diagnostics, ...diagnostics]).sort(compareDiagnostics);
  return { ...compiled, diagnostics: all, generated: hasErrors(all) ? [] : generated };
}

/** Whether anything found stops a build. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ kind }) => kind.severity === "error");
}
