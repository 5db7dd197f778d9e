import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { MANIFEST, parentsOf, STAGING } from "./artifact-path.ts";
import { codeOf, OutputFailure, onMachine } from "./failure.ts";
import type { PlannedFolder } from "./folder.ts";
import { kindOf } from "./inspect.ts";
import { JOURNAL, journalText } from "./known.ts";
import { makeFolder } from "./make-folder.ts";
import { emptied } from "./plan.ts";

/*
 * A build first lays everything out in a folder of its own: the journal of what it owns and will own, then each file,
 * then the manifest. Until then no file of the output has changed, so a full disk changes nothing. Then each file takes
 * its place by a rename, the manifest last. A killed build leaves its layout behind; the next one reads the journal.
 */

/** Lays out what a folder is to hold. Where that fails, the folder is as it was. */
export function stage({ path, shown, known, plan, manifest }: PlannedFolder): void {
  const staging = join(path, STAGING);
  try {
    onMachine(shown, () => {
      makeFolder(staging);
      for (const folder of writtenTo(path, plan)) checkReachable(folder, staging);
      writeWhole(join(staging, JOURNAL), `${journalText(known, plan.writes)}\n`);
      for (const [i, { content }] of plan.writes.entries()) write(join(staging, String(i)), content);
      if (manifest !== undefined) write(join(staging, MANIFEST), manifest);
    });
  } catch (error) {
    if (!known.interrupted) unstage({ path });
    throw error;
  }
}

/** Forgets what was laid out. */
export function unstage({ path }: Pick<PlannedFolder, "path">): void {
  rmSync(join(path, STAGING), { recursive: true, force: true });
  removeIfEmpty(path);
}

/** Puts what was laid out in its place, and removes what is no longer wanted. */
export function commit({ path, shown, plan, manifest }: PlannedFolder): void {
  const staging = join(path, STAGING);
  halfway(shown, () => {
    for (const removal of plan.removals) unlinkSync(join(path, removal.path));
    for (const folder of emptied(plan.removals)) removeIfEmpty(join(path, folder));
    for (const [i, one] of plan.writes.entries()) {
      const target = join(path, one.path);
      if (kindOf(target) === "folder") removeEmptyFolders(target);
      makeFolder(dirname(target));
      renameSync(join(staging, String(i)), target);
    }
    if (manifest === undefined) rmSync(join(path, MANIFEST), { force: true });
    else renameSync(join(staging, MANIFEST), join(path, MANIFEST));
    rmSync(staging, { recursive: true, force: true });
    if (manifest === undefined) removeIfEmpty(path);
  });
}

// What keeps the next build from ending it keeps it from nothing else: it goes on from here.
function halfway(shown: string, act: () => void): void {
  try {
    onMachine(shown, act);
  } catch (error) {
    if (!(error instanceof OutputFailure)) throw error;
    const { path, reason, suggestion = "then build again" } = error;
    throw new OutputFailure(path, `${reason}; the files are whole, but of two builds, until the next one`, suggestion);
  }
}

// A rename that can't be done is found before any other is.
function checkReachable(folder: string, staging: string): void {
  accessSync(folder, constants.W_OK);
  if (statSync(folder).dev !== statSync(staging).dev) throw Object.assign(new Error(folder), { code: "EXDEV" });
}

// Of a folder that is yet to be made, the one that it will be in.
function writtenTo(path: string, plan: PlannedFolder["plan"]): ReadonlySet<string> {
  const changed = [...plan.writes, ...plan.removals].map((one) =>
    parentsOf(one.path).find((folder) => kindOf(join(path, folder)) === "folder"),
  );
  return new Set(changed.map((folder) => (folder === undefined ? path : join(path, folder))));
}

/** Writes a new file and waits until the disk has it: a rename must never come before the content. */
function write(file: string, content: string): void {
  const descriptor = openSync(file, "w");
  try {
    const bytes = Buffer.from(content);
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(file: string, content: string): void {
  write(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

/** Removes a folder unless there is something in it. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOTEMPTY", "ENOENT", "EEXIST", "ENOTDIR"].includes(String(codeOf(error)))) throw error;
  }
}

// A folder in which something appeared since the plan was made stays, and rmdir says so.
function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder)) removeEmptyFolders(join(folder, entry));
  rmdirSync(folder);
}
