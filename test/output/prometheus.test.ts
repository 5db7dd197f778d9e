import { basename, dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { promtool } from "../judges/tools.ts";
import { committed, output } from "./files.ts";

const rules = committed(/prometheus\/rules\/.*\.yaml$/);
const scrapes = committed(/prometheus\/scrape\/.*\.yaml$/);
const tests = committed(/^[a-z-]+\/prometheus\/tests\/.*\.yaml$/);

describe("promtool accepts", () => {
  test("every rule file, with all its lints", async () => {
    expect(rules.length).toBeGreaterThan(20);
    const { status, stdout, stderr } = await promtool(
      ["check", "rules", "--lint=all", "--lint-fatal", ...rules.map(({ path }) => path)],
      { cwd: output },
    );
    expect(stdout + stderr).not.toContain("FAILED");
    expect(status).toBe(0);
  });

  test("every scrape configuration", async () => {
    expect(scrapes.length).toBeGreaterThan(2);
    for (const { path } of scrapes) {
      const { status, stdout, stderr } = await promtool(["check", "config", "--syntax-only", path], { cwd: output });
      expect(stdout + stderr).toContain("SUCCESS");
      expect(status).toBe(0);
    }
  });
});

describe("every alert fires just past its threshold, is silent just short of it, and resolves", () => {
  const folders = [...new Set(tests.map(({ path }) => dirname(path)))];

  test.each(folders)(
    "in %s",
    async (folder) => {
      const files = tests.filter(({ path }) => dirname(path) === folder).map(({ path }) => basename(path));
      // promtool runs its files one after the other: two of it use both cores.
      const halves = [files.filter((_, i) => i % 2 === 0), files.filter((_, i) => i % 2 === 1)];
      const cwd = `${output}/${folder}`;
      const finished = await Promise.all(
        halves.flatMap((half) => (half.length === 0 ? [] : [promtool(["test", "rules", ...half], { cwd })])),
      );
      for (const { status, stdout, stderr } of finished) {
        expect(stdout + stderr).not.toContain("FAILED");
        expect(status).toBe(0);
      }
    },
    240_000,
  );

  test("has a test of its own", () => {
    const alerts = rules
      .filter(({ path }) => !path.startsWith("environments/"))
      .flatMap(({ path, content }) =>
        [...content.matchAll(/^ +- alert: (\w+)$/gm)].map(
          ([, alert]) => `${path.split("/")[0]}/prometheus/tests/${alert}.yaml`,
        ),
      );
    expect(alerts.length).toBeGreaterThan(70);
    expect(tests.map(({ path }) => path)).toEqual(alerts.sort());
  });
});
