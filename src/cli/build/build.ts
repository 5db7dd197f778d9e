import type { Context } from "../context.ts";
import { EXIT, type Exit } from "../exit.ts";
import { resultJson } from "../findings.ts";
import { selectionOf } from "../selection.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { placeOf } from "./folders.ts";
import type { BuildOptions } from "./options.ts";
import { Recollection } from "./recollection.ts";
import { renderSummary } from "./render-summary.ts";
import type { Summary } from "./summary.ts";

/** Builds, unless nothing has changed since this was built last: then what was said is said again. */
export async function runBuild(options: BuildOptions, context: Context): Promise<Exit> {
  const selection = selectionOf(options, context);
  const place = placeOf(selection.root, context.cwd, options.out);
  const recollection = Recollection.of(options, selection, place, context);
  const known = recollection?.summary();
  if (known !== undefined) return repeated(known, options, context);
  const solutions = recollection?.begin();
  const { buildWhole } = await import("./whole-build.ts");
  const { exit, clean } = await buildWhole(options, { ...selection, ...(solutions && { solutions }) }, place, context);
  if (solutions !== undefined) recollection?.keepSolutions(solutions);
  if (clean !== undefined) recollection?.keep(clean.summary, clean.folders, clean.until);
  return exit;
}

function repeated(summary: Summary, { format, color }: BuildOptions, { stdout, env }: Context): Exit {
  const isJson = format === "json";
  const style = styleOf(wantsColor({ flag: color, env, isTerminal: stdout.isTerminal }));
  stdout.write(isJson ? resultJson(summary, []) : renderSummary(summary, style));
  return EXIT.fine;
}
