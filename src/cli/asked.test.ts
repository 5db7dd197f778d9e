import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { monitorgen } from "../../test/cli/console.ts";

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "asked-"));
  mkdirSync(join(root, "tenants"));
  await monitorgen(["init", "--name", "shop", "--yes"], { cwd: root });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const COMMANDS = [["validate"], ["build"], ["build", "--check"], ["list", "alerts"], ["explain", "TargetDown"]];
const asked = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  monitorgen(args, { cwd: root, env });

test.each(COMMANDS)("%s %s of a tenant that doesn't exist is a wrong call", async (...args) => {
  const { exit, stdout, stderr } = await asked([...args, "--tenant", "shp"]);
  expect([exit, stdout]).toEqual([2, ""]);
  expect(stderr).toBe("error  shp is none of shop\n  did you mean --tenant shop?\n");
});

test.each(COMMANDS)("%s %s in an environment that doesn't exist is a wrong call", async (...args) => {
  const { exit, stdout, stderr } = await asked([...args, "--env", "productio"]);
  expect([exit, stdout]).toEqual([2, ""]);
  expect(stderr).toBe(
    "error  --env productio: no environment of the organisation is called 'productio'; there is production\n  did you mean 'production'?\n",
  );
  const named = await asked(args, { MONITORING_ENV: "moon" });
  expect([named.exit, named.stdout]).toEqual([2, ""]);
  expect(named.stderr).toContain("error  MONITORING_ENV=moon: no environment of the organisation");
  expect(named.stderr).toContain("  monitorgen list environments\n");
});
