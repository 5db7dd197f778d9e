import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { linkOutside, notText, tooLarge, unreadable } from "../diagnostics/codes/load.ts";
import { type Diagnostic, diagnostic, type Position } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";

/** The most bytes that a file of a declaration may have. */
export const MOST_BYTES = 1024 * 1024;

/** The folder of all declarations, below the project's root. */
export const TENANTS = "tenants";

/** A text, or the finding that says why there is none. */
export type Read = { readonly text: string } | { readonly diagnostic: Diagnostic };

/** A path relative to the project's root, with forward slashes: how files are named in everything that people see. */
export function shown(path: string): string {
  return path.replaceAll(sep, "/");
}

/** The first character of a file, for findings about the whole of it. */
export function startOf(file: string): Position {
  return { file, line: 1, column: 1 };
}

/**
 * The path of a file after all symbolic links, relative to the root; undefined where that lies outside `tenants/`,
 * or where there is no such file.
 */
export function insideTenants(root: string, path: string): string | undefined {
  try {
    const below = relative(realpathSync(join(root, TENANTS)), realpathSync(join(root, path)));
    return below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below)
      ? undefined
      : shown(join(TENANTS, below));
  } catch {
    return undefined;
  }
}

/** Reads a file below `tenants/` as text, without its byte order mark; `path` is relative to the root. */
export function readText(root: string, path: string): Read {
  const at = startOf(path);
  const real = insideTenants(root, path);
  if (real === undefined) return { diagnostic: diagnostic(linkOutside, at, { path }) };
  return readNamed(join(root, real), path);
}

/** Reads any file as text, without its byte order mark; findings call it by a name. */
export function readNamed(file: string, name: string, most = MOST_BYTES): Read {
  const at = startOf(name);
  const path = name;
  try {
    const found = statSync(file);
    if (!found.isFile()) return { diagnostic: diagnostic(unreadable, at, { path, why: "it is no regular file" }) };
    if (found.size > most) {
      return { diagnostic: diagnostic(tooLarge, at, { path, bytes: found.size, most }) };
    }
    return decoded(path, readFileSync(file));
  } catch (error) {
    return { diagnostic: diagnostic(unreadable, at, { path, ...refusalOf(error, file, name) }) };
  }
}

function refusalOf(error: unknown, file: string, name: string): { readonly why: string; readonly meant?: string } {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ELOOP") return { why: "its symbolic links lead in a circle" };
  if (code !== "ENOENT") return { why: "the system does not let it be read" };
  const beside = namesBeside(file);
  if (beside.includes(basename(file))) return { why: "its symbolic link leads nowhere" };
  const meant = nearest(basename(file), beside);
  const why = "there is no such file or folder";
  return meant === undefined ? { why } : { why, meant: shown(join(dirname(name), meant)) };
}

function namesBeside(file: string): readonly string[] {
  const folder = dirname(file);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}

function decoded(file: string, bytes: Uint8Array): Read {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { diagnostic: diagnostic(notText, startOf(file), { found: "a byte that is no UTF-8" }) };
  }
  const zero = text.indexOf("\0");
  if (zero < 0) return { text };
  const at = new SourceLines(text).position(file, zero, zero + 1);
  return { diagnostic: diagnostic(notText, at, { found: "a NUL character" }) };
}
