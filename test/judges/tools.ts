import { inject } from "vitest";
import { type Finished, run } from "../../scripts/steps/run-command.ts";
import type { ToolName } from "../../scripts/tools/table.ts";
import type {} from "./setup.ts";

/** Where a judge runs (the folder that its relative paths mean) and what it reads on stdin. */
export interface JudgeOptions {
  readonly cwd?: string;
  readonly stdin?: string;
}

/** Why a tool cannot be asked, or undefined when it is here: `describe.skipIf(missing("amtool"))`. */
export function missing(name: ToolName): string | undefined {
  const tool = inject("tools")[name];
  if (!tool) return `${name} is no tool of the table`;
  return "missing" in tool ? tool.missing : undefined;
}

/** The path of a tool's or a server's program; throws when it isn't here. */
export function pathOf(name: ToolName): string {
  const tool = inject("tools")[name];
  if (!tool || "missing" in tool) throw new Error(`${name} is missing (${missing(name)}); type: npm run tools`);
  return tool.path;
}

/** Runs promtool; the status is 0 when it accepts everything. */
export async function promtool(args: readonly string[], options: JudgeOptions = {}): Promise<Finished> {
  return run(pathOf("promtool"), args, options);
}

/** Runs amtool; the status is 0 when it accepts everything. */
export async function amtool(args: readonly string[], options: JudgeOptions = {}): Promise<Finished> {
  return run(pathOf("amtool"), args, options);
}
