import type { CompiledProject } from "../../project.ts";
import { refuseUnknown } from "../asked.ts";
import type { ProjectCommandOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { exitOf, resultJson, showFindings } from "../findings.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import { type Style, styleOf, wantsColor } from "../terminal/style.ts";
import { type Cell, table } from "../terminal/table.ts";
import type { ListName } from "./names.ts";
import { type Listed, type Row, rowsOf, type Value } from "./rows.ts";

/** Lists what is declared. */
export async function runList(what: ListName, options: ProjectCommandOptions, context: Context): Promise<Exit> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  // Who looks for what weighs too much, or what is called how, has something broken at hand.
  const project = await compileProject({
    ...selectionOf(options, context),
    evenIfBroken: true,
    progress: progress.step,
  });
  progress.end();
  refuseUnknown(project.diagnostics, options, context);
  const rows = rowsOf(what, listedOf(project, what === "environments"));
  if (options.format === "json") {
    context.stdout.write(resultJson({ [what]: rows }, project.diagnostics));
    return exitOf(project.diagnostics);
  }
  showFindings(project.diagnostics, project.sources, options, context);
  const isTerminal = context.stdout.isTerminal;
  context.stdout.write(renderRows(rows, styleOf(wantsColor({ flag: options.color, env: context.env, isTerminal }))));
  return exitOf(project.diagnostics);
}

/** Of each tenant, the program of the default environment, or the first; with `all`, every one. */
export function listedOf({ tenants }: CompiledProject, all = false): readonly Listed[] {
  return tenants.flatMap(({ programs, locate }) => {
    const main = programs.find(({ environment }) => environment.isDefault) ?? programs[0];
    const chosen = all ? programs : main === undefined ? [] : [main];
    return chosen.map((program) => ({ program, locate }));
  });
}

/** Rows as a table with headings; numbers to the right. Columns that say the same everywhere stay. */
export function renderRows(rows: readonly Row[], style: Style): string {
  const [first] = rows;
  if (first === undefined) return "";
  const headings = Object.keys(first);
  const head = headings.map((heading): Cell => ({ text: heading, paint: style.dim, ...aligned(first[heading]) }));
  const body = rows.map((row) =>
    headings.map((heading): Cell => ({ text: inWords(heading, row[heading] ?? ""), ...aligned(row[heading]) })),
  );
  return table([head, ...body]);
}

/** Columns that hold PromQL, of which a table shows the beginning. */
const EXPRESSIONS: readonly string[] = ["expression", "watches"];

function inWords(heading: string, value: Value): string {
  if (typeof value === "boolean") return value ? "yes" : "";
  // To wait no time is not to wait.
  if (value === "0s") return "";
  const text = typeof value === "object" ? value.join(", ") : String(value);
  return EXPRESSIONS.includes(heading) && text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function aligned(value: Value | undefined): Pick<Cell, "align"> {
  return typeof value === "number" ? { align: "right" } : {};
}
