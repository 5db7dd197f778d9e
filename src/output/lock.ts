import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, OutputFailure, onMachine } from "./failure.ts";

/** The file in the output folder that says who is writing there. */
export const LOCK = ".monitorgen.lock";

const RETRY = 50;
const PATIENCE = 30_000;
/** Writing takes seconds; whoever holds a lock for longer is gone, on another machine maybe. */
const STALE = 120_000;

/** How long to wait for another build, in milliseconds. */
export interface LockOptions {
  readonly patience?: number;
}

/**
 * Does something while no other build writes to a folder. A lock whose process is gone, or that is two minutes old, is
 * taken over. Throws an OutputFailure when another build holds on to it.
 */
export async function withLock<T>(root: string, shown: string, act: () => T, options: LockOptions = {}): Promise<T> {
  onMachine(shown, () => mkdirSync(root, { recursive: true }));
  const lock = join(root, LOCK);
  const last = Date.now() + (options.patience ?? PATIENCE);
  while (!onMachine(shown, () => acquired(lock))) {
    if (takenOver(lock)) continue;
    if (Date.now() > last) throw heldTooLong(lock, shown);
    await sleep(RETRY);
  }
  try {
    return act();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The process that is writing to a folder now; undefined where none is. */
export function writerOf(root: string): number | undefined {
  const holder = holderOf(join(root, LOCK));
  return holder === undefined || isStale(holder) ? undefined : holder.pid;
}

function acquired(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid} ${hostname()}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly age: number;
  readonly text: string;
}

function holderOf(lock: string): Holder | undefined {
  try {
    const text = readFileSync(lock, "utf8");
    const [pid, host = ""] = text.trim().split(" ");
    return { pid: Number(pid), host, age: Date.now() - statSync(lock).mtimeMs, text };
  } catch (error) {
    return codeOf(error) === "ENOENT" ? undefined : { pid: 0, host: "", age: 0, text: "" };
  }
}

// A lock without content was made a moment ago: its name comes first.
function isStale({ pid, host, age, text }: Holder): boolean {
  if (age > STALE) return true;
  return text !== "" && host === hostname() && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * Removes a stale lock. Renaming is what only one of several waiting builds can do; who renamed a lock that was taken
 * anew in between puts it back.
 */
function takenOver(lock: string): boolean {
  const holder = holderOf(lock);
  if (holder === undefined) return true;
  if (!isStale(holder)) return false;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, "utf8") !== holder.text) linkSync(aside, lock);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
  rmSync(aside, { force: true });
  return true;
}

function heldTooLong(lock: string, shown: string): OutputFailure {
  const holder = holderOf(lock);
  const who = holder === undefined ? "another build" : `another build (process ${holder.pid} on ${holder.host})`;
  return new OutputFailure(shown, `${who} is writing there`, `if there is none: rm '${shown}/${LOCK}'`);
}
