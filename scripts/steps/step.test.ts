import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeAudit } from "./audit-step.ts";
import { root } from "./own-command.ts";
import { shippedFrom, shippedPackages } from "./shipped-packages.ts";
import { type Ended, runStep, totals } from "./step.ts";
import { judgeTests } from "./tests-step.ts";

const ended = (state: Ended["state"], tests?: { passed: number; failed: number }): Ended => ({
  name: "a step",
  figure: "",
  seconds: 0,
  state,
  ...(tests ? { tests } : {}),
});

test("the sum counts tests as tests, other steps as one, and what was skipped not at all", () => {
  expect(totals([ended("ok"), ended("skipped"), ended("failed"), ended("ok", { passed: 7, failed: 0 })])).toEqual({
    passed: 8,
    failed: 1,
  });
  expect(totals([ended("failed", { passed: 5, failed: 2 })])).toEqual({ passed: 5, failed: 2 });
});

test("tests that all pass in a run that failed (coverage, a broken file) still count one failure", () => {
  expect(totals([ended("failed", { passed: 5, failed: 0 })])).toEqual({ passed: 5, failed: 1 });
});

test("a step that throws has failed, with what it threw", async () => {
  const result = await runStep({ name: "broken", run: () => Promise.reject(new Error("no such file")) });
  expect(result).toMatchObject({ state: "failed", details: expect.stringContaining("no such file") });
});

test("a run of tests is judged by its report and by how it ended", () => {
  const coverage = { total: { lines: { pct: 98.76 }, branches: { pct: 95 } } };
  const report = { numPassedTests: 12, numFailedTests: 0, numPendingTests: 1 };
  expect(judgeTests(report, coverage, true)).toEqual({
    state: "ok",
    figure: "12 passed, 0 failed, 1 skipped; coverage 98.8 % of lines, 95.0 % of branches",
    tests: { passed: 12, failed: 0 },
    details: "",
  });
  expect(judgeTests(report, coverage, false).state).toBe("failed");
  expect(judgeTests(report, undefined, true)).toMatchObject({ figure: "12 passed, 0 failed, 1 skipped" });

  const file = (lines: number, branches: number) => ({
    lines: { total: 10, covered: 10 - lines },
    branches: { total: 10, covered: 10 - branches },
  });
  const files = { "src/a.ts": file(1, 0), "src/b.ts": file(0, 0), "src/c.ts": file(2, 3) };
  const paths = Object.fromEntries(Object.entries(files).map(([path, one]) => [join(root, path), one]));
  expect(judgeTests(report, { ...coverage, ...paths }, false).details).toBe(
    "src/c.ts: 2 lines and 3 branches without a test\nsrc/a.ts: 1 lines and 0 branches without a test",
  );
  expect(judgeTests({}, {}, false)).toMatchObject({ state: "failed", tests: { passed: 0, failed: 0 } });
});

test("what ships is what is needed by what is installed or copied, not what only tests need", () => {
  const locked = {
    "node_modules/zoo": { dependencies: { ant: "1" } },
    "node_modules/ant": { dependencies: { zoo: "1" }, optionalDependencies: { bee: "1" } },
    "node_modules/vitest": { dependencies: { chai: "1" } },
  };
  expect([...shippedPackages(["zoo"], locked)].sort()).toEqual(["ant", "bee", "zoo"]);
  const shipped = shippedFrom(root);
  for (const name of ["esbuild", "zod", "fast-uri"]) expect(shipped, name).toContain(name);
  for (const name of ["vitest", "typescript", "node"]) expect(shipped, name).not.toContain(name);
});

test("an audit passes, fails, or names why there was no answer", () => {
  const ships = new Set(["left", "right"]);
  const clean = { vulnerabilities: { ofTests: { severity: "high" } } };
  expect(judgeAudit(JSON.stringify(clean), ships)).toMatchObject({
    state: "ok",
    figure: "0 known vulnerabilities in 2 packages that ship",
  });

  const bad = { vulnerabilities: { left: { severity: "high" } } };
  expect(judgeAudit(JSON.stringify(bad), ships)).toMatchObject({
    state: "failed",
    details: "left: high; type: npm audit",
  });

  const refused = { message: "405 Method Not Allowed - POST /bulk", error: { summary: "" } };
  expect(judgeAudit(JSON.stringify(refused), ships)).toEqual({
    state: "skipped",
    figure: "the registry has no answer: 405 Method Not Allowed",
  });
  expect(judgeAudit("", ships)).toMatchObject({ state: "skipped" });
});
