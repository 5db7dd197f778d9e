import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiled, yamlProject } from "../../../../test/mistakes/project.ts";
import { unusedRecordings } from "./index.ts";

const PAGE = readFileSync(new URL("../../../../docs/checks/MG2520.md", import.meta.url), "utf8");
const RECORDED = `recordings:
  a:a:a: { expr: "sum by (host) (memory_used_ratio)" }
`;

async function unused(text: string): Promise<readonly string[]> {
  const { tenants, diagnostics } = await compiled(yamlProject(text));
  expect(diagnostics.map(({ reason }) => reason)).toEqual([]);
  return tenants.flatMap(({ programs, locate }) =>
    unusedRecordings(programs).map(({ kind, place, reason }) => `${kind.code} ${locate(place).line} ${reason}`),
  );
}

test.each([
  [
    "found",
    [
      "MG2520 2 no alert, panel, objective, detector or other recording of the tenant reads all:http_requests:rate5m; it is evaluated for nobody",
    ],
  ],
  ["fine", []],
])("the page's example that is %s is", async (mark, told) => {
  const [, text = ""] = new RegExp(`\`\`\`yaml \\(${mark}\\)\\n([\\s\\S]*?)\`\`\``).exec(PAGE) ?? [];
  expect(await unused(text)).toEqual(told);
});

const alert = (when: string) => `alerts:
  A: { when: '${when}', severity: page, owner: music, summary: S }
`;

test.each([
  alert("a:a:a > 0.9"),
  `${alert("a:a:a > 0.9")}overrides: { A: { enabled: false } }\n`,
  alert('{__name__=~"a:.*"} > 0.9'),
  `dashboards: { d: { type: panels, title: D, panels: [{ title: P, show: "a:a:a" }] } }\n`,
  "detectors: { D: { detector: iqr, watch: a:a:a, severity: ticket, owner: music } }\n",
])("a recording is read by %s", async (reader) => expect(await unused(RECORDED + reader)).toEqual([]));

test("of a tenant without a program, nothing is told", () => expect(unusedRecordings([])).toEqual([]));
