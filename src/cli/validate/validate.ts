import { counts } from "../../diagnostics/reporters/pretty.ts";
import type { CompiledProject } from "../../project.ts";
import type { ProjectCommandOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { exitOf, resultJson, showFindings } from "../findings.ts";
import { listedOf } from "../list/list.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { count } from "../words.ts";

/** Checks the declarations and tells what was found. */
export async function runValidate(options: ProjectCommandOptions, context: Context): Promise<Exit> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const project = await compileProject({ ...selectionOf(options, context), progress: progress.step });
  progress.end();
  const { diagnostics, sources, tenants } = project;
  if (options.format === "json") {
    context.stdout.write(resultJson({ tenants: tenants.map(({ name }) => name) }, diagnostics));
    return exitOf(diagnostics);
  }
  showFindings(diagnostics, sources, options, context);
  if (exitOf(diagnostics) === 0) {
    const { green } = styleOf(
      wantsColor({ flag: options.color, env: context.env, isTerminal: context.stdout.isTerminal }),
    );
    context.stdout.write(`${green("✓")} ${validated(project)}\n`);
  }
  return exitOf(diagnostics);
}

/** `3 tenants in 2 environments: 81 alerts, 3 SLOs (production), no findings`: what `list` shows. */
export function validated(project: CompiledProject): string {
  const { tenants, environments, diagnostics } = project;
  const programs = listedOf(project).map(({ program }) => program);
  const total = (of: "alerts" | "slos"): number => programs.reduce((sum, program) => sum + program[of].length, 0);
  const [one] = programs;
  const where = environments.length > 1 && one !== undefined ? ` (${one.environment.name})` : "";
  const declared = `${count(tenants.length, "tenant")} in ${count(environments.length, "environment")}`;
  const found = diagnostics.length === 0 ? "no findings" : counts(diagnostics);
  return `${declared}: ${count(total("alerts"), "alert")}, ${count(total("slos"), "SLO")}${where}, ${found}`;
}
