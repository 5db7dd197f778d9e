import { join } from "node:path";
import type { BuildPlace } from "../../build-place.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Passed } from "../../diagnostics/reporters/junit.ts";
import type { GeneratedProject } from "../../project.ts";
import { type BuildRequest, checkProject, writeProject } from "../../project-output.ts";
import { refuseUnknown } from "../asked.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { exitOf } from "../findings.ts";
import { tell } from "../report.ts";
import type { Selection } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import type { Style } from "../terminal/style.ts";
import { alertsInOrder } from "../validate/passed.ts";
import { count } from "../words.ts";
import { shownPath } from "./folders.ts";
import type { BuildOptions } from "./options.ts";
import { renderSummary } from "./render-summary.ts";
import { type Summary, summaryOf } from "./summary.ts";
import { thriftForMany } from "./thrift.ts";
import { untilWritten } from "./until-written.ts";

/** What came of a whole build. */
export interface Built {
  readonly exit: Exit;
  /** What was written, and the folders that hold it now; nothing where there was something to find. */
  readonly clean?: {
    readonly summary: Summary;
    readonly folders: readonly string[];
    /** The last day on which nothing is found. */
    readonly until: string | undefined;
  };
}

/** Builds: the declarations in, the output written, or compared with what is there. */
export async function buildWhole(
  options: BuildOptions,
  selection: Selection,
  place: BuildPlace,
  context: Context,
): Promise<Built> {
  const { generateProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const save = thriftForMany();
  const step = (text: string) => {
    save(text);
    return progress.step(text);
  };
  const project = await generateProject({ ...selection, progress: step });
  progress.end();
  refuseUnknown(project.diagnostics, options, context);
  progress.step(`${options.check ? "reading" : "writing"} ${place.shown}`);
  const request = { ...selection, place };
  const result: Result = options.check
    ? { diagnostics: await checkProject(project, request) }
    : await written(project, request, options, context);
  progress.end();
  const outcome = {
    diagnostics: result.diagnostics,
    sources: project.sources,
    root: selection.root,
    result: result.summary ?? {},
    passed: [...alertsInOrder(project), ...foldersUpToDate(project, result.diagnostics, place.shown)],
    words: (style: Style) => inWords(result, project, options.check === true, style),
  };
  const exit = tell(outcome, options, context);
  const { diagnostics, summary } = result;
  if (summary === undefined || diagnostics.length > 0) return { exit };
  const [until] = project.tenants.flatMap(({ suppressions }) => suppressions.until ?? []).sort();
  return { exit, clean: { summary, until, folders: project.generated.map(({ folder }) => join(place.root, folder)) } };
}

interface Result {
  readonly diagnostics: readonly Diagnostic[];
  /** Nothing where nothing was written. */
  readonly summary?: Summary;
}

async function written(
  project: GeneratedProject,
  request: BuildRequest,
  { root, env }: BuildOptions,
  { cwd }: Context,
): Promise<Result> {
  const { folders, diagnostics } = await untilWritten(() => writeProject(project, request));
  const shownFrom = (folder: string): string => shownPath(cwd, join(request.place.root, folder));
  const repeated = [
    ...(root === undefined ? [] : [`--root ${shellWord(root)}`]),
    ...(env === undefined ? [] : [`--env ${env}`]),
  ];
  return {
    diagnostics,
    ...(folders.length > 0 && {
      summary: summaryOf(project.generated, folders, shownFrom, repeated, request.tenants !== undefined),
    }),
  };
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Folders without a file that differs from what is declared now. */
function foldersUpToDate(
  { generated }: GeneratedProject,
  diagnostics: readonly Diagnostic[],
  shown: string,
): readonly Passed[] {
  const places = generated.map(({ folder }) => `${shown}/${folder}`);
  return places
    .filter((place) => !diagnostics.some(({ at: { file } }) => file === place || file.startsWith(`${place}/`)))
    .map((place) => ({ suite: "output", group: "folder", name: place }));
}

function inWords(
  { diagnostics, summary }: Result,
  { generated }: GeneratedProject,
  check: boolean,
  style: Style,
): string {
  if (summary !== undefined) return renderSummary(summary, style);
  if (!check || exitOf(diagnostics) !== 0) return "";
  const files = generated.reduce((sum, { artifacts }) => sum + artifacts.length, 0);
  return `${style.green("✓")} up to date: ${count(files, "file")} in ${count(generated.length, "folder")}\n`;
}
