import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiled, yamlProject } from "./project.ts";

const PAGE = readFileSync(new URL("../../docs/pint.md", import.meta.url), "utf8");

/** Each row of the page with an expression: what pint's check finds, and our code for it. */
const ROWS = [...PAGE.matchAll(/^\| `(\w+\/\w+)` \| `(.+)` \| (?:\[(MG\d{4})\]\(.+\)|nothing) \|$/gm)].map(
  ([, check = "", when = "", code]) => ({ check, when, code }),
);

test("the page has an example of each check that looks at an expression alone", () => {
  const checks = [...new Set(ROWS.map(({ check }) => check))].sort();
  expect(checks).toEqual([
    "alerts/comparison",
    "promql/fragile",
    "promql/impossible",
    "promql/nan",
    "promql/regexp",
    "promql/syntax",
  ]);
});

test.each(ROWS)("what $check finds in $when is found, or not, as the page says", async ({ when, code }) => {
  const alerts = `alerts:\n  A: { when: '${when}', severity: page, owner: music, summary: S }\n`;
  const { diagnostics } = await compiled(yamlProject(alerts));
  const found = diagnostics.map(({ kind }) => kind.code);
  if (code === undefined) expect(found).toEqual([]);
  else expect(found).toContain(code);
});
