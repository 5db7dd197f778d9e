import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OutputFailure } from "./failure.ts";
import { LOCK, withLock, writerOf } from "./lock.ts";

let root: string;
let lock: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(root, LOCK);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A process that is surely gone: no system gives out such a number. */
const GONE = 2 ** 30;

test("the lock is there while something is done, and gone afterwards", async () => {
  expect(await withLock(root, "output", () => [existsSync(lock), writerOf(root)])).toEqual([true, process.pid]);
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

test("a second build waits for the first", async () => {
  writeFileSync(lock, `${process.pid} ${hostname()}\n`);
  setTimeout(() => rmSync(lock), 150);
  const started = performance.now();
  await withLock(root, "output", () => undefined);
  expect(performance.now() - started).toBeGreaterThan(100);
});

test("a lock that is held for too long is a failure that names its holder", async () => {
  writeFileSync(lock, `${process.pid} ${hostname()}\n`);
  const waiting = withLock(root, "output", () => undefined, { patience: 60 });
  await expect(waiting).rejects.toThrow(OutputFailure);
  await expect(waiting).rejects.toThrow(
    `output: another build (process ${process.pid} on ${hostname()}) is writing there`,
  );
  expect(existsSync(lock)).toBe(true);
});

test.each([
  ["of a process that is gone", `${GONE} ${hostname()}\n`, 0],
  ["of another machine, two minutes old", "1 elsewhere\n", 121],
  ["without content, two minutes old", "", 121],
])("a lock %s is taken over", async (_, text, age) => {
  writeFileSync(lock, text);
  const then = Date.now() / 1000 - age;
  utimesSync(lock, then, then);
  expect(writerOf(root)).toBeUndefined();
  expect(await withLock(root, "output", () => "done", { patience: 60 })).toBe("done");
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ["of another machine", "1 elsewhere\n"],
  ["without content", ""],
])("a young lock %s is waited for", async (_, text) => {
  writeFileSync(lock, text);
  await expect(withLock(root, "output", () => undefined, { patience: 60 })).rejects.toThrow(OutputFailure);
});

test("of many builds at once, one at a time writes", async () => {
  writeFileSync(lock, `${GONE} ${hostname()}\n`);
  let inside = 0;
  let most = 0;
  const act = (): void => {
    inside++;
    most = Math.max(most, inside);
    inside--;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(root, "output", act)));
  expect(most).toBe(1);
});

test("where a lock can't be made, that is a failure of the machine", async () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  await expect(withLock(join(file, "below"), "output", () => undefined)).rejects.toThrow(
    "output: a file stands where a folder must be",
  );
});

test("a lock that can't be read is waited for", async () => {
  mkdirSync(lock);
  await expect(withLock(root, "output", () => undefined, { patience: 60 })).rejects.toThrow("another build");
});
