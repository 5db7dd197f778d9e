import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root as checkout } from "../../../scripts/steps/own-command.ts";
import { monitorgen } from "../../../test/cli/console.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "governance-"));
  for (const state of ["before", "after"]) {
    cpSync(join(checkout, "tenants/organisation.ts"), join(folder, state, "tenants/organisation.ts"));
    cpSync(join(checkout, "tenants/initech"), join(folder, state, "tenants/initech"), { recursive: true });
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of a difference between two texts that stand before the alerts of initech. */
async function told(before: string, after: string): Promise<readonly string[]> {
  for (const [state, text] of [
    ["before", before],
    ["after", after],
  ] as const) {
    const file = join(folder, state, "tenants/initech/tenant.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace("  alerts: [", `  ${text}\n  alerts: [`));
  }
  const { stdout } = await monitorgen(["diff", "--base", "../before", "--format", "json"], {
    cwd: join(folder, "after"),
  });
  const { differences }: { differences: { details: { text: string }[] }[] } = JSON.parse(stdout);
  return differences.flatMap(({ details }) => details.map(({ text }) => text));
}

const stands = (code: string, reason: string, until = "2099-01-01"): string =>
  `{ code: "${code}", at: "alerts/SiteDown", reason: "${reason}", until: "${until}" }`;

test.each([
  [
    "quotas: { rules: 90, series: 9000 },",
    "quotas: { series: 10_000, indexBytesPerDay: '5B' },",
    [
      "has a quota of 5 bytes of index per day",
      "has no quota of rules any more, which was 90",
      "has a quota of 10,000 instead of 9,000 series",
    ],
  ],
  [
    'policies: { a: { require: ["runbook"], severity: "warning" }, b: { minimumFor: "1m", of: { severity: "page" } }, c: { atMost: { alerts: 9 } }, d: { sloForEach: "job", severity: "warning" } },',
    'policies: { b: { minimumFor: "2m", of: { severity: "page" } }, c: { atMost: { alerts: 9 }, message: "Few." }, d: { sloForEach: "job", severity: "warning" }, e: { named: "S.*" } },',
    [
      "gives up the policy a: require runbook, as a warning",
      "has the policy b ask for minimumFor 2m of severity page instead of minimumFor 1m of severity page",
      "gives another message with the policy c",
      "has a new policy e: named S.*",
    ],
  ],
  [
    `suppress: [${stands("alert/duplicate", "one")}, ${stands("alert/for-outlives-window", "one")}, ${stands("promql/subquery-too-fine", "one")}, ${stands("text/other-number", "one")}],`,
    `suppress: [${stands("alert/duplicate", "one", "2098-05-01")}, ${stands("alert/for-outlives-window", "two")}, ${stands("text/other-direction", "one")}, ${stands("text/other-number", "one")}],`,
    [
      "lets alert/duplicate of alerts/SiteDown stand until 2098-05-01 instead of 2099-01-01",
      "gives another reason for which alert/for-outlives-window of alerts/SiteDown may stand",
      "no longer lets promql/subquery-too-fine of alerts/SiteDown stand",
      "lets text/other-direction of alerts/SiteDown stand until 2099-01-01",
    ],
  ],
])("what is decided of a tenant is told: %s", async (before, after, expected) => {
  expect(await told(before, after)).toEqual(expected);
});
