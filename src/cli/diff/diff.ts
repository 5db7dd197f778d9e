import { compareProjects } from "../../diff/index.ts";
import { untilWritten } from "../build/until-written.ts";
import type { GlobalOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { exitOf, showFindings } from "../findings.ts";
import { type Selection, type SelectionOptions, selectionOf } from "../selection.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { type BaseOptions, baseOf } from "./base.ts";
import { diffJson } from "./json.ts";
import { diffMarkdown } from "./markdown.ts";
import { type States, statesOf } from "./states.ts";
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
    const found = await statesOf(base, selection, context);
    const { before, after } = found;
    check(found, selection, options.env === undefined ? "MONITORING_ENV" : `--env ${options.env}`);
    const diff = compareProjects(before, after, selection.environment);
    return { base, diff, before: before.project, after: after.project };
  } finally {
    process.off("exit", base.dispose);
    base.dispose();
  }
}

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
