import { crossing } from "./diagnostics/codes/tenancy.ts";
import { type Diagnostic, finding, located } from "./diagnostics/diagnostic.ts";
import { readShipped } from "./load/shipped.ts";
import type { Environment } from "./program/program.ts";
import type { CompiledProject, CompiledTenant, Generated, ProjectOptions } from "./project-result.ts";
import { emit, emitShared } from "./targets/index.ts";
import { solveAll } from "./targets/prometheus/tests/solve-all.ts";
import { prove, proveShared } from "./verify/proofs/index.ts";
import { unusedPeople } from "./verify/proofs/people/index.ts";
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
    diagnostics.push(...aboutPeople(tenant, options));
    for (const program of tenant.programs) {
      const solutions = solveAll(program, known);
      const artifacts = await emit(program, solutions, readShipped);
      const findings = [...solutions.findings, ...(await prove(program, artifacts, judges, crossings, read))];
      diagnostics.push(...findings.map((one) => located(one, tenant.locate)));
      generated.push({
        program,
        folder: folderOf(tenant.name, program.environment),
        artifacts,
        proven: solutions.witnesses.size,
      });
    }
  }
  for (const environment of compiled.environments) {
    const isWhole = options.tenants === undefined;
    const merged = isWhole ? await together(compiled.tenants, environment, judges) : NOTHING;
    generated.push(...merged.generated);
    diagnostics.push(...merged.diagnostics);
    const files = merged.generated.flatMap(({ artifacts }) => artifacts);
    for (const { tenant, ...data } of crossings.among(environment.name, files)) {
      const found = finding(crossing, ["tenant"], data);
      diagnostics.push(
        ...compiled.tenants.filter(({ name }) => name === tenant).map(({ locate }) => located(found, locate)),
      );
    }
  }
  return { generated, diagnostics };
}

// What one environment doesn't use, another may.
function aboutPeople({ programs, locate }: CompiledTenant, { environment }: ProjectOptions): readonly Diagnostic[] {
  return environment === undefined ? unusedPeople(programs).map((one) => located(one, locate)) : [];
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
