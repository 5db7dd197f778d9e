import {
  handEdited,
  interruptedBuild,
  leftOver,
  missingFile,
  staleFile,
  wrongManifest,
} from "../diagnostics/codes/output.ts";
import { compareDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { MANIFEST } from "./artifact-path.ts";
import { about, aboutAbandoned, type PlannedFolder } from "./folder.ts";
import { untilQuiet, writerOf } from "./lock.ts";
import type { Cause, Plan } from "./plan.ts";
import { type OutputOptions, planAll } from "./write-output.ts";

/** What a build would change, and why, sorted by file. Reads, and changes nothing; an output that is up to date gives none. */
export function checkOutput(options: OutputOptions): readonly Diagnostic[] {
  return planAll(options).flatMap(findingsOf).sort(compareDiagnostics);
}

/**
 * The same once nobody writes there. What is found while a build comes and goes would be gone the next moment: it counts
 * when a second look finds it, too.
 */
export async function checkAtRest(options: OutputOptions): Promise<readonly Diagnostic[]> {
  await untilQuiet(options.root, options.shown, options);
  let found = checkOutput(options);
  for (let looks = 1; found.length > 0 && looks < MOST_LOOKS; looks++) {
    const before = found;
    await untilQuiet(options.root, options.shown, options);
    found = checkOutput(options);
    if (inWords(found) === inWords(before) && writerOf(options.root) === undefined) break;
  }
  return found;
}

const MOST_LOOKS = 10;

function inWords(found: readonly Diagnostic[]): string {
  return found.map(({ kind, at, reason }) => `${kind.code} ${at.file} ${reason}`).join("\n");
}

function findingsOf(planned: PlannedFolder): readonly Diagnostic[] {
  const { known, plan, shown, problems, manifest } = planned;
  if (manifest === undefined) return [aboutAbandoned(planned)];
  if (isUnbuilt(planned)) return [about(missingFile, shown, { path: shown, deleted: false })];
  return [
    ...problems,
    ...(known.interrupted ? [about(interruptedBuild, shown, { folder: shown })] : []),
    ...plan.writes.map(({ path, cause }) => aboutFile(`${shown}/${path}`, cause)),
    ...plan.removals.map((one) => aboutRemoval(`${shown}/${one.path}`, one)),
    ...(problems.length > 0 ? [] : aboutManifest(planned)),
  ];
}

// One finding says as much as one for each of its files.
function isUnbuilt({ known, plan, problems }: PlannedFolder): boolean {
  const isNew = plan.unchanged.length === 0 && plan.writes.every(({ cause }) => cause === "new");
  return isNew && known.manifest === "absent" && !known.interrupted && problems.length === 0;
}

function aboutFile(path: string, cause: Cause): Diagnostic {
  switch (cause) {
    case "new":
    case "deleted":
      return about(missingFile, path, { path, deleted: cause === "deleted" });
    case "changed":
      return about(staleFile, path, { path });
    case "hand-edited":
      return about(handEdited, path, { path });
  }
}

function aboutRemoval(path: string, removal: Plan["removals"][number]): Diagnostic {
  return removal.handEdited ? about(handEdited, path, { path }) : about(leftOver, path, { path });
}

// Where files differ, the manifest does too, which goes without saying.
function aboutManifest({ known, plan, manifest, shown }: PlannedFolder): readonly Diagnostic[] {
  const path = `${shown}/${MANIFEST}`;
  if (known.manifest === "damaged") return [about(wrongManifest, path, { path, problem: "damaged" })];
  if (plan.writes.length + plan.removals.length > 0 || known.interrupted) return [];
  if (known.manifest === "absent") return [about(wrongManifest, path, { path, problem: "missing" })];
  return known.manifest.text === manifest ? [] : [about(wrongManifest, path, { path, problem: "stale" })];
}
