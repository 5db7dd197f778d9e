import { parentsOf } from "./artifact-path.ts";
import type { Found } from "./inspect.ts";
import type { Known } from "./known.ts";

/** A file that must be there. */
export interface Wanted {
  readonly path: string;
  readonly content: string;
  readonly sha256: string;
}

/** Why a file must be written. */
export type Cause = "new" | "changed" | "deleted" | "hand-edited";

/** What must happen to a folder so that it holds what is wanted, and what stands in the way. */
export interface Plan {
  readonly writes: readonly (Wanted & { readonly cause: Cause })[];
  readonly unchanged: readonly string[];
  readonly removals: readonly { readonly path: string; readonly handEdited: boolean }[];
  readonly obstacles: readonly Obstacle[];
}

/** What isn't ours and stands where we must write. */
export interface Obstacle {
  readonly path: string;
  readonly found: "file" | "folder" | "other" | "link";
}

/** Decides by content what becomes of each file. `look` tells what stands at a path. */
export function planOf(wanted: readonly Wanted[], { owned }: Known, look: (path: string) => Found): Plan {
  const wantedPaths = new Set(wanted.map(({ path }) => path));
  const removals: { path: string; handEdited: boolean }[] = [];
  for (const [path, hashes] of [...owned].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (wantedPaths.has(path)) continue;
    const found = look(path);
    if (found.kind === "file") removals.push({ path, handEdited: isEdited(hashes, found.sha256) });
  }
  const removed = new Set(removals.map(({ path }) => path));
  const writes: (Wanted & { cause: Cause })[] = [];
  const unchanged: string[] = [];
  const obstacles: Obstacle[] = [];
  for (const one of wanted) {
    const fate = fateOf(one, owned.get(one.path), look(one.path), removed);
    if (fate === "unchanged") unchanged.push(one.path);
    else if (typeof fate === "string") writes.push({ ...one, cause: fate });
    else obstacles.push(fate);
  }
  return { writes, unchanged, removals, obstacles: distinct(obstacles) };
}

type Fate = Cause | "unchanged" | Obstacle;

/** The contents that we gave a file; undefined for one that isn't ours. */
type Hashes = ReadonlySet<string> | undefined;

function fateOf(one: Wanted, hashes: Hashes, found: Found, removed: ReadonlySet<string>): Fate {
  if (found.kind === "absent") return hashes === undefined ? "new" : "deleted";
  if (found.kind === "file") return fateOfFile(one, hashes, found.sha256);
  return isLeaving(found, removed) ? "new" : obstacleAt(one.path, found);
}

/** What stands in a place for no longer than until files of ours are removed. */
function isLeaving(found: Found, removed: ReadonlySet<string>): boolean {
  if (found.kind === "folder") return found.files.every((file) => removed.has(file));
  return found.kind === "blocked" && removed.has(found.at);
}

function obstacleAt(path: string, found: Exclude<Found, { kind: "absent" | "file" }>): Obstacle {
  if (found.kind === "link") return { path: found.at, found: "link" };
  if (found.kind === "blocked") return { path: found.at, found: "file" };
  return { path, found: found.kind };
}

function fateOfFile({ path, sha256 }: Wanted, hashes: Hashes, onDisk: string): Fate {
  if (onDisk === sha256) return "unchanged";
  if (hashes === undefined) return { path, found: "file" };
  return isEdited(hashes, onDisk) ? "hand-edited" : "changed";
}

// Where a damaged manifest doesn't tell what we wrote, nobody is said to have edited it.
function isEdited(hashes: ReadonlySet<string>, onDisk: string): boolean {
  return hashes.size > 0 && !hashes.has(onDisk);
}

function distinct(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return [...new Map(obstacles.map((one) => [one.path, one])).values()];
}

/** The folders that may be empty once some files are gone, the deepest first. */
export function emptied(removals: readonly { readonly path: string }[]): readonly string[] {
  const folders = new Set(removals.flatMap(({ path }) => parentsOf(path)));
  return [...folders].sort((a, b) => b.split("/").length - a.split("/").length || (a < b ? -1 : 1));
}
