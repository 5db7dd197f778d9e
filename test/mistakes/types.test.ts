import { expect, test } from "vitest";
import { compiled } from "./project.ts";
import { projectOf, typeMistakes } from "./type-mistakes.ts";

const MISTAKES = typeMistakes();

test("the type tests' mistakes are read", () => {
  expect(MISTAKES.length).toBeGreaterThan(100);
});

// Two names that the project has already: what is wrong with the second is found beside that.
test.each(MISTAKES)("$what is found without the type checker, too", async (mistake) => {
  const { diagnostics } = await compiled(projectOf(mistake));
  const found = diagnostics.filter(({ kind }) => kind.severity === "error" && kind.code !== "MG1106");
  expect(found, mistake.expression).not.toEqual([]);
  const here = found.filter(({ at }) => at.file === "tenants/acme/tenant.ts");
  expect(here, `found elsewhere: ${found.map(({ at }) => `${at.file}:${at.line}`)}`).not.toEqual([]);
});

test("what compiles is no mistake", async () => {
  const { diagnostics } = await compiled(projectOf({ what: "nothing", expression: 'requests.where({ status: "500" })' }));
  expect(diagnostics.map(({ reason }) => reason)).toEqual([]);
});
