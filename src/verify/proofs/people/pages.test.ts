import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiled, yamlProject } from "../../../../test/mistakes/project.ts";
import { unusedPeople } from "./index.ts";

const page = (code: string) => readFileSync(new URL(`../../../../docs/checks/${code}.md`, import.meta.url), "utf8");

async function found(code: string, mark: string): Promise<readonly string[]> {
  const [, text = ""] = new RegExp(`\`\`\`yaml \\(${mark}\\)\\n([\\s\\S]*?)\`\`\``).exec(page(code)) ?? [];
  const { tenants, diagnostics } = await compiled(yamlProject(text));
  expect(diagnostics.map(({ reason }) => reason)).toEqual([]);
  return tenants.flatMap(({ programs, locate }) =>
    unusedPeople(programs).map((one) => `${one.kind.code} ${locate(one.place).line} ${one.reason}`),
  );
}

test.each([
  ["MG2641", "MG2641 3 'room' is declared, but no team's page, ticket or info goes there"],
  ["MG2642", "MG2642 2 no team tells anybody during 'office'"],
  ["MG2643", "MG2643 3 no alert, objective or detector in any environment is owned by 'platform'"],
])("the example of %s is found, where it is declared", async (code, told) => {
  expect(await found(code, "found")).toContain(told);
});

test.each(["MG2641", "MG2642", "MG2643"])("what the page of %s shows instead is right", async (code) => {
  expect((await found(code, "fine")).filter((one) => one.startsWith(code))).toEqual([]);
});

test("of a tenant without a program, nothing is told", () => expect(unusedPeople([])).toEqual([]));
