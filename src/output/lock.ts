import { readdirSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, OutputFailure, onMachine } from "./failure.ts";
import { type Holder, holderOf, isGone, nameOfHolder } from "./lock-holder.ts";
import { makeFolder } from "./make-folder.ts";

/*
 * Who writes is told by a folder: each build puts a file of its own there, whose name says who it is, and holds the lock
 * if no other file is there then. As the name is all, no half of a lock can be left; as it is never used again, whoever
 * removes one that is of nobody any more removes no other.
 */

/** The folder in the output folder that says who is writing there. */
export const LOCK = ".monitorgen.lock";

const RETRY = 50;
const PATIENCE = 30_000;
/** Writing renews a lock; one that is not renewed for longer is of nobody. */
const STALE = 120_000;

/** How long to wait for another build, in milliseconds. */
export interface LockOptions {
  readonly patience?: number;
}

/** What the one who holds the lock may do with it. */
export interface Held {
  /** Shows that it is still held. Throws an OutputFailure where it was taken over: this process stood still for minutes. */
  readonly renew: () => void;
}

/**
 * Does something while no other build writes to a folder. A lock whose process is gone, or that was not renewed for two
 * minutes, counts for nothing. Throws an OutputFailure when another build holds on to it.
 */
export async function withLock<T>(
  root: string,
  shown: string,
  act: (held: Held) => T,
  options: LockOptions = {},
): Promise<T> {
  const own = join(root, LOCK, nameOfHolder());
  await repeatedly(shown, options, () => {
    const others = onMachine(shown, () => writersIn(root));
    if (others.length > 0) return others;
    onMachine(shown, () => put(root, own));
    const conflicting = writersIn(root).filter(({ name }) => !own.endsWith(name));
    if (conflicting.length > 0) release(root, own);
    return conflicting;
  });
  try {
    return act({ renew: () => renew(own, shown) });
  } finally {
    release(root, own);
    sweep(root);
  }
}

/** Waits until nobody writes to a folder. Throws an OutputFailure when a build goes on doing so. */
export async function untilQuiet(root: string, shown: string, options: LockOptions = {}): Promise<void> {
  await repeatedly(shown, options, () => onMachine(shown, () => writersIn(root)));
}

/** The process that is writing to a folder now; undefined where none is, or none that tells its number. */
export function writerOf(root: string): number | undefined {
  return writersIn(root)[0]?.pid;
}

/** Removes what builds that are gone have left of their locks. */
export function sweep(root: string): void {
  const gone = holdersIn(root).filter((holder) => isGone(holder, STALE));
  for (const { name } of gone) quietly(() => unlinkSync(join(root, LOCK, name)));
  quietly(() => rmdirSync(join(root, LOCK)));
}

function writersIn(root: string): readonly Holder[] {
  return holdersIn(root).filter((holder) => !isGone(holder, STALE));
}

function holdersIn(root: string): readonly Holder[] {
  const folder = join(root, LOCK);
  return namesIn(folder).flatMap((name) => {
    const since = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs;
    return since === undefined ? [] : [holderOf(name, Date.now() - since)];
  });
}

// Two that came at once both step back; chance decides who comes first then.
async function repeatedly(
  shown: string,
  { patience = PATIENCE }: LockOptions,
  look: () => readonly Holder[],
): Promise<void> {
  const last = performance.now() + patience;
  for (;;) {
    const [writer] = look();
    if (writer === undefined) return;
    if (performance.now() > last) throw heldTooLong(writer, shown);
    await sleep(RETRY * (0.5 + Math.random()));
  }
}

// The folder goes with the last lock in it: between the two lines, maybe.
function put(root: string, own: string): void {
  for (let tries = 100; ; tries--) {
    try {
      makeFolder(root);
      makeFolder(join(root, LOCK));
      writeFileSync(own, "", { flag: "wx" });
      return;
    } catch (error) {
      if (codeOf(error) === "ENOENT" && tries > 0) continue;
      quietly(() => rmdirSync(join(root, LOCK)));
      throw error;
    }
  }
}

function release(root: string, own: string): void {
  quietly(() => unlinkSync(own));
  quietly(() => rmdirSync(join(root, LOCK)));
}

function renew(own: string, shown: string): void {
  const now = Date.now() / 1000;
  try {
    utimesSync(own, now, now);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") return;
    throw new OutputFailure(
      shown,
      "this build stood still for so long that another one took its place",
      "monitorgen build",
    );
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
    throw error;
  }
}

function quietly(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

function heldTooLong({ pid, host, name }: Holder, shown: string): OutputFailure {
  const who = pid === undefined ? "another build" : `another build (process ${pid} on ${host})`;
  return new OutputFailure(shown, `${who} is writing there`, `if there is none: rm '${shown}/${LOCK}/${name}'`);
}
