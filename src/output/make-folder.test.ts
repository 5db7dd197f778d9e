import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "make-folder-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("a folder is made with those above it, and is left as it is where it stands", () => {
  makeFolder(join(root, "a/b/c"));
  writeFileSync(join(root, "a/b/c/kept"), "");
  makeFolder(join(root, "a/b/c"));
  expect(readdirSync(join(root, "a/b/c"))).toEqual(["kept"]);
});

test("a link to a folder is a folder, one to nowhere isn't", () => {
  mkdirSync(join(root, "real"));
  symlinkSync("real", join(root, "link"));
  makeFolder(join(root, "link/below"));
  expect(existsSync(join(root, "real/below"))).toBe(true);
  symlinkSync("nowhere", join(root, "dangling"));
  expect(() => makeFolder(join(root, "dangling"))).toThrow("EEXIST");
});

test("a file in the way is told", () => {
  writeFileSync(join(root, "file"), "");
  expect(() => makeFolder(join(root, "file"))).toThrow("EEXIST");
  expect(() => makeFolder(join(root, "file/below"))).toThrow("ENOTDIR");
});

// Linux says ENOENT there, and Node's `recursive` would try for ever.
test.runIf(process.platform === "linux")("where the system makes no folders, it is told at once", () => {
  expect(() => makeFolder("/proc/monitorgen/output")).toThrow("ENOENT");
});
