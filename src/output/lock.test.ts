import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OutputFailure } from "./failure.ts";
import { LOCK, sweep, untilQuiet, withLock, writerOf } from "./lock.ts";
import { nameOfHolder } from "./lock-holder.ts";

let root: string;
let lock: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(root, LOCK);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A process that is surely gone: no system gives out such a number. */
const GONE = 2 ** 30;

const ofProcess = (pid: number): string => nameOfHolder().replace(/^\d+/, String(pid));
const elsewhere = nameOfHolder().replace(/^(\d+)\.\w{12}/, "$1.0123456789ab");

/** Puts the lock of another build there, so many seconds old. */
function held(name: string, age = 0): void {
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, name), "");
  const then = Date.now() / 1000 - age;
  utimesSync(join(lock, name), then, then);
}

test("the lock is there while something is done, and gone afterwards", async () => {
  expect(await withLock(root, "output", () => [readdirSync(lock).length, writerOf(root)])).toEqual([1, process.pid]);
  expect(existsSync(lock)).toBe(false);
  expect(writerOf(root)).toBeUndefined();
});

test("the lock is gone after a failure, too", async () => {
  const failing = (): never => {
    throw new Error("no");
  };
  await expect(withLock(root, "output", failing)).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});

test("a second build waits for the first, and so does who only reads", async () => {
  const name = nameOfHolder();
  held(name);
  setTimeout(() => rmSync(join(lock, name)), 150);
  const started = performance.now();
  await Promise.all([withLock(root, "output", () => undefined), untilQuiet(root, "output")]);
  expect(performance.now() - started).toBeGreaterThan(100);
});

test("a lock that is held for too long is a failure that names its holder, and what to type", async () => {
  const name = nameOfHolder();
  held(name);
  const waiting = withLock(root, "output", () => undefined, { patience: 60 });
  await expect(waiting).rejects.toThrow(
    `output: another build (process ${process.pid} on ${hostname()}) is writing there`,
  );
  await expect(waiting).rejects.toMatchObject({ suggestion: `if there is none: rm 'output/${LOCK}/${name}'` });
  expect(readdirSync(lock)).toEqual([name]);
});

test.each([
  ["of a process that is gone", ofProcess(GONE), 0],
  ["of a process that is gone, made by a clock ahead of ours", ofProcess(GONE), -86_400],
  ["of another machine or container, two minutes old", elsewhere, 121],
  ["that says nothing, two minutes old", "x", 121],
])("a lock %s counts for nothing", async (_, name, age) => {
  held(name, age);
  expect(writerOf(root)).toBeUndefined();
  await untilQuiet(root, "output", { patience: 60 });
  expect(await withLock(root, "output", () => "done", { patience: 60 })).toBe("done");
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ["of another machine or container", elsewhere],
  ["that says nothing", "x"],
])("a young lock %s is waited for", async (_, name) => {
  held(name);
  await expect(withLock(root, "output", () => undefined, { patience: 60 })).rejects.toThrow(OutputFailure);
  await expect(untilQuiet(root, "output", { patience: 60 })).rejects.toThrow("another build");
});

test("a process of the same number on another machine or in another container is another one", async () => {
  held(ofProcess(GONE).replace(/\.\w{12}/, ".0123456789ab"));
  await expect(withLock(root, "output", () => undefined, { patience: 60 })).rejects.toThrow("another build");
});

test("an empty lock is of nobody: its build was killed before it could say who it is", async () => {
  mkdirSync(lock);
  expect(await withLock(root, "output", () => "done", { patience: 60 })).toBe("done");
  expect(existsSync(lock)).toBe(false);
});

test("what is left of locks can be swept away without one, but not who writes", () => {
  held(ofProcess(GONE));
  sweep(root);
  expect(existsSync(lock)).toBe(false);
  held(nameOfHolder());
  sweep(root);
  expect(readdirSync(lock)).toHaveLength(1);
});

test("who writes for long says so; who stood still for too long gives up", async () => {
  await withLock(root, "output", ({ renew }) => {
    const [name = ""] = readdirSync(lock);
    utimesSync(join(lock, name), 1, 1);
    expect(writerOf(root)).toBeUndefined();
    renew();
    expect(writerOf(root)).toBe(process.pid);
  });
  const taken = withLock(root, "output", ({ renew }) => {
    rmSync(lock, { recursive: true });
    renew();
  });
  await expect(taken).rejects.toThrow("output: this build stood still for so long that another one took its place");
});

test("who is let renew nothing, as where the disk is in trouble, goes on", async () => {
  const done = await withLock(root, "output", ({ renew }) => {
    rmSync(lock, { recursive: true });
    writeFileSync(lock, "");
    renew();
    return "done";
  });
  expect(done).toBe("done");
});

test("a lock that is a dangling link is none", () => {
  mkdirSync(lock);
  symlinkSync(join(root, "nowhere"), join(lock, nameOfHolder()));
  expect(writerOf(root)).toBeUndefined();
});

test("another failure than that of a file is thrown, and so is a folder that can't be listed", () => {
  expect(() => writerOf("\0")).toThrow(/null bytes/);
  symlinkSync(lock, lock);
  expect(() => writerOf(root)).toThrow("ELOOP");
});

test("of many builds at once, one at a time writes", async () => {
  held(ofProcess(GONE));
  let inside = 0;
  const act = (): void => {
    expect(readdirSync(lock).filter((name) => name.startsWith(`${process.pid}.`))).toHaveLength(1);
    inside++;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(root, "output", act)));
  expect(inside).toBe(20);
});

test("where a lock can't be made, that is a failure of the machine", async () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  await expect(withLock(join(file, "below"), "output", () => undefined)).rejects.toThrow(
    "output: a file stands where a folder must be",
  );
  writeFileSync(lock, "");
  await expect(withLock(root, "output", () => undefined)).rejects.toThrow(
    "output: a file stands where a folder must be",
  );
});
