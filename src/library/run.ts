import { existsSync } from "node:fs";
import { join } from "node:path";
import { TENANTS } from "../load/files.ts";
import { compileProject, generateProject } from "../project.ts";
import { checkFiles } from "../project-files.ts";
import { checkProject, writeProject } from "../project-output.ts";
import type { BuildOptions, FilesOptions, OutputOptions, ProjectOptions } from "./options.ts";
import { builtFolders, declaredTenants, projectResult } from "./plain.ts";
import { checkOptions, internalOptions, placeOf } from "./read-options.ts";
import type { BuildResult, FilesResult, ProjectResult, ValidateResult } from "./result.ts";

const PROJECT = ["root", "tenants", "environment", "today", "onProgress"] as const;
const OUTPUT = [...PROJECT, "out"] as const;

/** What `validate` does, once it is called. */
export async function runValidate(options: ProjectOptions): Promise<ValidateResult> {
  checkOptions("validate", options, PROJECT);
  const project = await compileProject(internalOptions(options));
  return { ...projectResult(project.diagnostics, project), tenants: declaredTenants(project) };
}

/** What `check` does, once it is called. */
export async function runCheck(options: OutputOptions): Promise<ProjectResult> {
  checkOptions("check", options, OUTPUT);
  const place = placeOf("check", options);
  const project = await generateProject(internalOptions(options));
  return projectResult(await checkProject(project, { ...options, place }), project);
}

/** What `build` does, once it is called. */
export async function runBuild(options: BuildOptions): Promise<BuildResult> {
  checkOptions("build", options, [...OUTPUT, "write"]);
  const place = placeOf("build", options);
  const project = await generateProject(internalOptions(options));
  const { diagnostics, folders } =
    options.write === false
      ? { diagnostics: project.diagnostics, folders: [] }
      : await writeProject(project, { ...options, place });
  const result = projectResult(diagnostics, project);
  return {
    ...result,
    tenants: declaredTenants(project),
    folders: result.ok ? builtFolders(project, place, folders) : [],
  };
}

/** What `checkFiles` does, once it is called. */
export async function runCheckFiles(options: FilesOptions): Promise<FilesResult> {
  checkOptions("checkFiles", options, [...PROJECT, "files", "metrics"]);
  const internal = internalOptions(options);
  const isProject = existsSync(join(internal.root, TENANTS)) || options.tenants !== undefined;
  const project = isProject ? await compileProject(internal) : undefined;
  const { diagnostics, sources, files, rules } = checkFiles({
    root: internal.root,
    cwd: process.cwd(),
    paths: options.files,
    project,
    tenants: internal.tenants,
    metrics: options.metrics,
  });
  return { ...projectResult(diagnostics, { sources }), files, rules };
}
