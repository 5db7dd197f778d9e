import { expect, test } from "vitest";
import { judgeAudit } from "./audit-step.ts";
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
  });
  expect(judgeTests(report, coverage, false).state).toBe("failed");
  expect(judgeTests({}, {}, false)).toMatchObject({ state: "failed", tests: { passed: 0, failed: 0 } });
});

test("an audit passes, fails, or names why there was no answer", () => {
  const clean = { vulnerabilities: {}, metadata: { dependencies: { prod: 17 } } };
  expect(judgeAudit(JSON.stringify(clean))).toMatchObject({ state: "ok", figure: expect.stringContaining("0 known") });

  const bad = { vulnerabilities: { left: { severity: "high" } } };
  expect(judgeAudit(JSON.stringify(bad))).toMatchObject({
    state: "failed",
    details: "left: high; type: npm audit --omit=dev",
  });

  const refused = { message: "405 Method Not Allowed - POST /bulk", error: { summary: "" } };
  expect(judgeAudit(JSON.stringify(refused))).toEqual({
    state: "skipped",
    figure: "the registry has no answer: 405 Method Not Allowed - POST /bulk",
  });
  expect(judgeAudit("")).toMatchObject({ state: "skipped" });
});
