import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { monitorgen, type Ran } from "../cli/console.ts";
import { type Files, yamlProject } from "../mistakes/project.ts";
import { written } from "./projects.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A warning, and what is said about it. */
const project = (suppress: string): Files =>
  yamlProject(
    `schedules: {}\npolicies:\n  patient: { minimumFor: 5m, severity: warning }\n${suppress === "" ? "" : `suppress:\n  - ${suppress}\n`}`,
  );

function ran(files: Files, ...args: readonly string[]): Promise<Ran> {
  const root = written(files);
  roots.push(root);
  return monitorgen(args, { cwd: root });
}

const KNOWN = "{ code: MG2741, at: alerts/RequestsFail, reason: It settles by itself., until: 2027-03-31 }";

test("a warning is told, and stops nothing", async () => {
  const { exit, stderr } = await ran(project(""), "build");
  expect(exit).toBe(0);
  expect(stderr).toContain("warning MG2741  policy isn't kept to");
});

test.each([
  ["by its code", KNOWN],
  ["by its name", KNOWN.replace("MG2741", "policy/warning")],
  ["in the whole tenant", KNOWN.replace("at: alerts/RequestsFail, ", "")],
  ["on its last day", KNOWN.replace("2027-03-31", "2026-11-20")],
])("one that is suppressed %s is not", async (_, suppress) => {
  const { exit, stderr } = await ran(project(suppress), "build", "--today", "2026-11-20");
  expect(exit).toBe(0);
  expect(stderr).not.toContain("warning");
});

test("when its day is over, both are told, and the build is what it was", async () => {
  const root = written(project(KNOWN));
  roots.push(root);
  const before = await monitorgen(["build", "--today", "2027-03-31"], { cwd: root });
  const after = await monitorgen(["build", "--today", "2027-04-01"], { cwd: root });
  expect([before.exit, after.exit]).toEqual([0, 0]);
  expect(before.stderr).not.toContain("warning");
  expect(after.stderr).toContain("warning MG2741");
  expect(after.stderr).toContain(
    "MG2741 was to stand until 2027-03-31, today is 2027-04-01; the reason was: It settles by",
  );
  expect(after.stdout).toContain("unchanged");
  expect(after.stdout).not.toContain(" written");
});

test("a build that is remembered is done again when a suppression has expired", async () => {
  const root = written({ ...project(KNOWN), "node_modules/.keep": "" });
  roots.push(root);
  const on = (today: string) => monitorgen(["build", "--today", today], { cwd: root });
  await on("2027-03-01");
  const again = await on("2027-03-31");
  expect(again.stderr).toBe("");
  expect((await on("2027-04-01")).stderr).toContain("warning MG2752");
});

test.each([
  ["at something else", KNOWN.replace("alerts/RequestsFail", "teams/music"), "MG2741 isn't found at teams/music"],
  [
    "of a kind that isn't found",
    "{ code: metric/unscraped, reason: Later., until: 2027-03-31 }",
    "metric/unscraped isn't found in the tenant",
  ],
])("one %s is found to be useless", async (_, suppress, reason) => {
  const { exit, stderr } = await ran(project(suppress), "build", "--today", "2026-11-20");
  expect(exit).toBe(0);
  expect(stderr).toContain("warning MG2753  suppression suppresses nothing");
  expect(stderr.replaceAll(/\s+/g, " ")).toContain(reason);
});

test("what only a build finds can be suppressed, too", async () => {
  const unused = {
    code: "MG2642",
    at: "schedules/office",
    reason: "The night shift begins in May.",
    until: "2027-05-31",
  };
  const files = yamlProject(`suppress:\n  - ${JSON.stringify(unused)}\n`);
  const { exit, stderr } = await ran(files, "build", "--today", "2026-11-20");
  expect(exit).toBe(0);
  expect(stderr).not.toContain("warning");
  const told = await ran(yamlProject(""), "build", "--today", "2026-11-20");
  expect(told.stderr).toContain("warning MG2642");
});

test("in one environment that can't be said", async () => {
  const suppress = KNOWN.replace("alerts/RequestsFail", "teams/music");
  const { stderr } = await ran(project(suppress), "build", "--env", "staging", "--today", "2026-11-20");
  expect(stderr).not.toContain("MG2753");
});

test.each([
  ["MG2703", "is about other tenants, too: only the organisation can let it stand"],
  ["tenant/foreign-matcher", "is an error: what it finds can't be deployed as it is"],
  ["MG2753", "is about suppressions"],
])("%s can't be suppressed", async (code, why) => {
  const { exit, stderr } = await ran(project(KNOWN.replace("MG2741", code)), "validate");
  expect(exit).toBe(1);
  expect(stderr.replaceAll(/\s+/g, " ")).toContain(why);
});

test("what isn't a day is no day", async () => {
  const { exit, stderr } = await ran(project(""), "validate", "--today", "tomorrow");
  expect([exit, stderr.split("\n")[0]]).toEqual([2, expect.stringContaining("It is no day, such as 2027-03-31.")]);
  const declared = await ran(project(KNOWN.replace("2027-03-31", "31.3.2027")), "validate");
  expect(declared.stderr).toContain('"31.3.2027" is not a day, such as 2027-03-31');
  const february = await ran(project(KNOWN.replace("2027-03-31", "2027-02-31")), "validate");
  expect(february.stderr).toContain('"2027-02-31" is not a day, such as 2027-03-31');
  expect(declared.stderr).toMatch(/^1 error\b/m);
});

test("without an option, the day is today's", async () => {
  const root = written(project(KNOWN.replace("2027-03-31", "2020-01-31")));
  roots.push(root);
  writeFileSync(join(root, "nothing"), "");
  expect((await monitorgen(["validate"], { cwd: root })).stderr).toContain(new Date().toISOString().slice(0, 10));
});
