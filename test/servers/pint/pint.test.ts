import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { run } from "../../../scripts/steps/run-command.ts";
import { missing, pathOf } from "../../judges/tools.ts";

/** A finding of pint, as its JSON report has it. */
interface Finding {
  readonly path: string;
  readonly reporter: string;
  readonly problem: string;
  readonly lines: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), "pint-"));
afterAll(() => rmSync(folder, { recursive: true }));

const root = join(import.meta.dirname, "../../..");
const files = globSync("output/**/prometheus/rules/*.yaml", { cwd: root })
  .sort()
  .map((file) => join(root, file));
const owners = [...new Set(files.map((file) => dirname(file)))];

/** Runs pint without any configuration, which it would read from the folder that it runs in. */
async function pint(paths: readonly string[]): Promise<{ findings: readonly Finding[]; log: string }> {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const options = ["--offline", "--no-color", "--show-duplicates", "lint", "--min-severity=info", "--json", report];
  const { stderr } = await run(pathOf("pint"), [...options, ...paths], { cwd: folder });
  return { findings: JSON.parse(readFileSync(report, "utf8")) ?? [], log: stderr };
}

function rules(file: string): { readonly alert?: string; readonly expr: string }[] {
  return parse(readFileSync(file, "utf8")).groups.flatMap(({ rules }: { rules: [] }) => rules);
}

/** Where a heartbeat stands, which shall always fire and of which pint warns as it should. */
function heartbeats(paths: readonly string[]): readonly Finding[] {
  return paths
    .filter((file) => rules(file).some(({ alert, expr }) => alert === "AlertingWorks" && expr === "vector(1)"))
    .map((path) => expect.objectContaining({ path, reporter: "alerts/comparison", problem: "always firing alert" }));
}

describe.skipIf(missing("pint"))("pint as it is without configuration, offline", () => {
  it.each(owners.map((owner) => [owner.slice(root.length + 1), owner]))("finds nothing in %s", async (_, owner) => {
    const own = files.filter((file) => dirname(file) === owner);
    const { findings, log } = await pint(own);
    expect(log).toContain(`entries=${own.flatMap(rules).length} `);
    expect(findings).toEqual(heartbeats(own));
  });

  it("finds nothing in all of them together but the heartbeats, one for each tenant that declares one", async () => {
    const { findings, log } = await pint(files);
    expect(log).toContain(`entries=${files.flatMap(rules).length} `);
    expect(findings).toEqual(heartbeats(files));
    expect(findings).toHaveLength(5);
  });

  it("is told nothing by comments: there are none in any rule file", () => {
    for (const file of files) expect(readFileSync(file, "utf8"), file).not.toMatch(/#\s*pint|^\s*#/m);
  });

  it("would find a ratio that is NaN where its divisor is zero", async () => {
    const file = join(folder, "unsafe.yaml");
    const [record, reads] = ["host:free:ratio", "sum by (mount) (host:free:ratio)"];
    const group = {
      name: "a",
      rules: [
        { record, expr: "free / size" },
        { record: "mount:free:ratio", expr: reads },
      ],
    };
    writeFileSync(file, JSON.stringify({ groups: [group] }));
    const { findings } = await pint([file]);
    expect(findings).toMatchObject([{ path: file, reporter: "promql/nan" }]);
  });
});
