import { existsSync } from "node:fs";
import { join } from "node:path";
import { TENANTS } from "../../load/files.ts";
import type { CompiledProject } from "../../project.ts";
import { checkFiles, type FilesChecked } from "../../project-files.ts";
import { refuseUnknown } from "../asked.ts";
import type { CheckCommandOptions, ReportCommandOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { tell } from "../report.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import type { Style } from "../terminal/style.ts";
import { count } from "../words.ts";
import { compileLightly } from "./light.ts";

/** Judges hand-written files and tells what was found. */
export async function runCheck(
  paths: readonly string[],
  options: CheckCommandOptions,
  context: Context,
): Promise<Exit> {
  const selection = selectionOf(options, context);
  const project = await projectOf(selection.root, options, context);
  const checked = checkFiles({
    root: selection.root,
    cwd: context.cwd,
    paths,
    project,
    tenants: options.tenant,
    metrics: options.metrics,
    onRead: compileLightly,
  });
  const { files, diagnostics, sources } = checked;
  const outcome = {
    diagnostics,
    sources,
    root: selection.root,
    result: { files },
    passed: files
      .filter((file) => !diagnostics.some(({ at }) => at.file === file))
      .map((name) => ({ suite: "files", group: "file", name })),
    words: ({ green }: Style) => {
      const warnings = diagnostics.filter(({ kind }) => kind.severity !== "error").length;
      if (warnings < diagnostics.length) return "";
      const found = warnings === 0 ? "no findings" : count(warnings, "warning");
      return `${green("✓")} ${inWords(checked, project, options.metrics)}: ${found}\n`;
    },
  };
  return tell(outcome, options, context);
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

const NAMES = {
  rules: "file of rules",
  alertmanager: "Alertmanager",
  dashboard: "dashboard",
  template: "file of templates",
  runbook: "runbook",
} as const;

function inWords({ counts, rules }: FilesChecked, project: CompiledProject | undefined, metrics?: string): string {
  const files = (Object.keys(NAMES) as readonly (keyof typeof NAMES)[]).flatMap((sort) =>
    counts[sort] === 0 ? [] : [counts[sort] === 1 ? `1 ${NAMES[sort]}` : `${counts[sort]} ${plural(NAMES[sort])}`],
  );
  const declared = project === undefined ? [] : [count(project.tenants.length, "tenant")];
  const all = [...declared, ...(metrics === undefined ? [] : [metrics])];
  const against = all.length === 0 ? "no project" : all.join(" and ");
  return `${files.join(", ")} with ${count(rules, "rule")}, against ${against}`;
}

function plural(name: string): string {
  return name.startsWith("file ") ? name.replace("file", "files") : `${name}s`;
}
