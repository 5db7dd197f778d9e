import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheFolder } from "./find.ts";
import { inWorkFolder, oneAtATime, placeInCache } from "./place.ts";
import { tools } from "./table.ts";

const [tool] = tools;
let env: { XDG_CACHE_HOME: string };

beforeEach(() => {
  env = { XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), "monitorgen-place-")) };
});
afterEach(() => rmSync(env.XDG_CACHE_HOME, { recursive: true, force: true }));

test("a binary appears in the cache whole, executable, and alone in its folder", () => {
  const made = join(env.XDG_CACHE_HOME, "made");
  writeFileSync(made, "binary");
  const path = placeInCache(tool, [3, 15, 0], made, env);
  expect(path).toBe(join(cacheFolder(tool, env), "3.15.0/promtool"));
  expect(readFileSync(path, "utf8")).toBe("binary");
  expect(statSync(path).mode & 0o777).toBe(0o755);
  expect(readdirSync(join(cacheFolder(tool, env), "3.15.0"))).toEqual(["promtool"]);
});

test("a work folder is gone afterwards, also when the work failed", async () => {
  await expect(inWorkFolder(tool, env, async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await inWorkFolder(tool, env, async (folder) => statSync(folder).isDirectory())).toBe(true);
  expect(readdirSync(cacheFolder(tool, env))).toEqual([]);
});

test("two installations of a tool run one after the other", async () => {
  const events: string[] = [];
  const said: string[] = [];
  const work = (name: string) => () => {
    events.push(`${name} begins`);
    return sleep(30).then(() => events.push(`${name} ends`));
  };
  const say = (text: string): number => said.push(text);
  await Promise.all([oneAtATime(tool, env, say, work("a")), oneAtATime(tool, env, say, work("b"))]);
  expect(events).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  expect(said).toEqual([`promtool: waiting for process ${process.pid}, which installs it`]);
});

test("the lock of a process that is gone is taken over", async () => {
  const said: string[] = [];
  await oneAtATime(tool, env, String, async () => undefined);
  writeFileSync(join(cacheFolder(tool, env), ".lock"), "999999999");
  await oneAtATime(
    tool,
    env,
    (text) => said.push(text),
    async () => said.push("work"),
  );
  expect(said).toContain("work");
  expect(readdirSync(cacheFolder(tool, env))).toEqual([]);
});
