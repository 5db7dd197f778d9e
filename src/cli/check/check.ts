import { existsSync } from "node:fs";
import { join } from "node:path";
import { nothingJudged } from "../../diagnostics/codes/files.ts";
import {
  compareDiagnostics,
  type Diagnostic,
  diagnostic,
  located,
  type Place,
  type Position,
} from "../../diagnostics/diagnostic.ts";
import { startOf, TENANTS } from "../../load/files.ts";
import { type HandWritten, type HandWrittenFiles, loadHandWritten } from "../../load/hand-written.ts";
import { nobodysProgram } from "../../program/nobody.ts";
import type { CompiledProject } from "../../project.ts";
import { sortOf } from "../../verify/files/document.ts";
import { type FilesJudged, judgeFiles } from "../../verify/files/index.ts";
import { refuseUnknown } from "../asked.ts";
import type { ReportCommandOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { listedOf } from "../list/list.ts";
import { tell } from "../report.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import type { Style } from "../terminal/style.ts";
import { count } from "../words.ts";
import { compileLightly } from "./light.ts";

/** Judges hand-written files and tells what was found. */
export async function runCheck(
  paths: readonly string[],
  options: ReportCommandOptions,
  context: Context,
): Promise<Exit> {
  const selection = selectionOf(options, context);
  const project = await projectOf(selection.root, options, context);
  const loaded = loadHandWritten(selection.root, context.cwd, paths);
  compileLightly(loaded.files.length);
  const judged = judge(loaded.files, project, options.tenant);
  // What else is to be said of the declarations, validate says.
  const broken = (project?.diagnostics ?? []).filter(({ kind }) => kind.severity === "error");
  const diagnostics = [...broken, ...loaded.diagnostics, ...judged.diagnostics, ...withoutAnything(loaded)].sort(
    compareDiagnostics,
  );
  const files = loaded.files.filter(({ isLater }) => isLater !== true).map(({ file }) => file);
  const outcome = {
    diagnostics,
    sources: new Map([...(project?.sources ?? []), ...loaded.sources]),
    root: selection.root,
    result: { files },
    passed: files
      .filter((file) => !diagnostics.some(({ at }) => at.file === file))
      .map((name) => ({ suite: "files", group: "file", name })),
    words: ({ green }: Style) => {
      const warnings = diagnostics.filter(({ kind }) => kind.severity !== "error").length;
      if (warnings < diagnostics.length) return "";
      const found = warnings === 0 ? "no findings" : count(warnings, "warning");
      return `${green("✓")} ${inWords(judged, project)}: ${found}\n`;
    },
  };
  return tell(outcome, options, context);
}

/** Folders in which nothing is that is judged, nor anything that can't be read. */
function withoutAnything({ files, folders, diagnostics }: HandWrittenFiles): readonly Diagnostic[] {
  const seen = [...files.filter((one) => sortOf(one) !== undefined), ...diagnostics.map(({ at }) => at)];
  return folders
    .filter((folder) => !seen.some(({ file }) => folder === "" || file.startsWith(`${folder}/`)))
    .map((folder) => diagnostic(nothingJudged, startOf(folder || "."), { folder: folder || "this folder" }));
}

/** The project that declares what files may read; none where there are no tenants. */
async function projectOf(
  root: string,
  options: ReportCommandOptions,
  context: Context,
): Promise<CompiledProject | undefined> {
  if (!existsSync(join(root, TENANTS)) && options.tenant === undefined) return undefined;
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const project = await compileProject({ ...selectionOf(options, context), progress: progress.step });
  progress.end();
  refuseUnknown(project.diagnostics, options, context);
  return project;
}

/** Files, judged against a project or without one. */
export function judge(
  files: readonly HandWritten[],
  project: CompiledProject | undefined,
  tenants: readonly string[] = [],
): FilesJudged & { readonly diagnostics: readonly Diagnostic[] } {
  const byName = new Map(files.map((one) => [one.file, one]));
  const locate = (place: Place): Position => {
    const [file, ...path] = place.path;
    const found = byName.get(String(file));
    return found === undefined ? { file: String(file), line: 1, column: 1 } : found.locate({ ...place, path });
  };
  const programs = project === undefined ? [] : listedOf(project).map(({ program }) => program);
  const [tenant] = tenants;
  const judged = judgeFiles(files, {
    programs,
    nobody: nobodysProgram(),
    ...(tenant === undefined || tenants.length > 1 ? {} : { tenant }),
    told: (path) => {
      const { file, line } = locate({ path });
      return `${file}:${line}`;
    },
  });
  return { ...judged, diagnostics: judged.findings.map((one) => located(one, locate)) };
}

const NAMES = {
  rules: "file of rules",
  alertmanager: "Alertmanager",
  dashboard: "dashboard",
  template: "file of templates",
  runbook: "runbook",
} as const;

function inWords({ counts, rules }: FilesJudged, project: CompiledProject | undefined): string {
  const files = (Object.keys(NAMES) as readonly (keyof typeof NAMES)[]).flatMap((sort) =>
    counts[sort] === 0 ? [] : [counts[sort] === 1 ? `1 ${NAMES[sort]}` : `${counts[sort]} ${plural(NAMES[sort])}`],
  );
  const against = project === undefined ? "no project" : count(project.tenants.length, "tenant");
  return `${files.join(", ")} with ${count(rules, "rule")}, against ${against}`;
}

function plural(name: string): string {
  return name.startsWith("file ") ? name.replace("file", "files") : `${name}s`;
}
