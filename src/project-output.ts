import type { BuildPlace } from "./build-place.ts";
import { nothingToWrite } from "./diagnostics/codes/output.ts";
import { type Diagnostic, diagnostic } from "./diagnostics/diagnostic.ts";
import { checkAtRest, type OutputFolder, type OutputOptions, type OutputReport, writeOutput } from "./output/index.ts";
import type { GeneratedProject, ProjectOptions } from "./project-result.ts";

export type { FolderReport } from "./output/index.ts";

/** What a build was about: its place, and what chose the tenants and environments. */
export interface BuildRequest extends Pick<ProjectOptions, "tenants" | "environment"> {
  readonly place: BuildPlace;
}

/** Writes what was generated. The findings are those of the project and of writing; where one is an error, nothing is written. */
export async function writeProject(project: GeneratedProject, request: BuildRequest): Promise<OutputReport> {
  const found = emptiness(project, request.place);
  const report: OutputReport =
    found === undefined ? await writeOutput(outputOf(project, request)) : { folders: [], diagnostics: found };
  return { ...report, diagnostics: [...project.diagnostics, ...report.diagnostics] };
}

/**
 * Compares what was generated with what is there, once nobody writes there. The findings are those of the project and of
 * the comparison.
 */
export async function checkProject(project: GeneratedProject, request: BuildRequest): Promise<readonly Diagnostic[]> {
  const found = emptiness(project, request.place) ?? (await checkAtRest(outputOf(project, request)));
  return [...project.diagnostics, ...found];
}

/** What keeps a build from writing anything: errors that are told already, or that nothing follows from what is declared. */
function emptiness(
  { diagnostics, generated }: GeneratedProject,
  { shown }: BuildPlace,
): readonly Diagnostic[] | undefined {
  if (diagnostics.some(({ kind }) => kind.severity === "error")) return [];
  if (generated.length > 0) return undefined;
  return [diagnostic(nothingToWrite, { file: shown, line: 1, column: 1 }, { folder: shown })];
}

function outputOf(project: GeneratedProject, request: BuildRequest): OutputOptions {
  return { ...request.place, folders: outputFolders(project), isAbandoned: abandonedBy(request, project) };
}

function outputFolders(project: GeneratedProject): readonly OutputFolder[] {
  return project.generated.map(({ folder, program, artifacts }) => ({
    folder,
    tenant: program?.tenant.name ?? lastName(folder),
    environment: program?.environment.name ?? environmentOf(folder, project),
    artifacts,
  }));
}

/** The environment that a folder of the output belongs to: `staging` for `environments/staging/acme`. */
export function environmentOf(folder: string, { environments }: Pick<GeneratedProject, "environments">): string {
  return environmentIn(folder) ?? environments.find(({ isDefault }) => isDefault)?.name ?? "";
}

/**
 * Tells which folders that a build does not write may go: those of its environments, if it is about all tenants; else
 * none.
 */
function abandonedBy(
  { tenants, environment }: BuildRequest,
  { environments }: GeneratedProject,
): (folder: string) => boolean {
  if (tenants !== undefined) return () => false;
  if (environment === undefined) return () => true;
  const isDefault = environments.some((one) => one.isDefault && one.name === environment);
  return (folder) => (environmentIn(folder) ?? (isDefault ? environment : undefined)) === environment;
}

function environmentIn(folder: string): string | undefined {
  return /^environments\/([^/]+)\//.exec(folder)?.[1];
}

function lastName(folder: string): string {
  return folder.split("/").at(-1) ?? folder;
}
