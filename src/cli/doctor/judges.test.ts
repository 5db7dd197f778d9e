import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Judge, lookForJudge } from "./judges.ts";

const judge: Judge = {
  name: "judge-of-this-test",
  environment: "JUDGE",
  lowest: [2, 0, 0],
  because: "it judges",
  why: "it judges the output",
  fix: "get one",
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "judges-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(path: string, script: string): string {
  const file = join(root, path, judge.name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test("where neither PATH nor a home is told, there is none", async () => {
  expect(await lookForJudge(judge, {})).toMatchObject({ state: "advice", found: "not in PATH", fix: "get one" });
});

test.each([
  ["fails", "echo 3.0.0; exit 1"],
  ["prints no version", "echo hello"],
])("one that %s tells no version", async (_, script) => {
  const found = program("bin", script);
  expect(await lookForJudge(judge, { PATH: `:${join(root, "bin")}`, HOME: root })).toMatchObject({
    state: "advice",
    found: `${found}: tells no version`,
  });
});

test("of the cache only folders that are named by a version count, in the place that is told", async () => {
  program("cache/monitorgen/judge-of-this-test/latest", "");
  expect(await lookForJudge(judge, { XDG_CACHE_HOME: join(root, "cache") })).toMatchObject({ found: "not in PATH" });
  program("cache/monitorgen/judge-of-this-test/2.1.0", "");
  expect(await lookForJudge(judge, { XDG_CACHE_HOME: join(root, "cache") })).toMatchObject({
    state: "ok",
    found: "2.1.0 (monitorgen's cache)",
  });
});
