import { describe, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";
import { projectOf } from "../../../test/cli/project.ts";
import { programOf } from "../../../test/mutants/conditions.ts";
import type { Program } from "../../program/program.ts";

const whole = programOf([{ expr: "queue_length > 50" }]);
const gappy = programOf([{ expr: "queue_length > 50 or queue_length > 100" }]);

const coverage = (program: Program, ...args: readonly string[]) =>
  monitorgen(["test", "coverage", ...args], { facade: { compileProject: async () => projectOf([program]) } });

describe("test coverage", () => {
  test("counts what is shown, by what it is and by severity", async () => {
    const { exit, stdout } = await coverage(whole);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^tenant +shown +alerts +ways to fire +silences +label values +page/);
    expect(stdout).toMatch(/^acme +100 % +2 of 2 +1 of 1 +1 of 1 +– /m);
    expect(stdout).toContain("✓ 100 % of what its alerts do is shown by tests\n");
  });

  test("fails below the threshold, and says what isn't shown and why", async () => {
    const { exit, stdout, stderr } = await coverage(gappy);
    expect(exit).toBe(1);
    expect(stderr).toContain("error MG2152  no test shows this of an alert");
    expect(stderr).toContain("no test of Condition000 shows: stays silent just short of queue_length");
    expect(stdout).toContain("not shown\n  acme Condition000: stays silent");
    expect(stdout).toMatch(/83\.3 % of what its alerts do/);
  });

  test("is content with a threshold that is reached", async () => {
    expect(await coverage(gappy, "--threshold", "83.3")).toMatchObject({
      exit: 0,
      stderr: expect.not.stringContaining("MG2152"),
    });
    expect((await coverage(gappy, "--threshold", "84%")).exit).toBe(1);
  });

  test.each(["101", "many", "-1"])("refuses %s as a threshold", async (threshold) => {
    const { exit, stderr } = await coverage(whole, `--threshold=${threshold}`);
    expect([exit, stderr]).toEqual([2, expect.stringContaining("a threshold is a number from 0 to 100")]);
  });

  test("in JUnit, what is shown is a passed test, and what isn't a failed one", async () => {
    const { exit, stdout } = await coverage(gappy, "--format", "junit");
    expect(exit).toBe(1);
    expect(stdout).toContain('<testcase classname="acme.alert" name="Condition000: fires"/>');
    expect(stdout).toMatch(/<testsuites name="monitorgen" tests="6" failures="1">/);
  });

  test("as data, each thing has a row", async () => {
    const { stdout } = await coverage(gappy, "--format", "json");
    const { percent, coverage: rows, diagnostics } = JSON.parse(stdout);
    expect(percent).toBeCloseTo(83.3, 1);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({ tenant: "acme", alert: "Condition000", kind: "alert", shows: "fires" });
    expect(diagnostics).toMatchObject([{ code: "MG2152" }]);
  });
});
