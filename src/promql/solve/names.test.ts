import { expect, test } from "vitest";
import { Names } from "./names.ts";

test("the parts of a histogram share its stand-in; a metric that isn't one of its family's has its own", () => {
  const names = new Names();
  const whole = names.metric("latency_seconds", "latency_seconds");
  expect(names.metric("latency_seconds_bucket", "latency_seconds")).toBe(`${whole}_bucket`);
  const other = names.metric("queue_length", "latency_seconds");
  expect(other).not.toContain(whole);
  expect(names.named(`${other} > ${whole}_sum`)).toBe("queue_length > latency_seconds_sum");
  expect(names.isAmbiguous).toBe(false);
});

test("up, and what can't be a metric's name, stay as they are", () => {
  const names = new Names();
  expect([names.metric("up", "up"), names.metric("a b", "a b")]).toEqual(["up", "a b"]);
});

test("what looks like a stand-in makes names ambiguous, and one that nobody gave out stands for nothing", () => {
  const names = new Names();
  expect(names.value("service", "zz_v5_zz")).toBe("zz_v5_zz");
  expect(names.isAmbiguous).toBe(true);
  expect(names.named("a zz_v5_zz b")).toBe("a  b");
});
