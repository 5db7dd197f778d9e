import { join } from "node:path";
import type { BuildPlace } from "../build-place.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { plainDiagnostic } from "../diagnostics/reporters/json.ts";
import { pretty } from "../diagnostics/reporters/pretty.ts";
import type { Program } from "../program/program.ts";
import type { CompiledProject, Generated, GeneratedProject } from "../project.ts";
import { environmentOf, type FolderReport } from "../project-output.ts";
import type { BuiltFolder, DeclaredTenant, ProjectResult, WrittenFolder } from "./result.ts";

/** Findings as library users get them. */
export function projectResult(
  diagnostics: readonly Diagnostic[],
  { sources }: Pick<CompiledProject, "sources">,
): ProjectResult {
  return {
    ok: diagnostics.every(({ kind }) => kind.severity !== "error"),
    diagnostics: diagnostics.map(plainDiagnostic),
    render: ({ color = false, width } = {}) =>
      pretty(diagnostics, { color, sources, ...(width !== undefined && { width }) }),
  };
}

/** The tenants that have no errors, once for each environment. */
export function declaredTenants({ tenants }: CompiledProject): readonly DeclaredTenant[] {
  return tenants.flatMap(({ files, programs }) => programs.map((program) => declaredTenant(files, program)));
}

function declaredTenant(sources: readonly string[], { tenant, environment, alerts, slos }: Program): DeclaredTenant {
  return {
    tenant: tenant.name,
    environment: environment.name,
    sources,
    alerts: alerts.map(({ name, severity, team }) => ({ name, severity, team: team.name })),
    slos: slos.map(({ name }) => name),
  };
}

/** The folders of the output with their files, and what became of them where they were written. */
export function builtFolders(
  project: GeneratedProject,
  { root }: BuildPlace,
  reports: readonly FolderReport[],
): readonly BuiltFolder[] {
  const changes = new Map(reports.map((report) => [report.folder, changesOf(report)]));
  return project.generated.map(({ folder, program, artifacts, proven }: Generated) => ({
    folder,
    path: join(root, folder),
    tenant: program?.tenant.name,
    environment: program?.environment.name ?? environmentOf(folder, project),
    files: artifacts.map(({ path, content, kind, origins }) => ({ path, content, kind, declarations: origins })),
    proven,
    changes: changes.get(folder),
  }));
}

function changesOf({ written, unchanged, removed, handEdited, foreign, repaired }: FolderReport): WrittenFolder {
  return { written, unchanged, removed, handEdited, foreign, repaired };
}
