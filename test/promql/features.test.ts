import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse } from "../../src/promql/syntax/parse.ts";
import { promtool } from "../judges/tools.ts";

const FEATURES = "promql-experimental-functions,promql-extended-range-selectors,promql-binop-fill-modifiers";
const ON = { experimentalFunctions: true, extendedRangeSelectors: true, fillModifiers: true };

const VALID = `a + on(x) group_left(y) fill(0) b|a + fill_left(-1) fill_right (5m) b|a + fill_right(1) fill_left(2) b
  a > bool fill(1) b|a > fill(1) b|a + fill(-0x1) b|a + fill(Inf) b|x + ignoring(a) fill_left(3) y|fill + fill(0) fill
  rate(x[5m] anchored)|rate(x[5m] smoothed)|rate(x[5m] anchored offset 1m)|rate(x[5m] offset 1m anchored)|x anchored
  rate(x[5m] @ 5 anchored)|x anchored anchored|-x anchored|rate(x{a="b"}[5m] smoothed) + fill(0) y|limitk(1, x)|anchored
  smoothed{a="b"}`;
const INVALID = `a / bool fill(1) b|a + fill(0) 5|5 + fill(0) a|5 + fill(0) 5|a and fill(0) b|a or fill(1) b|a + fill() b
  a fill(0) + b|x anchored smoothed|x[5m] smoothed anchored|rate(x[5m:1m] anchored)|sum(x) smoothed|(x) anchored|5 anchored
  rate((x[5m]) anchored)`;
const listed = (text: string): readonly string[] => text.split(/\||\n/).map((expression) => expression.trim());

const folder = mkdtempSync(join(tmpdir(), "features-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusedBy(features: string, expressions: readonly string[]): Promise<number> {
  const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
  writeFileSync(join(folder, "rules.yaml"), JSON.stringify({ groups: [{ name: "g", rules }] }));
  const { stdout, stderr } = await promtool([`--enable-feature=${features}`, "check", "rules", "rules.yaml"], {
    cwd: folder,
  });
  return new Set([...`${stdout}${stderr}`.matchAll(/rule (\d+), "r\d+"/g)].map(([, rule]) => rule)).size;
}

test("what is turned on is judged as promtool judges it", async ({ skip }) => {
  skip((await refusedBy(FEATURES, ["x anchored", "a + fill(0) b"])) > 0, "this promtool is older than the features");
  expect(listed(VALID).filter((expression) => parse(expression, ON).expr === undefined)).toEqual([]);
  expect(await refusedBy(FEATURES, listed(VALID))).toBe(0);
  expect(listed(INVALID).filter((expression) => parse(expression, ON).expr !== undefined)).toEqual([]);
  expect(await refusedBy(FEATURES, listed(INVALID))).toBe(listed(INVALID).length);
});
