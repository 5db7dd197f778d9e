import { join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { ourFolders } from "./abandoned.ts";
import { MANIFEST, parentsOf, STAGING } from "./artifact-path.ts";
import { commit, removeIfEmpty, stage, unstage } from "./commit.ts";
import { onMachine } from "./failure.ts";
import {
  isUpToDate,
  type OutputFolder,
  type OutputPlace,
  type PlannedFolder,
  planFolder,
  planRemoval,
} from "./folder.ts";
import { filesBelow, kindOf } from "./inspect.ts";
import { type Held, type LockOptions, sweep, untilQuiet, withLock } from "./lock.ts";

/** What to write, and where. */
export interface OutputOptions extends OutputPlace, LockOptions {
  readonly folders: readonly OutputFolder[];
  /** Which other folders that builds of ours wrote are to go; none unless given. */
  readonly isAbandoned?: (folder: string) => boolean;
}

/** What became of a folder. Paths are relative to it, and sorted. */
export interface FolderReport {
  readonly folder: string;
  /** The folder as people see it: `output/acme`. */
  readonly shown: string;
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Files of ours that somebody had edited; they were overwritten, or removed. */
  readonly handEdited: readonly string[];
  /** Files that aren't ours; they stay. */
  readonly foreign: readonly string[];
  /** An interrupted build was found, and repaired. */
  readonly repaired: boolean;
  /** No build had come to its end there before. */
  readonly isNew: boolean;
}

/** What a build wrote; where there are diagnostics, nothing at all. */
export interface OutputReport {
  readonly folders: readonly FolderReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes the output what it is to be: files that differ are written, files of ours that are no longer wanted go, others
 * stay. Either all folders are written or, where something is in the way, none. Throws an OutputFailure where the
 * machine refuses.
 */
export async function writeOutput(options: OutputOptions): Promise<OutputReport> {
  const { root, shown } = options;
  let planned = planAll(options);
  // What seems to be in the way may be another build's, which has not written down yet that it is.
  if (hasProblems(planned)) {
    await untilQuiet(root, shown, options);
    planned = planAll(options);
  }
  if (hasProblems(planned)) return reportOf(planned);
  if (!planned.every(isUpToDate)) return withLock(root, shown, (held) => replaced(options, held), options);
  sweep(root);
  return reportOf(planned);
}

function hasProblems(planned: readonly PlannedFolder[]): boolean {
  return planned.some(({ problems }) => problems.length > 0);
}

/** All folders that are to be written, and those that are to go. */
export function planAll(options: OutputOptions): readonly PlannedFolder[] {
  const { folders, isAbandoned = () => false } = options;
  const wanted = new Set(folders.map(({ folder }) => folder));
  const going = ourFolders(options).filter((folder) => !wanted.has(folder) && isAbandoned(folder));
  return [
    ...folders.map((folder) => planFolder(options, folder)),
    ...going.map((folder) => planRemoval(options, folder)),
  ];
}

// Planned anew: another build may have written while this one waited.
function replaced(options: OutputOptions, { renew }: Held): OutputReport {
  const planned = planAll(options);
  if (hasProblems(planned)) return reportOf(planned);
  const changing = planned.filter((one) => !isUpToDate(one));
  const staged: PlannedFolder[] = [];
  try {
    for (const one of changing) {
      renew();
      stage(one);
      staged.push(one);
    }
    renew();
  } catch (error) {
    for (const one of staged) if (!one.known.interrupted) unstage(one);
    throw error;
  }
  for (const one of changing) {
    renew();
    commit(one);
    if (one.manifest === undefined) for (const up of parentsOf(one.folder)) removeIfEmpty(join(options.root, up));
  }
  return reportOf(planned);
}

function reportOf(planned: readonly PlannedFolder[]): OutputReport {
  const diagnostics = planned.flatMap(({ problems }) => problems);
  return { folders: diagnostics.length > 0 ? [] : planned.map(folderReport), diagnostics };
}

function folderReport({ folder, path, shown, known, plan }: PlannedFolder): FolderReport {
  const ours = new Set([MANIFEST, ...plan.unchanged, ...plan.writes.map((one) => one.path)]);
  const there = onMachine(shown, () => (kindOf(path) === "folder" ? filesBelow(path) : []));
  return {
    folder,
    shown,
    written: plan.writes.map((one) => one.path).sort(),
    unchanged: [...plan.unchanged].sort(),
    removed: plan.removals.map((one) => one.path),
    handEdited: [
      ...plan.writes.filter(({ cause }) => cause === "hand-edited"),
      ...plan.removals.filter(({ handEdited }) => handEdited),
    ]
      .map((one) => one.path)
      .sort(),
    foreign: there.filter((file) => !ours.has(file) && !file.startsWith(`${STAGING}/`)),
    repaired: known.interrupted,
    isNew: known.manifest === "absent",
  };
}
