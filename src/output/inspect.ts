import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "./failure.ts";
import { sha256Of } from "./manifest.ts";

/** What stands at a path below a folder. Links are seen, and never followed. */
export type Found =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly sha256: string }
  /** Files below it, relative to where the path began. */
  | { readonly kind: "folder"; readonly files: readonly string[] }
  | { readonly kind: "other" }
  /** `at` is the path itself or a folder on the way. */
  | { readonly kind: "link"; readonly at: string }
  /** A file stands where a folder on the way must be. */
  | { readonly kind: "blocked"; readonly at: string };

/** Looks at a path below `folder`, name by name from the top. */
export function inspect(folder: string, path: string): Found {
  const names = path.split("/");
  for (let depth = 1; depth < names.length; depth++) {
    const at = names.slice(0, depth).join("/");
    const kind = kindOf(join(folder, at));
    if (kind === "absent") return { kind };
    if (kind === "link") return { kind, at };
    if (kind !== "folder") return { kind: "blocked", at };
  }
  return whole(folder, path);
}

function whole(folder: string, path: string): Found {
  const kind = kindOf(join(folder, path));
  if (kind === "link") return { kind, at: path };
  if (kind === "file") return unlessGone<Found>({ kind: "absent" }, () => fileAt(join(folder, path)));
  return kind === "folder" ? { kind, files: filesBelow(folder, path) } : { kind };
}

/** Reads something that another build may take away between two looks at it. */
export function unlessGone<T>(absent: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return absent;
    throw error;
  }
}

function fileAt(path: string): Found {
  return { kind: "file", sha256: sha256Of(readFileSync(path)) };
}

/** What a name stands for, itself and not what it may link to. */
export function kindOf(path: string): "absent" | "file" | "folder" | "link" | "other" {
  try {
    const found = lstatSync(path);
    if (found.isSymbolicLink()) return "link";
    if (found.isFile()) return "file";
    return found.isDirectory() ? "folder" : "other";
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "absent";
    throw error;
  }
}

/** All that lies below a folder and is no folder itself, sorted, with forward slashes, links included but not followed. */
export function filesBelow(folder: string, path = ""): readonly string[] {
  const files: string[] = [];
  for (const entry of unlessGone([], () => readdirSync(join(folder, path), { withFileTypes: true }))) {
    const below = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) files.push(...filesBelow(folder, below));
    else files.push(below);
  }
  return files.sort();
}
