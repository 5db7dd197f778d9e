import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeFound, findTool, isFound, searchFrom } from "./find.ts";
import type { Tool } from "./table.ts";

const tool: Tool & Required<Pick<Tool, "go">> = {
  name: "judge",
  environment: "MONITORGEN_JUDGE",
  lowest: [2, 0, 0],
  because: "it reads our files",
  newest: [3, 1, 0],
  required: true,
  debian: { package: "judge", path: "usr/bin/judge" },
  go: { module: "example.invalid/judge", package: "example.invalid/judge/cmd/judge", version: "v0.301.0" },
};

describe("a tool", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "monitorgen-find-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const binary = (path: string, version: string): string => {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, `#!/bin/sh\necho "judge, version ${version} (branch: x)" >&2\n`);
    chmodSync(full, 0o755);
    return full;
  };
  const cached = (version: string): string => binary(`cache/monitorgen/judge/${version}/judge`, "");
  const find = async (env: Record<string, string> = {}, wanted: Tool = tool) =>
    findTool(
      wanted,
      searchFrom({
        PATH: `${join(folder, "one")}:${join(folder, "two")}`,
        XDG_CACHE_HOME: join(folder, "cache"),
        ...env,
      }),
    );

  test("named by its environment variable wins over PATH and cache", async () => {
    const path = binary("mine/judge", "2.5.0");
    binary("one/judge", "3.0.0");
    cached("3.1.0");
    expect(await find({ MONITORGEN_JUDGE: path })).toEqual({ path, version: [2, 5, 0], from: "MONITORGEN_JUDGE" });
  });

  test("named by its environment variable but too old or absent is final: nothing else replaces it", async () => {
    const path = binary("mine/judge", "1.9.0");
    cached("3.1.0");
    expect(await find({ MONITORGEN_JUDGE: path })).toEqual({
      tried: [`MONITORGEN_JUDGE=${path}: 1.9.0 is older than 2.0.0 (it reads our files)`],
      final: true,
    });
    expect(await find({ MONITORGEN_JUDGE: "/nowhere" })).toMatchObject({ final: true });
  });

  test("named by its environment variable may print no version", async () => {
    const path = binary("mine/judge", "");
    const found = await find({ MONITORGEN_JUDGE: path });
    expect(isFound(found) && describeFound(tool, found)).toBe("judge of unknown version (MONITORGEN_JUDGE)");
  });

  test("in PATH wins over the cache", async () => {
    const path = binary("one/judge", "2.0.0");
    cached("3.1.0");
    expect(await find()).toEqual({ path, version: [2, 0, 0], from: "PATH" });
  });

  test("in PATH but too old counts as absent, and the next folder is asked", async () => {
    binary("one/judge", "1.99.0");
    const path = binary("two/judge", "2.0.1");
    expect(await find()).toEqual({ path, version: [2, 0, 1], from: "PATH" });
  });

  test("may have the name that the distribution gives it", async () => {
    const path = binary("one/prometheus-judge", "2.0.0");
    const debian = { package: "prometheus-judge", path: "usr/bin/prometheus-judge" };
    expect(await find({}, { ...tool, debian })).toEqual({ path, version: [2, 0, 0], from: "PATH" });
  });

  test("may be where a distribution installs it, the newest of several; nothing newer is demanded of what isn't built", async () => {
    binary("lib/9/bin/judge", "9.0.0");
    const path = binary("lib/10/bin/judge", "10.0.0");
    const { go: _, ...installed } = { ...tool, newest: tool.lowest, folders: [join(folder, "lib/*/bin")] };
    const found = { path, version: [10, 0, 0], from: join(folder, "lib/*/bin") };
    expect(await find({}, installed)).toEqual(found);
    expect(await find({ MONITORGEN_TOOLS: "newest" }, installed)).toEqual(found);
  });

  test("in the cache is the newest that will do; other files there do not matter", async () => {
    cached("1.0.0");
    cached("2.10.0");
    cached("2.9.0");
    cached(".work-abc");
    const found = await find();
    expect(found).toMatchObject({ version: [2, 10, 0], from: "cache" });
    expect(isFound(found) && describeFound(tool, found)).toBe("judge 2.10.0 (cache)");
  });

  test("that is nowhere says where it was looked for", async () => {
    binary("one/judge", "1.0.0");
    cached("1.5.0");
    expect(await find()).toEqual({
      tried: [
        `${join(folder, "one/judge")}: 1.0.0 is older than 2.0.0 (it reads our files)`,
        `none in ${join(folder, "cache/monitorgen/judge")}`,
      ],
    });
  });

  test("demanded as the newest is not taken from PATH, and an older one in the cache will not do", async () => {
    binary("one/judge", "3.1.0");
    cached("3.0.0");
    expect(await find({ MONITORGEN_TOOLS: "newest" })).toMatchObject({ tried: [expect.stringContaining("none in")] });
    const path = cached("3.1.0");
    expect(await find({ MONITORGEN_TOOLS: "newest" })).toEqual({ path, version: [3, 1, 0], from: "cache" });
  });
});
