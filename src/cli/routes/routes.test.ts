import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { run } from "../../../scripts/steps/run-command.ts";
import { monitorgen } from "../../../test/cli/console.ts";
import { projectOf } from "../../../test/cli/project.ts";
import { alertOf, program } from "../../../test/fixtures/program.ts";
import type { Inhibition, Program } from "../../program/program.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const first = alertOf({ name: "PlayerDown", expr: 'up{job="player", tenant="acme"} == 0' });
const second = alertOf({ name: "PlayerSlow", expr: 'up{job="player", tenant="acme"} == 0', severity: "ticket" });
const inhibition: Inhibition = {
  source: { alertname: first.name },
  target: { alertname: second.name },
  equal: ["service"],
  reason: "the second follows from the first",
  origin: { path: ["alerts", second.name], name: "inhibition" },
};
const held: Program = { ...program, alerts: [...program.alerts, first, second], inhibitions: [inhibition] };

const routes = (args: readonly string[], programs: readonly Program[] = [held]) =>
  monitorgen(["test", "routes", ...args], { facade: { compileProject: async () => projectOf(programs) } });

interface Row {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly receiver: string;
  readonly when: string;
  readonly sent?: boolean;
  readonly mutedBy?: readonly string[];
  readonly heldBackBy: readonly object[];
}

async function rowsOf(args: readonly string[], programs?: readonly Program[]): Promise<readonly Row[]> {
  const { stdout } = await routes([...args, "--format", "json"], programs);
  return JSON.parse(stdout).routes;
}

describe("the table", () => {
  test("has a row for each way of an alert to a receiver, and says what keeps it silent", async () => {
    const { exit, stdout } = await routes([]);
    expect(exit).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^alert +severity +receiver +when +again$/);
    expect(stdout).toMatch(/ticket +acme\/music +during office-hours +1d\n +acme\/reports +outside office-hours/);
    expect(stdout).toContain(`    silent while ${first.name} fires`);
  });

  test("names tenants where they are several", async () => {
    const globex = { ...held, tenant: { ...held.tenant, name: "globex" } };
    expect((await routes([], [held, globex])).stdout).toMatch(/^tenant +alert/);
  });

  test("fits into 100 columns, and tabs are only between the columns of the other form", async () => {
    const { stdout } = await routes([]);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const { stdout: tsv } = await routes(["--format", "tsv"]);
    const widths = new Set(
      tsv
        .trimEnd()
        .split("\n")
        .map((line) => line.split("\t").length),
    );
    expect([...widths]).toEqual([12]);
  });
});

describe("as data", () => {
  test("each label set has its rows, with group and times", async () => {
    const rows = await rowsOf([]);
    const own = rows.filter(({ alert }) => alert === first.name);
    expect(own.map(({ labels }) => labels["service"])).toEqual(["player", "search"]);
    expect(own[0]).toMatchObject({
      receiver: "acme/oncall",
      when: "always",
      group: { alertname: first.name, tenant: "acme" },
    });
    const [target] = rows.filter(({ alert }) => alert === second.name);
    expect(target?.heldBackBy).toEqual([{ alert: first.name, equal: ["service", "tenant"] }]);
  });

  test("an alert of other values of an equal label doesn't hold another back", async () => {
    const pinned = { ...first, conditionLabels: [], labels: { ...first.labels, service: "player" } };
    const rows = await rowsOf(["--label", "service=search"], [{ ...held, alerts: [pinned, second] }]);
    expect(rows.find(({ alert }) => alert === second.name)?.heldBackBy).toEqual([]);
  });
});

describe("a time", () => {
  const ticket = "--label severity=ticket team=music".split(" ");

  test.each([
    ["2026-11-20T11:00:00+01:00", ["acme/music"]],
    ["2026-11-20T22:00:00+01:00", ["acme/reports"]],
  ])("%s tells who hears then", async (at, told) => {
    const rows = (await rowsOf([...ticket, "--at", at])).filter(({ receiver }) => /music|reports/.test(receiver));
    expect([...new Set(rows.filter(({ sent }) => sent).map(({ receiver }) => receiver))]).toEqual(told);
    expect(rows.filter(({ sent }) => !sent).flatMap(({ mutedBy }) => mutedBy)).toContain("office-hours");
    expect((await routes([...ticket, "--at", at])).stdout).toMatch(/told[\s\S]*waits: |waits: [\s\S]*told/);
    expect((await routes([...ticket, "--at", at, "--format", "tsv"])).stdout).toMatch(/\ttold\t[\s\S]*\tyes\t/);
  });

  test.each(["yesterday", "2026-11-20", "2026-11-20T22:00:00", "2026-13-41T22:00:00Z"])("%s is refused", async (at) => {
    const { exit, stderr } = await routes(["--at", at]);
    expect([exit, stderr]).toEqual([
      2,
      expect.stringContaining("a time has a date, hours and a zone: 2026-11-20T22:00:00Z"),
    ]);
  });
});

describe("labels", () => {
  test("choose alerts that can have them, with these values", async () => {
    const rows = await rowsOf(["--label", "service=search", "severity=page"]);
    expect(rows.length).toBeGreaterThan(0);
    for (const { labels } of rows) expect(labels).toMatchObject({ service: "search", severity: "page" });
  });

  test("that no alert can have are refused", async () => {
    const { exit, stderr, stdout } = await routes(["--label", "service=nobodys"]);
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("no alert can have service=nobodys");
    expect((await routes(["--label", "service"])).stderr).toContain("a label is a name and a value: severity=page");
  });
});

test("nothing to route is no row", async () => {
  expect(await routes([], [{ ...program, alerts: [] }])).toMatchObject({ exit: 0, stdout: "" });
  expect(await routes(["--format", "tsv"], [{ ...program, alerts: [] }])).toMatchObject({ exit: 0, stdout: "" });
});

test("test alone, and with a word that it doesn't know, says what there is", async () => {
  expect(await monitorgen(["test"])).toMatchObject({
    exit: 2,
    stderr: "error  what shall be tested?\n  monitorgen test routes; monitorgen test coverage\n",
  });
  expect((await monitorgen(["test", "nope"])).stderr).toContain("nothing to test is called 'nope'");
  expect(await monitorgen(["test", "--help"])).toMatchObject({ exit: 0, stdout: expect.stringContaining("routes") });
});

test("as a process, it shows who is woken by the tenants of this repository", async () => {
  const args = [`${ROOT}src/cli/main.ts`, "test", "routes", "--tenant", "acme", "--at", "2026-11-21T03:00:00Z"];
  const { status, stdout } = await run(process.execPath, args, { cwd: ROOT });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ErrorRatioHigh +page +acme\/oncall +told +1h$/m);
  expect(stdout).toMatch(/^AccuracyLow +ticket +acme\/room +waits: during office-hours +12h\n +acme\/mail +told/m);
});
