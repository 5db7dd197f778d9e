import { readRouting } from "../../routing/read-config.ts";
import { configEntry } from "../../targets/alertmanager/config.ts";
import { refuseUnknown } from "../asked.ts";
import type { Context } from "../context.ts";
import { type Exit, UsageError } from "../exit.ts";
import { exitOf, resultJson, showFindings } from "../findings.ts";
import { listedOf } from "../list/list.ts";
import type { Listed } from "../list/rows.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import type { RoutesOptions } from "./options.ts";
import { type RouteRow, routeRows } from "./rows.ts";
import { routesTable, routesTsv } from "./show.ts";

/** Shows whom each alert wakes, when, and what keeps it silent. */
export async function runRoutes(options: RoutesOptions, context: Context): Promise<Exit> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const project = await compileProject({ ...selectionOf(options, context), progress: progress.step });
  progress.end();
  refuseUnknown(project.diagnostics, options, context);
  const listed = listedOf(project);
  const rows = listed.flatMap((one) => rowsOf(one, options));
  if (rows.length === 0 && listed.length > 0) refuseLabels(options);
  if (options.format === "json") {
    context.stdout.write(resultJson({ routes: rows }, project.diagnostics));
    return exitOf(project.diagnostics);
  }
  showFindings(project.diagnostics, project.sources, options, context);
  const { isTerminal, columns } = context.stdout;
  const style = styleOf(wantsColor({ flag: options.color, env: context.env, isTerminal }));
  const text = options.format === "tsv" ? routesTsv(rows) : routesTable(rows, style, Math.min(columns ?? 100, 140));
  context.stdout.write(text);
  return exitOf(project.diagnostics);
}

function rowsOf({ program }: Listed, options: RoutesOptions): readonly RouteRow[] {
  const { config } = readRouting(configEntry(program, [program]));
  return config === undefined ? [] : routeRows(program, config, options);
}

function refuseLabels({ label = {} }: RoutesOptions): void {
  const asked = Object.entries(label).map(([name, value]) => `${name}=${value}`);
  if (asked.length === 0) return;
  throw new UsageError(`no alert can have ${asked.join(" and ")}`, "monitorgen test routes --format tsv shows labels");
}
