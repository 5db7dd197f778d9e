import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lookAtDisk, lookAtGit, lookAtTypes } from "./machine.ts";

const disk = vi.hoisted(() => ({ free: 0, ignoresCase: false }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const lower = (path: string): string => (disk.ignoresCase ? path.toLowerCase() : path);
  return {
    ...fs,
    statfsSync: () => ({ bavail: disk.free, bsize: 1 }),
    statSync: (path: string, options?: { readonly throwIfNoEntry: false }) => fs.statSync(lower(path), options),
  };
});

let root: string;
beforeEach(() => {
  root = join(tmpdir(), `machine-${randomUUID()}`);
  mkdirSync(root);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

test("types of this very version are fine", () => {
  const installed = join(root, "node_modules/monitorgen");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), '{"version": "1.2.3"}');
  expect(lookAtTypes(root, "1.2.3")).toMatchObject({ state: "ok", found: "1.2.3" });
  expect(lookAtTypes(root, "1.2.4")).toMatchObject({ state: "advice" });
});

test.each([
  [3 * 1024 ** 3, "3 GiB free", "ok"],
  [200 * 1024 ** 2, "200 MiB free", "ok"],
  [100 * 1024 ** 2, "100 MiB free", "ok"],
  [100 * 1024 ** 2 - 1, "100 MiB free", "advice"],
  [0, "0 MiB free", "advice"],
])("a disk that has %d bytes left is told", (free, found, state) => {
  disk.free = free;
  expect(lookAtDisk(root)[0]).toMatchObject({ name: "disk", found, state });
});

test.each([
  [false, "case counts"],
  [true, "case doesn't count"],
])("whether letters' case is ignored (%s) is told", (ignoresCase, found) => {
  disk.ignoresCase = ignoresCase;
  expect(lookAtDisk(root)[1]).toMatchObject({ found });
});

test("a folder without letters tells nothing of case", () => {
  expect(lookAtDisk("/")[1]).toMatchObject({ found: "case counts" });
});

test("Git that isn't there is told", async () => {
  vi.stubEnv("PATH", root);
  expect(await lookAtGit(root, "output")).toMatchObject({ state: "advice", found: "not in PATH", fix: "install git" });
});
