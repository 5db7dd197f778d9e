import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../../scripts/steps/run-command.ts";
import { serverTools, tools } from "../../../scripts/tools/table.ts";
import { monitorgen, type Ran } from "../../../test/cli/console.ts";
import { nameOfHolder } from "../../output/lock-holder.ts";
import type { Looked } from "./finding.ts";
import { JUDGES } from "./judges.ts";
import { lookAtNode } from "./machine.ts";

let root: string;
let programs: string;
beforeEach(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "doctor-")));
  root = join(folder, "project");
  programs = join(folder, "programs");
  for (const each of [root, programs]) mkdirSync(each);
});
afterEach(() => rmSync(dirname(root), { recursive: true, force: true }));

const SYSTEM = "/usr/bin:/bin";

function doctor(env: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Promise<Ran> {
  const quiet = { HOME: root, PATH: `${programs}${delimiter}${SYSTEM}` };
  return monitorgen(["doctor", ...args], { cwd: root, env: { ...quiet, ...env } });
}

async function checks(env: Readonly<Record<string, string>> = {}): Promise<ReadonlyMap<string, Looked>> {
  const { stdout } = await doctor(env, "--format", "json");
  const looked: readonly Looked[] = JSON.parse(stdout).checks;
  return new Map(looked.map((one) => [one.name, one]));
}

const init = (...args: readonly string[]): Promise<Ran> =>
  monitorgen(["init", "--name", "shop", ...args], { cwd: root });

function program(name: string, printed: string, folder = programs): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\necho '${printed}'\n`);
  chmodSync(join(folder, name), 0o755);
}

test("an empty folder lacks tenants, and is told how to get them", async () => {
  const { exit, stdout, stderr } = await doctor();
  expect([exit, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(/^✗ {2}tenants +there is no tenants\/ here or above/m);
  expect(stdout).toMatch(/^what to do\n {2}tenants +monitorgen init$/m);
  expect(stdout).toContain("\n1 thing that a build needs is missing\n");
  expect(readdirSync(root)).toEqual([]);
});

test("a project that builds has all that it needs, in text and as data", async () => {
  await init();
  const { exit, stdout } = await doctor();
  expect(exit).toBe(0);
  expect(stdout).not.toContain("✗");
  expect(stdout).toMatch(/\na build has all that it needs; \d things would be good to have\n$/);
  const data = await doctor({}, "--format", "json");
  expect([data.exit, JSON.parse(data.stdout)]).toMatchObject([0, { ok: true, version: expect.any(String) }]);
  const looked = await checks();
  expect(looked.get("tenants")?.found).toBe("1 tenant: 1 in TypeScript");
  expect(looked.get("organisation")?.found).toBe("environments: production");
  for (const name of ["Node", "esbuild", "oxc-parser", "output", "builds", "disk"]) {
    expect(looked.get(name), name).toMatchObject({ state: "ok" });
  }
});

test("an organisation that can't be read is shown with its first mistake", async () => {
  await init("--form", "yaml");
  writeFileSync(join(root, "tenants/organisation.yaml"), "organisation: [");
  expect((await checks()).get("organisation")).toMatchObject({
    state: "missing",
    found: expect.stringMatching(/^MG\d{4} .* at tenants\/organisation\.yaml:1$/),
    fix: expect.stringMatching(/^monitorgen explain MG\d{4}$/),
  });
});

test("a folder that can't be a tenant is told beside those that can", async () => {
  await init();
  mkdirSync(join(root, "tenants/Not A Tenant"));
  expect((await checks()).get("tenants")).toMatchObject({
    state: "missing",
    found: "1 tenant: 1 in TypeScript; 1 folder can't be one",
    fix: "monitorgen validate",
  });
});

describe("the editor", () => {
  test("finds types of this version, of another one, or none", async () => {
    await init();
    expect((await checks()).get("editor types")).toMatchObject({
      state: "advice",
      found: expect.stringMatching(/isn't installed/),
    });
    const installed = join(root, "node_modules/monitorgen");
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, "package.json"), '{"version": "0.0.9"}');
    expect((await checks()).get("editor types")?.found).toMatch(/^0\.0\.9, but this is monitorgen \d/);
  });

  test("needs a schema that is there and up to date for YAML, and none for TypeScript", async () => {
    await init("--form", "yaml");
    expect((await checks()).get("editor schema")).toMatchObject({ state: "ok", found: "named by 2 files" });
    writeFileSync(join(root, "schemas/tenant.schema.json"), "{}");
    expect((await checks()).get("editor schema")?.found).toBe("schemas/tenant.schema.json is stale");
    rmSync(join(root, "schemas"), { recursive: true });
    expect((await checks()).get("editor schema")).toMatchObject({
      found: "tenants/shop/tenant.yaml names ../../schemas/tenant.schema.json, which isn't there",
      fix: "monitorgen schema --write",
    });
    writeFileSync(join(root, "tenants/shop/tenant.yaml"), "tenant: shop\n");
    expect((await checks()).get("editor schema")?.fix).toMatch(/\$schema=\.\.\/\.\.\/schemas\/tenant\.schema\.json$/);
  });
});

describe("the output", () => {
  test("that an interrupted build left is told, and so is the lock of one that is gone", async () => {
    await init();
    mkdirSync(join(root, "output/shop/.monitorgen-build"), { recursive: true });
    writeFileSync(join(root, "output/shop/.monitorgen-build/journal.json"), "[]");
    expect((await checks()).get("builds")).toMatchObject({ found: "interrupted in shop", fix: "monitorgen build" });
    rmSync(join(root, "output/shop"), { recursive: true });
    const lock = join(root, "output/.monitorgen.lock");
    mkdirSync(lock);
    const own = nameOfHolder();
    writeFileSync(join(lock, own), "");
    expect((await checks()).get("builds")).toMatchObject({ found: `process ${process.pid} is writing` });
    const { pid } = await ended();
    renameSync(join(lock, own), join(lock, own.replace(/^\d+/, String(pid))));
    expect((await checks()).get("builds")).toMatchObject({ found: "a build that is gone left its lock" });
  });

  test("that Git ignores, or whose line ends it changes, is told", async () => {
    await init();
    const env = { env: { PATH: SYSTEM, HOME: root } };
    await run("git", ["init", "--quiet"], { cwd: root, ...env });
    expect((await checks()).get("git")).toMatchObject({ state: "ok" });
    await run("git", ["config", "core.autocrlf", "true"], { cwd: root, ...env });
    expect((await checks()).get("git")).toMatchObject({ fix: "echo 'output/** -text' >> .gitattributes" });
    writeFileSync(join(root, ".gitattributes"), "output/** -text\n");
    expect((await checks()).get("git")).toMatchObject({ state: "ok" });
    writeFileSync(join(root, ".gitignore"), "output/\n");
    expect((await checks()).get("git")).toMatchObject({
      state: "advice",
      found: expect.stringMatching(/but output is ignored/),
    });
  });
});

describe("the judges", () => {
  test("are those of our own tests, in the same versions and by the same variables", () => {
    const known = [...tools, ...serverTools].map(({ name, environment, lowest, because }) => [
      name,
      { environment, lowest, because },
    ]);
    for (const { name, environment, lowest, because } of JUDGES) {
      expect(known).toContainEqual([name, { environment, lowest, because }]);
    }
  });

  test("are found in PATH, too old there, in the cache, or by their variable", async () => {
    const path = { PATH: programs };
    expect((await checks(path)).get("promtool")).toMatchObject({ state: "advice", found: "not in PATH" });
    program("promtool", "promtool, version 2.30.0");
    expect((await checks(path)).get("promtool")?.found).toBe(
      `${join(programs, "promtool")}: 2.30.0 is older than 2.42.0 (alerts use keep_firing_for)`,
    );
    program("promtool", "", join(root, ".cache/monitorgen/promtool/2.50.1"));
    program("promtool", "", join(root, ".cache/monitorgen/promtool/3.15.0"));
    expect((await checks(path)).get("promtool")?.found).toBe("3.15.0 (monitorgen's cache)");
    program("promtool", "promtool, version 3.1.0");
    expect((await checks(path)).get("promtool")).toMatchObject({
      state: "ok",
      found: `3.1.0 (${join(programs, "promtool")})`,
    });
    const named = { ...path, MONITORGEN_PROMTOOL: join(programs, "other") };
    expect((await checks(named)).get("promtool")?.found).toBe("MONITORGEN_PROMTOOL names no program");
    program("other", "promtool, version 3.2.0");
    expect((await checks(named)).get("promtool")?.found).toBe("3.2.0 (MONITORGEN_PROMTOOL)");
  });
});

test("MONITORING_ENV is told by the environment's name where it is one, and not at all where it isn't", async () => {
  await init();
  expect((await checks()).has("environment")).toBe(false);
  expect((await checks({ MONITORING_ENV: "production" })).get("environment")?.found).toBe("production alone");
  const { exit, stdout } = await doctor({ MONITORING_ENV: "hunter2" });
  expect(exit).toBe(1);
  expect(stdout).toContain("none of those that are declared");
  expect(stdout).not.toContain("hunter2");
});

test("no value of an environment variable is printed", async () => {
  await init();
  const secret = "s3cr3t-v4lue";
  const names = ["MONITORGEN_PROMTOOL", "MONITORGEN_PINT", "HTTPS_PROXY", "GITHUB_TOKEN", "MONITORING_ENV", "CI"];
  const env = Object.fromEntries(names.map((name) => [name, `https://user:${secret}@example.com`]));
  for (const args of [[], ["--format", "json"]]) {
    const { stdout, stderr } = await doctor(env, ...args);
    expect(`${stdout}${stderr}`).not.toContain(secret);
  }
});

test.each([
  ["20.19.0", "ok"],
  ["24.21.0", "ok"],
  ["26.0.0-nightly", "ok"],
  ["20.18.3", "missing"],
  ["18.20.8", "missing"],
])("Node %s is %s", (version, state) => {
  expect(lookAtNode(version).state).toBe(state);
});

test("Node's lowest version is that of package.json", async () => {
  const { default: description } = await import("../../../package.json", { with: { type: "json" } });
  expect(lookAtNode("1.0.0").why).toBe(`monitorgen runs on Node ${description.engines.node.slice(2)}.0 and newer`);
});

async function ended(): Promise<{ readonly pid: number }> {
  const { stdout } = await run("sh", ["-c", "echo $$"]);
  return { pid: Number(stdout) };
}
