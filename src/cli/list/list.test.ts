import { expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";
import { projectOf } from "../../../test/cli/project.ts";
import { program as drawn } from "../../../test/fixtures/dashboards.ts";
import { program, promql } from "../../../test/fixtures/program.ts";
import { emptyTenant } from "../../diagnostics/codes/reference.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../program/program.ts";
import { LISTS } from "./names.ts";

const staging: Program = { ...program, environment: { ...program.environment, name: "staging", isDefault: false } };

const list = (args: readonly string[], programs: readonly Program[] = [program]) =>
  monitorgen(["list", ...args], { facade: { compileProject: async () => projectOf(programs) } });
const rows = async (what: string, programs?: readonly Program[]) => {
  const { stdout } = await list([what, "--format", "json"], programs);
  return JSON.parse(stdout)[what];
};

test("tenants are listed unless something else is asked for", async () => {
  const { exit, stdout } = await list([]);
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^tenant {2}title .*\nacme {4}Acme/);
});

test.each(LISTS)("%s can be listed as a table and as data", async (what) => {
  const { exit, stdout, stderr } = await list(
    [what],
    [program, { ...drawn, tenant: { ...drawn.tenant, name: "globex" } }],
  );
  expect([exit, stderr]).toEqual([0, ""]);
  const found = await rows(what);
  for (const row of found) expect(Object.keys(row).join(" ")).not.toBe("");
  expect(stdout.split("\n").length).toBeGreaterThan(found.length);
});

test("alerts come with who owns them and where they are declared, once for all environments", async () => {
  const found = await rows("alerts", [program, staging]);
  expect(found).toHaveLength(program.alerts.length);
  expect(found[0]).toMatchObject({ tenant: "acme", declared: "tenants/acme/tenant.ts:41:5" });
});

test("as data, labels are a list and PromQL is whole; a table shows them in words, and no wait as nothing", async () => {
  const metrics: { metric: string; labels: readonly string[] }[] = await rows("metrics");
  expect(metrics.find(({ metric }) => metric === "http_requests_total")?.labels).toContain("service");
  const two = program.metrics.map((one) => ({ ...one, labels: ["a", "b"].map((name) => ({ name, cardinality: 1 })) }));
  expect((await list(["metrics"], [{ ...program, metrics: two }])).stdout).toContain("  a, b  ");
  const expr = promql(`sum(${"x".repeat(90)})`);
  const recorded = { ...program, recordings: program.recordings.map((one) => ({ ...one, expr })) };
  const [recording]: { expression: string }[] = await rows("recordings", [recorded]);
  expect(recording?.expression).toBe(`sum(${"x".repeat(90)})`);
  expect((await list(["recordings"], [recorded])).stdout).toContain("xxx…");
  expect(await rows("environments")).toMatchObject([{ default: true }]);
  const atOnce = { ...program, alerts: program.alerts.map((alert) => ({ ...alert, for: 0 })) };
  expect((await rows("alerts", [atOnce]))[0]).toMatchObject({ for: "0s" });
  expect((await list(["alerts"], [atOnce])).stdout).not.toContain("0s");
});

test("a metric's series are counted: labels multiplied, buckets, sum, count and infinity included", async () => {
  const found: { metric: string; series: number }[] = await rows("metrics");
  const series = Object.fromEntries(found.map((one) => [one.metric, one.series]));
  expect(series["http_requests_total"]).toBe(2);
  expect(series["track_tempo_bpm"]).toBe(2 * 7);
});

test("environments are those of all programs; teams tell when who hears", async () => {
  const environments: { environment: string }[] = await rows("environments", [program, staging]);
  expect(environments.map(({ environment }) => environment)).toEqual([program.environment.name, "staging"]);
  const teams = await rows("teams");
  expect(teams[0]).toMatchObject({ page: "oncall", ticket: "music during office-hours, otherwise reports" });
  expect(teams[1]).toMatchObject({ ticket: "reports during office-hours" });
});

test("a list of nothing is empty; findings are told beside", async () => {
  expect(await list(["slos"], [])).toEqual({ exit: 0, stdout: "", stderr: "" });
  const at = { file: "tenants/acme/tenant.ts", line: 1, column: 1 };
  const project = projectOf([], [diagnostic(emptyTenant, at, { tenant: "acme" })]);
  const { exit, stderr } = await monitorgen(["list"], { facade: { compileProject: async () => project } });
  expect(exit).toBe(1);
  expect(stderr).toContain("MG2401");
});

test("a tenant without a program has no rows; one that is only elsewhere than in the default environment has", async () => {
  const [tenant] = projectOf([program]).tenants;
  if (tenant === undefined) throw new Error("the project has a tenant");
  const without = { ...projectOf([]), tenants: [{ ...tenant, programs: [] }] };
  const { stdout } = await monitorgen(["list"], { facade: { compileProject: async () => without } });
  expect(stdout).toBe("");
  expect(await rows("tenants", [staging])).toHaveLength(1);
});

test("what is broken is listed, too: it may be what one looks for", async () => {
  const asked: boolean[] = [];
  const compileProject = async ({ evenIfBroken = false }: { evenIfBroken?: boolean }) => {
    asked.push(evenIfBroken);
    return projectOf([program]);
  };
  await monitorgen(["list", "cost"], { facade: { compileProject } });
  expect(asked).toEqual([true]);
});

test("costs are listed with their sum first, then the heaviest", async () => {
  const found: { what: string; kind: string; series: number; rules: number; samplesPerEvaluation: number }[] =
    await rows("cost");
  const [total, ...each] = found;
  expect(total).toMatchObject({
    tenant: "acme",
    what: "total",
    rules: program.alerts.length + program.recordings.length,
  });
  expect(total?.series).toBe(each.reduce((sum, { series }) => sum + series, 0));
  const samples = each.map(({ samplesPerEvaluation }) => samplesPerEvaluation);
  expect(samples).toEqual([...samples].sort((a, b) => b - a));
});
