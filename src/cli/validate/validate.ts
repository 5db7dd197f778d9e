import { counts } from "../../diagnostics/reporters/pretty.ts";
import type { CompiledProject } from "../../project.ts";
import { refuseUnknown } from "../asked.ts";
import type { ReportCommandOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";
import { exitOf } from "../findings.ts";
import { listedOf } from "../list/list.ts";
import { tell } from "../report.ts";
import { selectionOf } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import type { Style } from "../terminal/style.ts";
import { count } from "../words.ts";
import { alertsInOrder } from "./passed.ts";

/** Checks the declarations and tells what was found. */
export async function runValidate(options: ReportCommandOptions, context: Context): Promise<Exit> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const selection = selectionOf(options, context);
  const project = await compileProject({ ...selection, progress: progress.step });
  progress.end();
  const { diagnostics, sources, tenants } = project;
  refuseUnknown(diagnostics, options, context);
  const outcome = {
    diagnostics,
    sources,
    root: selection.root,
    result: { tenants: tenants.map(({ name }) => name) },
    passed: alertsInOrder(project),
    words: ({ green }: Style) => (exitOf(diagnostics) === 0 ? `${green("✓")} ${validated(project)}\n` : ""),
  };
  return tell(outcome, options, context);
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
