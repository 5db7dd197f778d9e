import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { readNamed, shown } from "./files.ts";
import type { Loaded } from "./loaded.ts";
import { filesOf } from "./named-files.ts";
import { readYaml } from "./yaml.ts";
import { documentsOf } from "./yaml-stream.ts";

/** A file that a person wrote for a server: its text, and its data where it is YAML or JSON. */
export interface HandWritten extends Pick<Loaded, "locate"> {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly data?: unknown;
  /** Nobody named it, it lies in a folder. */
  readonly isFromFolder?: true;
  /** It is a further document of its file, and named with its number: `rules.yaml#2`. */
  readonly isLater?: true;
}

/** Files as far as they could be read, and why the others couldn't. */
export interface HandWrittenFiles {
  readonly files: readonly HandWritten[];
  /** The folders among what was named. */
  readonly folders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The most that is read of a file: generated rules of thousands of series have a few MiB. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** Endings of what is looked at in a folder. */
const IN_FOLDERS = /\.(ya?ml|rules?|json|tmpl|md)$/;

const HAS_NO_DATA = /\.(tmpl|md)$/;

/** Reads files that weren't made by monitorgen, and those in folders; names are as seen from `root`. */
export function loadHandWritten(root: string, cwd: string, paths: readonly string[]): HandWrittenFiles {
  const files: HandWritten[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  const asked = paths.map((one) => filesOf(resolve(cwd, one), (name) => IN_FOLDERS.test(name)));
  const byName = new Set(asked.flatMap(({ isFolder, path }) => (isFolder ? [] : [path])));
  for (const path of new Set(asked.flatMap((one) => one.files))) {
    const file = named(root, path);
    const read = readNamed(path, file, MOST_BYTES);
    if ("diagnostic" in read) {
      diagnostics.push(read.diagnostic);
      continue;
    }
    sources.set(file, read.text);
    for (const one of documents(file, read.text)) {
      if ("diagnostics" in one) diagnostics.push(...one.diagnostics);
      else files.push(byName.has(path) ? one : { ...one, isFromFolder: true });
    }
  }
  const folders = asked.filter(({ isFolder }) => isFolder).map(({ path }) => named(root, path));
  return { files, folders, diagnostics, sources };
}

function documents(file: string, text: string): readonly ReturnType<typeof handWritten>[] {
  if (HAS_NO_DATA.test(file)) return [handWritten(file, text)];
  const [first = "", ...others] = documentsOf(text);
  if (others.length === 0) return [handWritten(file, text)];
  // Beside what is meant for the servers, a stream may hold anything.
  const all = [first, ...others].map((one, index) => ({ ...handWritten(file, one), index }));
  return all.map(({ index, ...one }) => {
    if ("diagnostics" in one) return one;
    const place = index === 0 ? { file } : { file: `${file}#${index + 1}`, isLater: true as const };
    return { ...one, ...place, isFromFolder: true };
  });
}

/** A file from its text. */
export function handWritten(file: string, text: string): HandWritten | { readonly diagnostics: readonly Diagnostic[] } {
  if (HAS_NO_DATA.test(file)) {
    const lines = new SourceLines(text);
    const locate: Loaded["locate"] = ({ span = { start: 0, end: 0 } }) => lines.position(file, span.start, span.end);
    return { file, text, locate };
  }
  const document = readYaml(file, text);
  return "diagnostics" in document ? document : { file, text, ...document };
}

/** How a file is named, as seen from a folder; one outside of it by its path. */
export function named(root: string, path: string): string {
  const inside = relative(root, path);
  return shown(inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? path : inside);
}
