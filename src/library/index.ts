import type { BuildOptions, FilesOptions, OutputOptions, ProjectOptions } from "./options.ts";
import type { BuildResult, FilesResult, ProjectResult, ValidateResult } from "./result.ts";

export type { PlainDiagnostic as Diagnostic } from "../diagnostics/reporters/json.ts";
export type { BuildOptions, FilesOptions, OutputOptions, ProjectOptions } from "./options.ts";
export type {
  BuildResult,
  BuiltFile,
  BuiltFolder,
  DeclaredAlert,
  DeclaredTenant,
  FilesResult,
  ProjectResult,
  RenderOptions,
  ValidateResult,
  WrittenFolder,
} from "./result.ts";

// The compiler is most of the program: who declares tenants with this package doesn't load it.
const loaded = () => import("./run.ts");

/**
 * Checks the declarations of a project, as `monitorgen validate` does: reports every mistake, generates and writes nothing.
 *
 * Rejects with a TypeError for options that can't be. Mistakes in declarations are findings, no rejections.
 */
export async function validate(options: ProjectOptions): Promise<ValidateResult> {
  return (await loaded()).runValidate(options);
}

/**
 * Checks the declarations, proves every alert, and writes the output, as `monitorgen build` does: files that changed, and
 * no others. Where a finding is an error, nothing is written. With `write: false` the files are in the result alone.
 *
 * Rejects with a TypeError for options that can't be, and where the machine refuses to write; such an error has
 * `path`, `reason` and often a `suggestion`.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  return (await loaded()).runBuild(options);
}

/**
 * Compares the output that is there with what the declarations give, as `monitorgen build --check` does: a finding for
 * each file that is stale, missing, left over or edited by hand. Writes nothing.
 *
 * Rejects as `build` does.
 */
export async function check(options: OutputOptions): Promise<ProjectResult> {
  return (await loaded()).runCheck(options);
}

/**
 * Judges rules, configurations of Alertmanager with their templates, dashboards and runbooks that people wrote, as
 * `monitorgen check` does: together, and against the metrics that tenants declare where there are any. Writes nothing.
 *
 * Rejects with a TypeError for options that can't be. What can't be read is a finding, no rejection.
 */
export async function checkFiles(options: FilesOptions): Promise<FilesResult> {
  return (await loaded()).runCheckFiles(options);
}
