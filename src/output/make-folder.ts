import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { codeOf } from "./failure.ts";

/**
 * Makes a folder, and those above it that aren't there; one that is there stays as it is. Not by mkdir's `recursive`:
 * Node tries for ever where the system says ENOENT of a place whose parent is there, as below /proc, and says ENOENT
 * itself of a file system that is read-only.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST" && isFolder(folder)) return;
    if (code !== "ENOENT" || isFolder(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    makeFolder(folder);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
