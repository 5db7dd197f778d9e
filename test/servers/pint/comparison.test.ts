import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../../../scripts/steps/run-command.ts";
import { missing, pathOf } from "../../judges/tools.ts";

const folder = mkdtempSync(join(tmpdir(), "pint-comparison-"));
afterAll(() => rmSync(folder, { recursive: true }));

const page = readFileSync(join(import.meta.dirname, "../../../docs/pint.md"), "utf8");
const rows = [...page.matchAll(/^\| `(\w+\/\w+)` \| `(.+)` \| .+ \|$/gm)];

describe.skipIf(missing("pint"))("pint, without a server", () => {
  it.each(rows.map(([, check = "", when = ""]) => [check, when]))("makes %s of %s", async (check, when) => {
    const [rules, report] = [join(folder, "rules.yaml"), join(folder, "report.json")];
    const rule = { alert: "A", expr: when, annotations: { summary: "S" } };
    writeFileSync(rules, JSON.stringify({ groups: [{ name: "g", rules: [rule] }] }));
    rmSync(report, { force: true });
    await run(pathOf("pint"), ["--offline", "--no-color", "lint", "--min-severity=info", "--json", report, rules], {
      cwd: folder,
    });
    const found: { reporter: string }[] = JSON.parse(readFileSync(report, "utf8")) ?? [];
    expect(found.map(({ reporter }) => reporter)).toContain(check);
  });
});
