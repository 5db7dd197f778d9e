import { readdirSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { readNamed, shown } from "./files.ts";
import type { Loaded } from "./loaded.ts";
import { readYaml } from "./yaml.ts";

/** A file that a person wrote for a server: its text, and its data where it is YAML or JSON. */
export interface HandWritten extends Pick<Loaded, "locate"> {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly data?: unknown;
  /** Nobody named it, it lies in a folder. */
  readonly isFromFolder?: true;
}

/** Files as far as they could be read, and why the others couldn't. */
export interface HandWrittenFiles {
  readonly files: readonly HandWritten[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** Generated rules of thousands of series have a few MiB. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Endings of what is looked at in a folder. */
const IN_FOLDERS = /\.(ya?ml|rules?|json|tmpl|md)$/;

/** Reads files that weren't made by monitorgen, and those in folders; names are as seen from `root`. */
export function loadHandWritten(root: string, cwd: string, paths: readonly string[]): HandWrittenFiles {
  const files: HandWritten[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  const asked = new Set(paths.map((one) => resolve(cwd, one)));
  for (const path of new Set([...asked].flatMap(below))) {
    const file = named(root, path);
    const read = readNamed(path, file, MOST_BYTES);
    if ("diagnostic" in read) {
      diagnostics.push(read.diagnostic);
      continue;
    }
    sources.set(file, read.text);
    const one = handWritten(file, read.text);
    if ("diagnostics" in one) diagnostics.push(...one.diagnostics);
    else files.push(asked.has(path) ? one : { ...one, isFromFolder: true });
  }
  return { files, diagnostics, sources };
}

/** A file from its text. */
export function handWritten(file: string, text: string): HandWritten | { readonly diagnostics: readonly Diagnostic[] } {
  if (/\.(tmpl|md)$/.test(file)) {
    const lines = new SourceLines(text);
    const locate: Loaded["locate"] = ({ span = { start: 0, end: 0 } }) => lines.position(file, span.start, span.end);
    return { file, text, locate };
  }
  const document = readYaml(file, text);
  return "diagnostics" in document ? document : { file, text, ...document };
}

function below(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && IN_FOLDERS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function named(root: string, path: string): string {
  const inside = relative(root, path);
  return shown(inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? path : inside);
}
