import { globSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const SPECIFIER = /(?:\bfrom |\bimport\(|^import )"([^"]+)"/gm;

/**
 * Removes the declarations below a folder that no entry leads to, and returns those that stay, sorted. Throws
 * where one that stays needs a package: who installs us may not have it.
 */
export function keepReachable(folder: string, entries: readonly string[]): readonly string[] {
  const kept = new Set<string>();
  const pending = [...entries];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (kept.has(file)) continue;
    kept.add(file);
    pending.push(...importsOf(folder, file));
  }
  for (const file of globSync("**/*.d.ts", { cwd: folder })) if (!kept.has(file)) rmSync(join(folder, file));
  removeEmpty(folder);
  return [...kept].sort();
}

function importsOf(folder: string, file: string): readonly string[] {
  const text = readFileSync(join(folder, file), "utf8");
  return [...text.matchAll(SPECIFIER)].map(([, specifier = ""]) => {
    if (!specifier.startsWith(".")) throw new Error(`${file} is public and needs the types of ${specifier}`);
    return relative(folder, join(folder, dirname(file), specifier)).replace(/\.(?:js|ts)$/, ".d.ts");
  });
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
