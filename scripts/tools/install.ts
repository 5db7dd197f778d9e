import { type Found, findTool, isFound, type Missing, type Search } from "./find.ts";
import { installFromDebian } from "./from-debian.ts";
import { installFromGo } from "./from-go.ts";
import { oneAtATime } from "./place.ts";
import type { Tool } from "./table.ts";

function waysTo(tool: Tool, search: Search): Array<typeof installFromGo> {
  return [
    ...(tool.debian && !(search.newest && tool.go) ? [installFromDebian] : []),
    ...(tool.go ? [installFromGo] : []),
  ];
}

async function install(
  tool: Tool,
  search: Search,
  before: Missing,
  say: (text: string) => void,
): Promise<Found | Missing> {
  const tried = [...before.tried];
  for (const from of waysTo(tool, search)) {
    const result = await from(tool, search, say);
    if (isFound(result)) return result;
    say(`${tool.name}: ${result.tried.join("; ")}`);
    tried.push(...result.tried);
  }
  return { tried };
}

/** Finds a tool, or installs it into the user's cache: from the distribution's package, else by building it. */
export async function findOrInstall(tool: Tool, search: Search, say: (text: string) => void): Promise<Found | Missing> {
  const found = await findTool(tool, search);
  if (isFound(found) || found.final) return found;
  return oneAtATime(tool, search.env, say, async () => {
    const meanwhile = await findTool(tool, search);
    return isFound(meanwhile) ? meanwhile : install(tool, search, meanwhile, say);
  });
}

/** These tools, found or not, without installing any. */
export function findAll(
  tools: readonly Tool[],
  search: Search,
): Promise<Array<{ tool: Tool; result: Found | Missing }>> {
  return Promise.all(tools.map(async (tool) => ({ tool, result: await findTool(tool, search) })));
}

/** What to type when a tool cannot be had by itself. */
export function howToInstall(tool: Tool): string {
  return `install ${tool.name} ${tool.lowest.join(".")} or newer and put it in PATH, or set ${tool.environment}=/path/to/${tool.name}`;
}
