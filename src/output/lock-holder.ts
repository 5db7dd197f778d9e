import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A build that writes, as its lock tells. */
export interface Holder {
  /** Of its file. */
  readonly name: string;
  /** Undefined where the name isn't one that a build gives. */
  readonly pid: number | undefined;
  readonly host: string;
  readonly machine: string;
  /** Milliseconds since it was renewed. */
  readonly age: number;
}

const NAME = /^(\d{1,10})\.([0-9a-f]{12})\.[0-9a-f]{12}\.(.{1,100})$/;

/** A name for the lock of this process: who it is, and what no other lock has. */
export function nameOfHolder(): string {
  const host =
    hostname()
      .replace(/[^\w.-]/g, "-")
      .slice(0, 100) || "-";
  return `${process.pid}.${machine()}.${randomBytes(6).toString("hex")}.${host}`;
}

/** Who a lock's name tells of. */
export function holderOf(name: string, age: number): Holder {
  const [, pid, of = "", host = ""] = NAME.exec(name) ?? [];
  return { name, pid: pid === undefined ? undefined : Number(pid), host, machine: of, age };
}

/** Whether a build writes no more: its process is gone, or, of a machine that can't be asked, it was last heard of too long ago. */
export function isGone({ pid, machine: of, age }: Holder, stale: number): boolean {
  if (age > stale) return true;
  return pid !== undefined && of === machine() && !isAlive(pid);
}

/** Whether a process of this machine is there, whoever started it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

let known: string | undefined;

// Where a process's number means something: containers of one machine, and machines of one name, have numbers of their own.
function machine(): string {
  known ??= createHash("sha256").update([hostname(), bootOf(), namespaceOf()].join("\n")).digest("hex").slice(0, 12);
  return known;
}

function bootOf(): string {
  return told(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
}

function namespaceOf(): string {
  return told(() => readlinkSync("/proc/self/ns/pid"));
}

// Only Linux tells.
function told(ask: () => string): string {
  try {
    return ask();
  } catch {
    return "";
  }
}
