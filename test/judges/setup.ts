import type { TestProject } from "vitest/node";
import { isFound, searchFrom } from "../../scripts/tools/find.ts";
import { findAll } from "../../scripts/tools/install.ts";
import { type Tool, tools } from "../../scripts/tools/table.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The path of each tool that is here, and why each other one is not. */
    tools: Readonly<Record<string, { readonly path: string } | { readonly missing: string }>>;
  }
}

/** Looks for the tools once for all test files. It installs none: that takes minutes and is what `npm run tools` does. */
export default function setup(project: TestProject): Promise<void> {
  return provide(tools, project);
}

/** Tells test files which of these tools are here. */
export async function provide(tools: readonly Tool[], project: TestProject): Promise<void> {
  const found = await findAll(tools, searchFrom(process.env));
  const entries = found.map(({ tool, result }) => [
    tool.name,
    isFound(result) ? { path: result.path } : { missing: result.tried.join("; ") },
  ]);
  project.provide("tools", Object.fromEntries(entries));
}
