import { setImmediate } from "node:timers/promises";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { compareProjects, type State } from "../../diff/index.ts";
import { type Discovered, discover } from "../../load/discover.ts";
import { touchedTenants } from "../../load/touched.ts";
import type { CompiledProject } from "../../project.ts";
import { untilWritten } from "../build/until-written.ts";
import type { GlobalOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { exitOf, showFindings } from "../findings.ts";
import { type Selection, type SelectionOptions, selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { type Base, type BaseOptions, baseOf } from "./base.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { diffText } from "./text.ts";
import type { Told } from "./told.ts";

/** The options of `diff`. */
export interface DiffOptions extends GlobalOptions, SelectionOptions, BaseOptions {
  readonly format: "text" | "markdown" | "json";
  readonly exitCode?: boolean;
}

/** Says what the declarations mean now that they didn't at the base. */
export async function runDiff(options: DiffOptions, context: Context): Promise<Exit> {
  const selection = selectionOf(options, context);
  const told = await untilWritten(() => comparedWithBase(options, selection, context));
  tell(told, options, context);
  if (exitOf(told.after.diagnostics) !== EXIT.fine) return EXIT.findings;
  return options.exitCode && told.diff.parts.length > 0 ? EXIT.findings : EXIT.fine;
}

// A signal that comes meanwhile is an exit, too, and leaves nothing behind.
async function comparedWithBase(options: DiffOptions, selection: Selection, context: Context): Promise<Told> {
  const base = baseOf(options, selection.root, context);
  process.once("exit", base.dispose);
  try {
    const found = await states(base, selection, context);
    const { before, after } = found;
    check(found, selection, options.env === undefined ? "MONITORING_ENV" : `--env ${options.env}`);
    const diff = compareProjects(before, after, selection.environment);
    return { base, diff, before: before.project, after: after.project };
  } finally {
    process.off("exit", base.dispose);
    base.dispose();
  }
}

interface States {
  readonly before: State;
  readonly after: State;
  /** All tenants of both, compared or not. */
  readonly known: readonly string[];
}

async function states(base: Base, { root, tenants }: Selection, context: Context): Promise<States> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const isMeant = (name: string): boolean => tenants === undefined || tenants.includes(name);
  const [now, old] = [discover(root), discover(base.root)];
  const all = [...new Set([...now.tenants, ...old.tenants].map(({ name }) => name))];
  const touched = touchedTenants(root, base.root, all).filter(isMeant);
  // Between two tenants, signals get in.
  const state = async (folder: string, found: Discovered, evenIfBroken: boolean, at = ""): Promise<State> => {
    const step = (name: string): Promise<void> => {
      progress.step(`${name}${at}`);
      return setImmediate();
    };
    const declared = found.tenants.map(({ name }) => name).filter((name) => touched.includes(name));
    if (found.tenants.length === 0 && evenIfBroken) return { project: NOTHING, declared };
    const options = { root: folder, evenIfBroken, progress: step };
    // A folder without any tenant is told as by every command.
    if (all.length === 0) return { project: await compileProject(options), declared };
    const project = await compileProject({ ...options, tenants: declared });
    const isNew = ({ kind, at }: Diagnostic): boolean =>
      !project.diagnostics.some((one) => one.kind.code === kind.code && one.at.file === at.file);
    const more = tenants === undefined ? found.diagnostics.filter(isNew) : [];
    return { project: { ...project, diagnostics: [...more, ...project.diagnostics] }, declared };
  };
  const after = await state(root, now, false);
  const before = await state(base.root, old, true, ` at ${base.name}`);
  progress.end();
  return { before, after, known: all };
}

const NOTHING: CompiledProject = { tenants: [], environments: [], diagnostics: [], sources: new Map() };

function check({ before, after, known }: States, { tenants = [], environment }: Selection, source: string): void {
  const unknown = tenants.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `--tenant ${unknown}: there is no such tenant, neither now nor at the base`,
      "monitorgen list",
    );
  }
  const environments = [before, after].flatMap(({ project }) => project.environments.map(({ name }) => name));
  if (environment === undefined || environments.length === 0 || environments.includes(environment)) return;
  const message = `${source}: there is no such environment, neither now nor at the base`;
  throw new UsageError(message, "monitorgen list environments");
}

function tell(told: Told, options: DiffOptions, context: Context): void {
  const { stdout, env } = context;
  if (options.format === "json") {
    stdout.write(diffJson(told));
    return;
  }
  showFindings(
    told.after.diagnostics.filter(({ kind }) => kind.severity === "error"),
    told.after.sources,
    options,
    context,
  );
  if (options.format === "markdown") {
    stdout.write(diffMarkdown(told));
    return;
  }
  const style = styleOf(wantsColor({ flag: options.color, env, isTerminal: stdout.isTerminal }));
  stdout.write(diffText(told, { style, width: Math.min(stdout.columns ?? 100, 120) }));
}
