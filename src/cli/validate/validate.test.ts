import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";
import { projectOf } from "../../../test/cli/project.ts";
import { program } from "../../../test/fixtures/program.ts";
import { emptyTenant } from "../../diagnostics/codes/reference.ts";
import { diagnostic, kind } from "../../diagnostics/diagnostic.ts";

const at = { file: "tenants/acme/tenant.ts", line: 1, column: 1 };
const validate = (project: ReturnType<typeof projectOf>, ...args: readonly string[]) =>
  monitorgen(["validate", ...args], { facade: { compileProject: async () => project } });

test("declarations without a mistake are counted", async () => {
  const { exit, stdout } = await validate(projectOf([program]));
  expect(exit).toBe(0);
  expect(stdout).toBe(`✓ 1 tenant in 1 environment: ${program.alerts.length} alerts, 1 SLO, no findings\n`);
});

test("of several environments the default one is counted, as it is listed", async () => {
  const quiet = { ...program, environment: { ...program.environment, name: "dev", isDefault: false }, alerts: [] };
  const { stdout } = await validate(projectOf([quiet, program]));
  const { name } = program.environment;
  expect(stdout).toBe(`✓ 1 tenant in 2 environments: ${program.alerts.length} alerts, 1 SLO (${name}), no findings\n`);
});

test("warnings are told, and are no failure", async () => {
  const odd = kind({ code: "MG9999", name: "test/odd", severity: "warning", title: "odd", reason: () => "why" });
  const { exit, stdout, stderr } = await validate(projectOf([program], [diagnostic(odd, at, {})]));
  expect(exit).toBe(0);
  expect(stderr).toContain("warning");
  expect(stdout).toContain("1 warning");
});

test("errors are, and as data they are all that is printed", async () => {
  const project = projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]);
  expect(await validate(project)).toMatchObject({ exit: 1, stdout: "" });
  const { exit, stdout, stderr } = await validate(project, "--format", "json");
  expect([exit, stderr]).toEqual([1, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ tenants: [], diagnostics: [{ code: "MG2401" }] });
});

test("the selection reaches the compiler", async () => {
  const asked: unknown[] = [];
  const facade = {
    compileProject: async ({ root: _, progress: __, ...options }: object & { root: string; progress?: unknown }) => {
      asked.push(options);
      return projectOf([program]);
    },
  };
  await monitorgen(["validate", "--tenant", "b", "a", "--env", "staging", "--today", "2027-03-31"], { facade });
  await monitorgen(["validate"], { facade, env: { MONITORING_ENV: "dev" } });
  expect(asked).toEqual([
    { tenants: ["a", "b"], environment: "staging", today: "2027-03-31" },
    { environment: "dev", today: new Date().toISOString().slice(0, 10) },
  ]);
});

test("findings are as wide as the terminal, within reason", async () => {
  const project = projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]);
  const facade = { compileProject: async () => project };
  const head = async (columns: number): Promise<number | undefined> =>
    (await monitorgen(["validate"], { facade, columns })).stderr.split("\n")[0]?.length;
  expect(await head(90)).toBe(90);
  expect(await head(400)).toBe(120);
});

test.each([
  ["github", /^::error file=tenants\/acme\/tenant.ts,line=1,col=1,title=MG2401 /],
  ["gitlab", /^\[\n {2}\{\n {4}"type": "issue",\n {4}"check_name": "tenant\/empty"/],
  ["sarif", /"help": \{\n\s+"text": "# MG2401 · tenant\/empty/],
  ["junit", /<failure type="MG2401"/],
  ["markdown", /^### monitorgen: 1 error\n\n\*\*error MG2401\*\*/],
])("%s goes to stdout, and nothing else anywhere", async (format, text) => {
  const project = projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]);
  const { exit, stdout, stderr } = await validate(project, "--format", format);
  expect([exit, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(text);
});

test("the log of a workflow says that all is well, and JUnit names each alert", async () => {
  expect((await validate(projectOf([program]), "--format", "github")).stdout).toMatch(/^✓ 1 tenant .* no findings\n$/);
  const { stdout } = await validate(projectOf([program]), "--format", "junit");
  expect(stdout).toContain('<testcase classname="acme.alert" name="ErrorRatioHigh"/>');
});

test("of a project in a folder of a repository, reports name files from the repository's top", async () => {
  const top = mkdtempSync(join(tmpdir(), "repository-"));
  mkdirSync(join(top, ".git"));
  mkdirSync(join(top, "deploy/watch"), { recursive: true });
  const facade = { compileProject: async () => projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]) };
  const args = ["validate", "--root", join(top, "deploy/watch"), "--format"];
  expect((await monitorgen([...args, "github"], { facade })).stdout).toContain(
    "file=deploy/watch/tenants/acme/tenant.ts,",
  );
  expect((await monitorgen([...args, "pretty"], { facade })).stderr).toContain(" tenants/acme/tenant.ts\n");
  rmSync(top, { recursive: true });
});
