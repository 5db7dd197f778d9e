import { createHash } from "node:crypto";
import { type BigIntStats, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a file or folder was when it was looked at. */
export interface Entry {
  readonly path: string;
  /** Size, inode and times of change; empty where a change might not show in them. */
  readonly stat: string;
  /** Of a file its content; of a folder the names in it. */
  readonly sha256: string;
}

/** Changes that follow each other faster than this may leave the same times. */
const TELLING_MS = 50;

/** All that lies below some paths, themselves included; undefined where something is neither file nor folder. */
export function snapshotOf(paths: readonly string[]): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  return paths.every((path) => collect(path, entries)) ? entries : undefined;
}

function collect(path: string, entries: Entry[]): boolean {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (found?.isFile()) {
    entries.push({ path, stat: statOf(found), sha256: sha256Of(readFileSync(path)) });
    return true;
  }
  if (!found?.isDirectory()) return false;
  const names = readdirSync(path).sort();
  entries.push({ path, stat: statOf(found), sha256: sha256Of(JSON.stringify(names)) });
  return names.every((name) => collect(join(path, name), entries));
}

/** Whether something is as it was: by its times if they tell, otherwise by its content. */
export function isAsBefore({ path, stat, sha256 }: Entry): boolean {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink()) return false;
  if (stat !== "" && stat === signature(found)) return true;
  if (found.isFile()) return sha256Of(readFileSync(path)) === sha256;
  return found.isDirectory() && sha256Of(JSON.stringify(readdirSync(path).sort())) === sha256;
}

function signature({ size, ino, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${size} ${ino} ${mtimeNs} ${ctimeNs}`;
}

// What was changed just now may be changed once more without a trace.
function statOf(found: BigIntStats): string {
  return Date.now() - Number(found.ctimeMs) < TELLING_MS ? "" : signature(found);
}

/** A short name for a content. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64");
}
