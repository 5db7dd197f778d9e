import { expect, test } from "vitest";
import { findings, metricNode } from "./checked.ts";
import { values } from "./values.ts";

const detector = (watch: unknown) => ({
  detectors: { Unusual: { detector: "iqr", watch, severity: "ticket", owner: "music" } },
});
const above = { op: "above", left: metricNode("memory_used_ratio"), bound: "50%" };

test("a detector watches values, not a condition", () => {
  const [found] = findings(values, detector("(memory_used_ratio > 0.5)"));
  expect(found?.place).toEqual({ path: ["detectors", "Unusual", "watch"], span: { start: 1, end: 24 } });
  expect(findings(values, detector("memory_used_ratio > bool 0.5"))).toEqual([]);
  expect(findings(values, detector("memory_used_ratio"))).toEqual([]);
});

test("the builder's conditions are no values of recordings", () => {
  const [found] = findings(values, { recordings: { "host:memory:high": { expr: above } } });
  expect(found?.place).toEqual({ path: ["recordings", "host:memory:high", "expr"], part: "use" });
});

test("in PromQL a recording may filter", () => {
  expect(findings(values, { recordings: { "host:memory:high": { expr: "memory_used_ratio > 0.5" } } })).toEqual([]);
});
