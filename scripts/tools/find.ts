import { accessSync, constants, globSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { run } from "../steps/run-command.ts";
import type { Tool } from "./table.ts";
import { compareVersions, formatVersion, parseVersion, printedVersion, type Version } from "./version.ts";

/** A tool that can be run. `version` is undefined only for an override that prints none. */
export interface Found {
  readonly path: string;
  readonly version: Version | undefined;
  /** Where it was found: an environment variable's name, `PATH`, `cache`, `Debian` or `Go`. */
  readonly from: string;
}

/** A tool that was not found, with what was tried; `final` when an override is wrong, so that nothing else may replace it. */
export interface Missing {
  readonly tried: readonly string[];
  readonly final?: boolean;
}

/** Where and for what to look: the environment and whether only the newest pinned version will do. */
export interface Search {
  readonly env: NodeJS.ProcessEnv;
  readonly newest: boolean;
}

/** The search that the environment asks for (`MONITORGEN_TOOLS=newest`). */
export function searchFrom(env: NodeJS.ProcessEnv): Search {
  return { env, newest: env["MONITORGEN_TOOLS"] === "newest" };
}

/** The folder of a tool in the user's cache, one folder a version below it. */
export function cacheFolder(tool: Pick<Tool, "name">, env: NodeJS.ProcessEnv): string {
  return join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "monitorgen", tool.name);
}

/** True when something was found that can be run. */
export function isFound(result: Found | Missing): result is Found {
  return "path" in result;
}

/** `promtool 3.15.0 (cache)`. */
export function describeFound(tool: Tool, found: Found): string {
  return `${tool.name} ${found.version ? formatVersion(found.version) : "of unknown version"} (${found.from})`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What a binary says its version is; undefined when it says none or does not run. */
export async function askVersion(path: string): Promise<Version | undefined> {
  for (const question of ["--version", "version"]) {
    const { stdout, stderr } = await run(path, [question]);
    const version = printedVersion(`${stdout}\n${stderr}`);
    if (version) return version;
  }
  return undefined;
}

/** The oldest version that this search accepts, and why. */
export function demanded(tool: Tool, search: Search): { version: Version; because: string } {
  return search.newest
    ? { version: tool.newest, because: "MONITORGEN_TOOLS=newest" }
    : { version: tool.lowest, because: tool.because };
}

/** The sentence for a version that will not do; undefined when it will. */
export function tooOld(tool: Tool, version: Version, search: Search): string | undefined {
  const least = demanded(tool, search);
  if (compareVersions(version, least.version) >= 0) return undefined;
  return `${formatVersion(version)} is older than ${formatVersion(least.version)} (${least.because})`;
}

async function fromOverride(tool: Tool, path: string, search: Search): Promise<Found | Missing> {
  if (!isExecutable(path)) return { tried: [`${tool.environment}=${path} is no program`], final: true };
  const version = await askVersion(path);
  const problem = version && tooOld(tool, version, search);
  if (problem) return { tried: [`${tool.environment}=${path}: ${problem}`], final: true };
  return { path, version, from: tool.environment };
}

async function fromFolders(
  tool: Tool,
  search: Search,
  folders: readonly string[],
  from: string,
): Promise<Found | Missing> {
  const tried: string[] = [];
  const names = new Set([tool.name, ...(tool.debian ? [basename(tool.debian.path)] : [])]);
  for (const path of folders.flatMap((folder) => [...names].map((name) => join(folder, name)))) {
    if (!isExecutable(path)) continue;
    const version = await askVersion(path);
    const problem = version ? tooOld(tool, version, search) : "prints no version";
    if (version && !problem) return { path, version, from };
    tried.push(`${path}: ${problem}`);
  }
  return { tried: tried.length > 0 ? tried : [`not in ${from}`] };
}

/** PATH, then the folders that distributions use; a pinned tool must be our own build. */
async function fromSystem(tool: Tool, search: Search): Promise<Found | Missing> {
  if (search.newest && tool.go) return { tried: [] };
  const path = (search.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const inPath = await fromFolders(tool, search, path, "PATH");
  if (isFound(inPath) || !tool.folders) return inPath;
  const installed = tool.folders
    .flatMap((pattern) => globSync(pattern))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const elsewhere = await fromFolders(tool, search, installed, tool.folders.join(", "));
  return isFound(elsewhere) ? elsewhere : { tried: [...inPath.tried, ...elsewhere.tried] };
}

function versionsIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function fromCache(tool: Tool, search: Search): Found | Missing {
  const folder = cacheFolder(tool, search.env);
  const usable = versionsIn(folder)
    .map((name) => ({ path: join(folder, name, tool.name), version: parseVersion(name) }))
    .flatMap(({ path, version }) => (version && isExecutable(path) ? [{ path, version, from: "cache" }] : []))
    .filter(({ version }) => !tooOld(tool, version, search))
    .sort((left, right) => compareVersions(right.version, left.version));
  return usable[0] ?? { tried: [`none in ${folder}`] };
}

/** Looks for a tool without installing anything: the override, `PATH` and folders of distributions, the cache; the newest in the cache wins. */
export async function findTool(tool: Tool, search: Search): Promise<Found | Missing> {
  const override = search.env[tool.environment];
  if (override) return fromOverride(tool, override, search);
  const inSystem = await fromSystem(tool, search);
  if (isFound(inSystem)) return inSystem;
  const inCache = fromCache(tool, search);
  return isFound(inCache) ? inCache : { tried: [...inSystem.tried, ...inCache.tried] };
}
