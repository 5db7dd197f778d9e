import { type Diagnostic, located } from "./diagnostics/diagnostic.ts";
import { readShipped } from "./load/shipped.ts";
import type { Program } from "./program/program.ts";
import type { CompiledProject, CompiledTenant, Generated, ProjectOptions } from "./project-result.ts";
import { emit, emitShared } from "./targets/index.ts";
import { solveAll } from "./targets/prometheus/tests/solve-all.ts";
import { prove, proveShared } from "./verify/proofs/index.ts";
import { Judges } from "./verify/proofs/schema/index.ts";
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
  for (const tenant of compiled.tenants) {
    options.progress?.(`proving and generating ${tenant.name}`);
    const read: QueriesRead = new Map();
    for (const program of tenant.programs) {
      const solutions = solveAll(program, known);
      const artifacts = await emit(program, solutions, readShipped);
      const findings = [...solutions.findings, ...(await prove(program, artifacts, judges, read))];
      diagnostics.push(...findings.map((one) => located(one, tenant.locate)));
      generated.push({ program, folder: folderOf(program), artifacts, proven: solutions.witnesses.size });
    }
  }
  if (options.tenants !== undefined) return { generated, diagnostics };
  const shared = await together(compiled.tenants, judges);
  return { generated: [...generated, ...shared.generated], diagnostics: [...diagnostics, ...shared.diagnostics] };
}

// What is merged from all tenants is of the default environment, as output/<tenant> is.
async function together(tenants: readonly CompiledTenant[], judges: Judges): Promise<GenerateResult> {
  const parts = tenants.flatMap(({ programs, locate }) =>
    programs.flatMap((program) => (program.environment.isDefault ? [{ program, locate }] : [])),
  );
  const [first] = parts;
  if (first === undefined) return { generated: [], diagnostics: [] };
  const artifacts = emitShared(
    parts.map(({ program }) => program),
    readShipped,
  );
  const findings = await proveShared(artifacts, judges);
  return {
    generated: [{ folder: "organisation", artifacts, proven: 0 }],
    diagnostics: findings.map((one) => located(one, first.locate)),
  };
}

/** The folder of a program's output: `acme` in the default environment, `environments/staging/acme` in another. */
function folderOf({ tenant, environment }: Program): string {
  return environment.isDefault ? tenant.name : `environments/${environment.name}/${tenant.name}`;
}
