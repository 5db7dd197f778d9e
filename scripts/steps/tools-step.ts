import { describeFound, type Found, isFound, type Missing, searchFrom } from "../tools/find.ts";
import { findOrInstall, howToInstall } from "../tools/install.ts";
import type { Tool } from "../tools/table.ts";
import type { Outcome, Step } from "./step.ts";

/** Says what became of one tool: found, missing and fatal, or missing and only named. */
export function judgeTool(tool: Tool, result: Found | Missing, requireAll: boolean): Outcome {
  if (isFound(result)) return { state: "ok", figure: describeFound(tool, result) };
  const figure = result.tried.join("; ");
  const fatal = tool.required || requireAll || result.final === true;
  return { state: fatal ? "failed" : "skipped", figure, details: howToInstall(tool) };
}

/** Finds or installs each tool, and tells later steps through the environment which to use. */
export function toolSteps(tools: readonly Tool[], env: NodeJS.ProcessEnv, say: (text: string) => void): Step[] {
  return tools.map((tool) => ({
    name: tool.name,
    run: async () => {
      const result = await findOrInstall(tool, searchFrom(env), say);
      if (isFound(result)) env[tool.environment] = result.path;
      return judgeTool(tool, result, env["MONITORGEN_REQUIRE_ALL"] === "1");
    },
  }));
}
