import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missing, promtool } from "../judges/tools.ts";
import { expressions, world } from "./cases.ts";
import { type Expectation, expectations, type Group, testFile } from "./promtool-expressions.ts";

/** Groups of random series with random expressions over them, the same for the same seed. */
function randomGroups(seed: number, groups: number, each: number): Group[] {
  return Array.from({ length: groups }, (_, index) => {
    const intervalMs = [15_000, 30_000, 60_000][index % 3] ?? 60_000;
    const [series = []] = fc.sample(world(intervalMs), { seed: seed * 1000 + index, numRuns: 1 });
    const texts = fc.sample(expressions, { seed: seed * 7919 + index, numRuns: each });
    return {
      series,
      intervalMs,
      cases: texts.map((expr, place) => ({ expr, timeMs: ((place * 37) % 40) * 7310 + 60_000 * (index % 5) })),
    };
  });
}

/** The expressions that promtool names in its report, each with whether it ended in an error. */
function reported(output: string): Map<string, "error" | "difference"> {
  const found = new Map<string, "error" | "difference">();
  for (const [, quoted, time, rest] of output.matchAll(/expr: ("(?:[^"\\]|\\.)*"), time: (\w+),( err:)?/g)) {
    const text: unknown = JSON.parse(quoted ?? '""');
    found.set(`${String(text)} @${time}`, rest ? "error" : "difference");
  }
  return found;
}

/** A time as Go prints a duration: `1m7.5s` is `1m7s500ms` in promtool's report. */
function goTime(timeMs: number): string {
  const [minutes, seconds, rest] = [Math.floor(timeMs / 60_000), Math.floor((timeMs % 60_000) / 1000), timeMs % 1000];
  const text = `${minutes ? `${minutes}m` : ""}${seconds ? `${seconds}s` : ""}${rest ? `${rest}ms` : ""}`;
  return text === "" ? "0s" : text;
}

describe.skipIf(missing("promtool"))("our evaluation and promtool's", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "monitorgen-evaluate-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("agree on 400 random expressions to the last place, and on which of them fail", async () => {
    const tested = randomGroups(1, 8, 50).map((group) => ({
      group,
      expected: expectations({ ...group, intervalMs: 60_000 }),
    }));
    writeFileSync(join(folder, "tests.yaml"), testFile(tested));
    const { stdout, stderr } = await promtool(["test", "rules", "tests.yaml"], { cwd: folder });
    const report = reported(stdout + stderr);
    const verdict = (index: number, { expr, timeMs }: Expectation) =>
      report.get(`${expr} # g${index} @${goTime(timeMs)}`);
    const all = tested.flatMap(({ expected }, index) => expected.map((expectation) => ({ index, expectation })));
    const wrong = all.filter(({ index, expectation }) => {
      if (expectation.outcome.kind === "unsupported") return false;
      return verdict(index, expectation) !== (expectation.outcome.kind === "failed" ? "error" : undefined);
    });
    expect(wrong.map(({ expectation }) => expectation.expr)).toEqual([]);
    expect(report.size).toBe(all.filter(({ expectation }) => expectation.outcome.kind === "failed").length);
    const answered = all.filter(
      ({ expectation: { outcome } }) => outcome.kind === "vector" && outcome.labels.length > 0,
    );
    expect(answered.length).toBeGreaterThan(250);
    expect(all.filter(({ expectation }) => expectation.outcome.kind === "unsupported").length).toBeLessThan(5);
  });
});
