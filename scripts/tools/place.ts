import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../../src/output/lock-holder.ts";
import { cacheFolder } from "./find.ts";
import type { Tool } from "./table.ts";
import { formatVersion, type Version } from "./version.ts";

/** Moves a finished binary to its place in the cache in one step, so that nobody ever runs half of it; returns the path. */
export function placeInCache(tool: Tool, version: Version, binary: string, env: NodeJS.ProcessEnv): string {
  const target = join(cacheFolder(tool, env), formatVersion(version), tool.name);
  mkdirSync(dirname(target), { recursive: true });
  const beside = `${target}.${process.pid}.new`;
  copyFileSync(binary, beside);
  chmodSync(beside, 0o755);
  renameSync(beside, target);
  return target;
}

/** Runs `work` in a fresh folder of the tool's cache and removes the folder whatever happens. */
export async function inWorkFolder<T>(
  tool: Pick<Tool, "name">,
  env: NodeJS.ProcessEnv,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = cacheFolder(tool, env);
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, ".work-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function holderOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs `work` while no other process installs the same tool: a second run waits for the first instead of building too.
 * The lock of a process that died is taken over.
 */
export async function oneAtATime<T>(
  tool: Pick<Tool, "name">,
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const lock = join(cacheFolder(tool, env), ".lock");
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder !== undefined && !isAlive(holder)) rmSync(lock, { force: true });
    if (!told && holder !== undefined) say(`${tool.name}: waiting for process ${holder}, which installs it`);
    told ||= holder !== undefined;
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
