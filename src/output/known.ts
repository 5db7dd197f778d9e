import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { MANIFEST, pathProblem, STAGING } from "./artifact-path.ts";
import { kindOf, unlessGone } from "./inspect.ts";
import { parseManifest, salvagedPaths } from "./manifest.ts";

/** The record, among what a build lays out, of all files that it owns or is about to own. */
export const JOURNAL = "journal.json";

/** What is known of a folder from what earlier builds recorded there. */
export interface Known {
  /** Files that are ours, with the contents that we gave them; no content where that isn't known. */
  readonly owned: ReadonlyMap<string, ReadonlySet<string>>;
  readonly manifest: "absent" | "damaged" | { readonly text: string };
  /** A build laid its files out and did not come to its end. */
  readonly interrupted: boolean;
}

/** What is owned, as a build writes it down before it changes anything. */
export type Journal = readonly (readonly [path: string, sha256: readonly string[]])[];

const journalSchema = z.array(z.tuple([z.string(), z.array(z.string())]));

/** Reads the records of a folder. Links are taken for absent: nothing of ours is one. */
export function knownOf(folder: string): Known {
  const text = textOf(join(folder, MANIFEST));
  return {
    owned: ownedBy([...recordedIn(text ?? ""), ...journalOf(folder)]),
    manifest: text === undefined ? "absent" : parseManifest(text) === undefined ? "damaged" : { text },
    interrupted: kindOf(join(folder, STAGING)) === "folder",
  };
}

function recordedIn(text: string): Journal {
  const manifest = parseManifest(text);
  if (manifest === undefined) return salvagedPaths(text).map((path) => [path, []]);
  return manifest.files.map(({ path, sha256 }) => [path, [sha256]]);
}

function ownedBy(journal: Journal): ReadonlyMap<string, ReadonlySet<string>> {
  const owned = new Map<string, Set<string>>();
  for (const [path, hashes] of journal) owned.set(path, new Set([...(owned.get(path) ?? []), ...hashes]));
  return owned;
}

/** What the next build must still know if this one doesn't come to its end. */
export function journalText(known: Known, next: readonly { readonly path: string; readonly sha256: string }[]): string {
  const before = [...known.owned].map(([path, hashes]) => [path, [...hashes]] as const);
  const owned = ownedBy([...before, ...next.map(({ path, sha256 }) => [path, [sha256]] as const)]);
  return JSON.stringify([...owned].map(([path, hashes]) => [path, [...hashes]]));
}

function journalOf(folder: string): Journal {
  const text = textOf(join(folder, STAGING, JOURNAL));
  if (text === undefined) return [];
  try {
    const { data = [] } = journalSchema.safeParse(JSON.parse(text));
    return data.filter(([path]) => pathProblem(path) === undefined);
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  return kindOf(file) === "file" ? unlessGone(undefined, () => readFileSync(file, "utf8")) : undefined;
}
