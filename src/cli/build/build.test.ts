import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { monitorgen, type Ran } from "../../../test/cli/console.ts";
import { generatedOf, projectOf } from "../../../test/cli/project.ts";
import { program } from "../../../test/fixtures/program.ts";
import { emptyTenant } from "../../diagnostics/codes/reference.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import type { GeneratedProject } from "../../project.ts";
import { untilWritten } from "./until-written.ts";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "build-")));
  mkdirSync(join(root, "tenants"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const staging: Program = { ...program, environment: { ...program.environment, name: "staging", isDefault: false } };
const named = (name: string): Program => ({ ...program, tenant: { ...program.tenant, name } });
const build = (project: GeneratedProject, ...args: readonly string[]): Promise<Ran> =>
  monitorgen(["build", ...args], { cwd: root, facade: { generateProject: async () => project } });
const finding = (): Diagnostic =>
  diagnostic(emptyTenant, { file: "tenants/acme/tenant.ts", line: 1, column: 1 }, { tenant: "acme" });

test("a build says what is proven, who is woken, what was written, and how to go on", async () => {
  const { exit, stdout, stderr } = await build(generatedOf(projectOf([program])));
  expect([exit, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "✓  acme  7 of 7  alerts proven  2 page  4 ticket  1 info

    who is woken
      acme  music     page    PagerDuty oncall
                      ticket  Slack music during office-hours, otherwise e-mail reports
            platform  ticket  e-mail reports during office-hours
                      info    webhook audit

    files
      output/acme  1 written

    next
      git add output/acme
      monitorgen explain ErrorRatioHigh
    "
  `);
});

test("the next command names the tenant where several have the alert, and repeats what chose them", async () => {
  const both = await build(generatedOf(projectOf([named("acme"), named("globex")])));
  expect(both.stdout).toContain("  monitorgen explain ErrorRatioHigh --tenant acme\n");
  const chosen = await build(generatedOf(projectOf([program])), "--root", root, "--env", "production");
  expect(chosen.stdout).toContain(`  monitorgen explain ErrorRatioHigh --root ${root} --env production\n`);
  mkdirSync(join(root, "a b/tenants"), { recursive: true });
  const quoted = await build(generatedOf(projectOf([program])), "--root", "a b");
  expect(quoted.stdout).toContain("  monitorgen explain ErrorRatioHigh --root 'a b'\n");
});

test("a second build changes nothing and says so", async () => {
  await build(generatedOf(projectOf([program])));
  const { stdout } = await build(generatedOf(projectOf([program])));
  expect(stdout).toContain("output/acme  1 unchanged");
  expect(stdout).not.toContain("git");
});

test("alerts that aren't proven are marked; environments with the same numbers share a line", async () => {
  const { stdout } = await build(generatedOf(projectOf([staging, program]), 1));
  const total = program.alerts.length;
  expect(stdout).toMatch(
    new RegExp(`^!  acme  ${total - 1} of ${total}  alerts proven .*${program.environment.name}, staging\n`),
  );
  expect(stdout).toContain("git add output\n");
});

test("files that were edited by hand, that aren't ours, and interrupted builds are told", async () => {
  await build(generatedOf(projectOf([program])));
  writeFileSync(join(root, "output/acme/README.md"), "edited");
  writeFileSync(join(root, "output/acme/mine.md"), "mine");
  writeFileSync(join(root, "output/acme/other.md"), "mine");
  mkdirSync(join(root, "output/acme/.monitorgen-build"));
  const { stdout } = await build(generatedOf(projectOf([program])));
  expect(stdout).toContain("! output/acme: an interrupted build, repaired\n");
  expect(stdout).toContain("! output/acme/README.md: edited by hand, overwritten\n");
  expect(stdout).toContain("! output/acme/mine.md and 1 more: not monitorgen's, left alone\n");
  expect(stdout).toContain("git diff output/acme\n");
  expect(stdout).not.toContain("git add");
});

test("of many tenants only the sums and what changed are told", async () => {
  const many = Array.from({ length: 20 }, (_, i) => named(`tenant-${String(i).padStart(2, "0")}`));
  const { stdout } = await build(generatedOf(projectOf(many)));
  expect(stdout).toContain(`✓  20 tenants  ${20 * program.alerts.length} of ${20 * program.alerts.length}`);
  expect(stdout).not.toContain("who is woken");
  expect(stdout).toContain("and 8 folders more\n");
  expect(stdout.split("\n").length).toBeLessThan(25);
});

test("errors are told on stderr, end with 1, and nothing is written", async () => {
  const { exit, stdout, stderr } = await build({ ...projectOf([], [finding()]), generated: [] });
  expect([exit, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("error MG2401");
  expect(existsSync(join(root, "output"))).toBe(false);
});

test.each([[[]], [["--check"]]])("a build %j of nothing is an error", async (args) => {
  const { exit, stderr } = await build({ ...projectOf([]), generated: [] }, ...args);
  expect(exit).toBe(1);
  expect(stderr).toContain("error MG2501");
  expect(stderr).toContain("no file follows for output");
});

test("a foreign file in the way is an error, and no summary is shown", async () => {
  mkdirSync(join(root, "output/acme"), { recursive: true });
  writeFileSync(join(root, "output/acme/README.md"), "mine");
  const { exit, stdout, stderr } = await build(generatedOf(projectOf([program])));
  expect([exit, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("error MG2502");
});

test("a build of some tenants says what builds the part that all share", async () => {
  const project = generatedOf(projectOf([program]));
  const { stdout } = await build(project, "--tenant", "acme");
  expect(stdout).toContain(
    "  monitorgen build --all   what all tenants share, in output/organisation, is built of all",
  );
  expect((await build(project)).stdout).not.toContain("build --all");
});

test("--check fails until the output is built, and writes nothing", async () => {
  const project = generatedOf(projectOf([program]));
  const before = await build(project, "--check");
  expect(before.exit).toBe(1);
  expect(before.stderr).toContain("error MG2511");
  expect(existsSync(join(root, "output"))).toBe(false);
  await build(project);
  expect(await build(project, "--check")).toEqual({
    exit: 0,
    stdout: "✓ up to date: 1 file in 1 folder\n",
    stderr: "",
  });
});

test("--check --format junit has a test for each alert and each folder of the output", async () => {
  const project = generatedOf(projectOf([program]));
  const folder = '<testcase classname="output.folder" name="output/acme"/>';
  const before = await build(project, "--check", "--format", "junit");
  expect([before.exit, before.stderr]).toEqual([1, ""]);
  expect(before.stdout).toContain('<failure type="MG2511"');
  expect(before.stdout).not.toContain(folder);
  await build(project);
  const { exit, stdout } = await build(project, "--check", "--format", "junit");
  expect(exit).toBe(0);
  expect(stdout).toContain('<testcase classname="acme.alert" name="ErrorRatioHigh"/>');
  expect(stdout).toContain(folder);
});

test("--format json gives the summary and the findings as one document", async () => {
  const built = await build(generatedOf(projectOf([program])), "--format", "json");
  const { tenants, woken, folders, next, diagnostics } = JSON.parse(built.stdout);
  expect(tenants[0]).toMatchObject({ tenant: "acme", proven: program.alerts.length });
  expect(woken[0]).toMatchObject({ tenant: "acme", team: "music", severity: "page" });
  expect(folders).toEqual([
    {
      folder: "output/acme",
      written: 1,
      removed: 0,
      unchanged: 0,
      repaired: false,
      isNew: true,
      handEdited: [],
      foreign: [],
    },
  ]);
  expect(next[0]).toBe("git add output/acme");
  expect(diagnostics).toEqual([]);
  const failed = await build({ ...projectOf([], [finding()]), generated: [] }, "--format", "json");
  expect(failed).toMatchObject({ exit: 1, stderr: "" });
  expect(JSON.parse(failed.stdout).diagnostics[0]).toMatchObject({ code: "MG2401", line: 1 });
});

test("what is merged from all tenants is written beside them", async () => {
  const project = generatedOf(projectOf([program, staging]));
  const artifacts = [{ path: "alertmanager.yaml", content: "route: {}\n", kind: "alertmanager", origins: [] }];
  const merged = ["organisation", "environments/staging/organisation"].map((folder) => ({
    folder,
    artifacts,
    proven: 0,
  }));
  await build({ ...project, generated: [...project.generated, ...merged] });
  const manifest = (folder: string) => JSON.parse(readFileSync(join(root, "output", folder, "manifest.json"), "utf8"));
  expect(manifest("organisation")).toMatchObject({ tenant: "organisation", environment: program.environment.name });
  expect(manifest("environments/staging/organisation")).toMatchObject({ environment: "staging" });
});

test("the output of a tenant or an environment that is gone goes when all are built, and stays otherwise", async () => {
  await build(generatedOf(projectOf([program, staging, named("gone")])));
  const stays = () =>
    ["gone", "environments/staging/acme"].filter((folder) => existsSync(join(root, "output", folder)));
  const acme = generatedOf(projectOf([program]));
  await build(acme, "--tenant", "acme");
  expect(stays()).toEqual(["gone", "environments/staging/acme"]);
  await build(acme, "--env", program.environment.name);
  expect(stays()).toEqual(["environments/staging/acme"]);
  await build(generatedOf(projectOf([named("gone")])), "--env", "staging");
  expect(stays()).toEqual(["gone"]);
  expect((await build(acme, "--check")).stderr).toContain("MG2516");
  await build(acme, "--all");
  expect(stays()).toEqual([]);
});

test("--out is where to write, from where we are, but not among the declarations", async () => {
  await build(generatedOf(projectOf([program])), "--out", "elsewhere");
  expect(existsSync(join(root, "elsewhere/acme/manifest.json"))).toBe(true);
  expect(await build(generatedOf(projectOf([program])), "--out", "tenants/x")).toMatchObject({ exit: 2 });
  const outside = mkdtempSync(join(tmpdir(), "out-"));
  try {
    const { stdout } = await build(generatedOf(projectOf([program])), "--out", outside);
    expect(stdout).toContain(`git add ${outside}/acme`);
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test("folders that changed are named by what they have in common", async () => {
  const dev = { ...staging, environment: { ...staging.environment, name: "dev" } };
  const { stdout } = await build(generatedOf(projectOf([staging, dev])), "--out", "out");
  expect(stdout).toContain("git add out/environments\n");
});

test("a signal ends the process once the work lets it in, and only meanwhile", async () => {
  const before = process.listenerCount("SIGINT");
  await untilWritten(async () => expect(process.listenerCount("SIGINT")).toBe(before + 1));
  expect(process.listenerCount("SIGINT")).toBe(before);
});

test("a tenant without alerts is built, too, and there is nothing to explain", async () => {
  const { exit, stdout } = await build(generatedOf(projectOf([{ ...program, alerts: [] }])));
  expect(exit).toBe(0);
  expect(stdout).toContain("0 of 0  alerts proven");
  expect(stdout).not.toContain("monitorgen explain");
});
