import { join } from "node:path";
import { nothingToWrite } from "../../diagnostics/codes/output.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkOutput, type OutputOptions, writeOutput } from "../../output/index.ts";
import type { GeneratedProject } from "../../project.ts";
import type { ProjectCommandOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { exitOf, resultJson, showFindings } from "../findings.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { count } from "../words.ts";
import { abandonedBy, buildPlace, outputFolders, shownPath } from "./folders.ts";
import { renderSummary } from "./render-summary.ts";
import { type Summary, summaryOf } from "./summary.ts";
import { untilWritten } from "./until-written.ts";

/** The options of `build`. */
export interface BuildOptions extends ProjectCommandOptions {
  readonly check?: boolean;
  readonly out?: string;
}

/** Builds: the declarations in, the output written, or compared with what is there. */
export async function runBuild(options: BuildOptions, context: Context): Promise<Exit> {
  const selection = selectionOf(options, context);
  const place = buildPlace(selection.root, context.cwd, options.out);
  const { generateProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const project = await generateProject({ ...selection, progress: progress.step });
  progress.step(`${options.check ? "reading" : "writing"} ${place.shown}`);
  const output: OutputOptions = {
    ...place,
    folders: outputFolders(project),
    isAbandoned: abandonedBy(selection, project),
  };
  const result = await (options.check ? checked(project, output) : written(project, output, options, context));
  progress.end();
  tell(result, project, options, context);
  return exitOf(result.diagnostics);
}

interface Result {
  readonly diagnostics: readonly Diagnostic[];
  /** Nothing where nothing was written. */
  readonly summary?: Summary;
}

function checked(project: GeneratedProject, output: OutputOptions): Result {
  const found = emptiness(project, output);
  return { diagnostics: [...project.diagnostics, ...(found ?? checkOutput(output))] };
}

async function written(
  project: GeneratedProject,
  output: OutputOptions,
  { root, env }: BuildOptions,
  { cwd }: Context,
): Promise<Result> {
  const found = emptiness(project, output);
  if (found !== undefined) return { diagnostics: [...project.diagnostics, ...found] };
  const { folders, diagnostics } = await untilWritten(() => writeOutput(output));
  const shownFrom = (folder: string): string => shownPath(cwd, join(output.root, folder));
  const repeated = [
    ...(root === undefined ? [] : [`--root ${shellWord(root)}`]),
    ...(env === undefined ? [] : [`--env ${env}`]),
  ];
  return {
    diagnostics: [...project.diagnostics, ...diagnostics],
    ...(diagnostics.length === 0 && { summary: summaryOf(project.generated, folders, shownFrom, repeated) }),
  };
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What keeps a build from writing anything: errors that are told already, or that nothing follows from what is declared. */
function emptiness(
  { diagnostics, generated }: GeneratedProject,
  { shown }: OutputOptions,
): readonly Diagnostic[] | undefined {
  if (exitOf(diagnostics) !== 0) return [];
  if (generated.length > 0) return undefined;
  return [diagnostic(nothingToWrite, { file: shown, line: 1, column: 1 }, { folder: shown })];
}

function tell(
  { diagnostics, summary }: Result,
  project: GeneratedProject,
  options: BuildOptions,
  context: Context,
): void {
  const { stdout, env } = context;
  if (options.format === "json") {
    stdout.write(resultJson(summary ?? {}, diagnostics));
    return;
  }
  showFindings(diagnostics, project.sources, options, context);
  const style = styleOf(wantsColor({ flag: options.color, env, isTerminal: stdout.isTerminal }));
  if (summary !== undefined) stdout.write(renderSummary(summary, style));
  else if (options.check && exitOf(diagnostics) === 0) {
    const files = project.generated.reduce((sum, { artifacts }) => sum + artifacts.length, 0);
    stdout.write(
      `${style.green("✓")} up to date: ${count(files, "file")} in ${count(project.generated.length, "folder")}\n`,
    );
  }
}
