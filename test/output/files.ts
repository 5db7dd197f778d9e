import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The project's root. */
export const root = join(import.meta.dirname, "../..");

/** The committed output. */
export const output = join(root, "output");

/** A committed file: its path below `output/`, with forward slashes. */
export interface Committed {
  readonly path: string;
  readonly file: string;
  readonly content: string;
}

/** The committed files whose paths match, sorted. */
export function committed(pattern: RegExp): readonly Committed[] {
  return readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: relative(output, file).split(sep).join("/") }))
    .filter(({ path }) => pattern.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((one) => ({ ...one, content: readFileSync(one.file, "utf8") }));
}
