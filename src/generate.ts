import { crossesTenants } from "./diagnostics/codes/tenancy.ts";
import { type Diagnostic, type Finding, finding, located } from "./diagnostics/diagnostic.ts";
import { readShipped } from "./load/shipped.ts";
import type { Environment } from "./program/program.ts";
import type { CompiledProject, CompiledTenant, Generated, ProjectOptions } from "./project-result.ts";
import { emit, emitShared } from "./targets/index.ts";
import { solveAll } from "./targets/prometheus/tests/solve-all.ts";
import { prove, proveShared } from "./verify/proofs/index.ts";
import { unusedPeople } from "./verify/proofs/people/index.ts";
import { unusedRecordings } from "./verify/proofs/recordings/index.ts";
import { Judges } from "./verify/proofs/schema/index.ts";
import { Crossings } from "./verify/proofs/tenancy/crossings.ts";
import type { QueriesRead } from "./verify/proofs/tenancy/index.ts";

/** What came of generating. */
export interface GenerateResult {
  readonly generated: readonly Generated[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the files of every program, reads them again and proves what they must hold. */
export async function generate(compiled: CompiledProject, options: ProjectOptions): Promise<GenerateResult> {
  const generated: Generated[] = [];
  const diagnostics: Diagnostic[] = [];
  const known = options.solutions ?? new Map();
  const judges = new Judges(readShipped);
  const [first] = compiled.tenants.flatMap(({ programs }) => programs);
  const crossings = new Crossings(first?.organisation.sharedSecrets);
  for (const tenant of compiled.tenants) {
    options.progress?.(`proving and generating ${tenant.name}`);
    const read: QueriesRead = new Map();
    diagnostics.push(...unused(tenant, options));
    for (const program of tenant.programs) {
      const solutions = solveAll(program, known);
      const artifacts = await emit(program, solutions, readShipped);
      const findings = [...solutions.findings, ...(await prove(program, artifacts, judges, crossings, read))];
      diagnostics.push(...told(findings, tenant));
      generated.push({
        program,
        folder: folderOf(tenant.name, program.environment),
        artifacts,
        proven: solutions.witnesses.size,
      });
    }
  }
  const isWhole = options.tenants === undefined;
  for (const environment of compiled.environments) {
    const merged = isWhole ? await together(compiled.tenants, environment, judges) : NOTHING;
    generated.push(...merged.generated);
    diagnostics.push(...merged.diagnostics, ...crossing(compiled.tenants, environment, merged, crossings));
  }
  if (options.environment === undefined) diagnostics.push(...compiled.tenants.flatMap(useless));
  return { generated, diagnostics };
}

// What one environment doesn't use, another may.
function unused(tenant: CompiledTenant, { environment }: ProjectOptions): readonly Diagnostic[] {
  if (environment !== undefined) return [];
  return told([...unusedPeople(tenant.programs), ...unusedRecordings(tenant.programs)], tenant);
}

/** Findings with their places, without those that the tenant's author lets stand. */
function told(findings: readonly Finding[], { suppressions, locate }: CompiledTenant): readonly Diagnostic[] {
  return suppressions.kept(findings).map((one) => located(one, locate));
}

function crossing(
  tenants: readonly CompiledTenant[],
  { name }: Environment,
  merged: GenerateResult,
  crossings: Crossings,
): readonly Diagnostic[] {
  const files = merged.generated.flatMap(({ artifacts }) => artifacts);
  const byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  return crossings.among(name, files).flatMap(({ tenant, ...data }) => {
    const locate = byName.get(tenant)?.locate;
    return locate === undefined ? [] : [located(finding(crossesTenants, ["tenant"], data), locate)];
  });
}

// Only when everything has been looked for, in every environment, it is known what is found nowhere.
function useless({ suppressions, locate }: CompiledTenant): readonly Diagnostic[] {
  return suppressions.useless().map((one) => located(one, locate));
}

const NOTHING: GenerateResult = { generated: [], diagnostics: [] };

async function together(
  tenants: readonly CompiledTenant[],
  environment: Environment,
  judges: Judges,
): Promise<GenerateResult> {
  const parts = tenants.flatMap(({ programs, locate }) =>
    programs.flatMap((program) => (program.environment.name === environment.name ? [{ program, locate }] : [])),
  );
  const [first] = parts;
  if (first === undefined) return NOTHING;
  const programs = parts.map(({ program }) => program);
  const artifacts = emitShared(programs, readShipped);
  const findings = await proveShared(programs, artifacts, judges);
  return {
    generated: [{ folder: folderOf("organisation", environment), artifacts, proven: 0 }],
    diagnostics: findings.map((one) => located(one, first.locate)),
  };
}

/** Where something lies for an environment: `acme` for the default one, `environments/staging/acme` for another. */
function folderOf(name: string, environment: Environment): string {
  return environment.isDefault ? name : `environments/${environment.name}/${name}`;
}
