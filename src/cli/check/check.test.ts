import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { monitorgen } from "../../../test/cli/console.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "monitorgen-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

const RULES = `groups:
  - name: a
    rules:
      - alert: Slow
        expr: histogram_quantile(0.9, sum by (job) (rate(duration_seconds_bucket[5m]))) > 1
`;

test("what monitorgen itself has made is in order, down to its texts and runbooks", async () => {
  const { exit, stdout, stderr } = await monitorgen(["check", "output/acme", "--tenant", "acme"], { cwd: ROOT });
  expect(stderr.replace(/^reading .*\n/gm, "")).toBe("");
  expect([exit, stdout]).toEqual([0, expect.stringMatching(/^✓ 17 files of rules, 1 Alertmanager, .* no findings\n$/)]);
});

test("without a project files are judged all the same, where they stand", async () => {
  write({ "rules/a.yaml": RULES, "rules/kustomization.yaml": "resources: []\n" });
  const { exit, stderr } = await monitorgen(["check", "rules"], { cwd: folder });
  expect(exit).toBe(1);
  expect(stderr).toContain("error MG2120");
  expect(stderr).toMatch(/ rules\/a\.yaml:5:15\n/);
});

test("a file that was named and is of no kind is told, and so is one that isn't there", async () => {
  write({ "rules/kustomization.yaml": "resources: []\n" });
  const { exit, stderr } = await monitorgen(["check", "rules/kustomization.yaml", "rules/b.yaml"], { cwd: folder });
  expect(exit).toBe(1);
  expect(stderr).toContain("error MG2801");
  expect(stderr).toContain("error MG1008");
});

test("as data, findings are those of validate, beside the files that were read", async () => {
  write({ "rules/a.yaml": RULES });
  const { stdout } = await monitorgen(["check", "rules/a.yaml", "--format", "json"], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({
    files: ["rules/a.yaml"],
    diagnostics: [{ code: "MG2120", file: "rules/a.yaml", line: 5 }],
  });
});
