import { expect, test } from "vitest";
import { findings } from "./checked.ts";
import { recordingCycle } from "./recording-cycle.ts";

const told = (recordings: Readonly<Record<string, string>>): readonly string[] => {
  const declared = Object.fromEntries(Object.entries(recordings).map(([name, expr]) => [name, { expr }]));
  return findings(recordingCycle, { recordings: declared }).map(({ place: { path, span }, reason }) => {
    const text = recordings[String(path[1])] ?? "";
    return `${path.join("/")} ‹${text.slice(span?.start, span?.end)}› ${reason.split(":none")[0]}`;
  });
};
const END = "none of them ever has a value to begin with";

test("recordings that read each other are found, once, where the first reads the next", () => {
  expect(told({ "a:a:a": "b:b:b + 1", "b:b:b": "sum(c:c:c)", "c:c:c": "a:a:a * 2", "d:d:d": "a:a:a" })).toEqual([
    `recordings/a:a:a/expr ‹b:b:b› a:a:a reads b:b:b, which reads c:c:c, which reads a:a:a: ${END}`,
  ]);
  expect(told({ "a:a:a": "b:b:b", "b:b:b": "a:a:a", "x:x:x": "y:y:y", "y:y:y": "x:x:x" })).toHaveLength(2);
});

test("so is one that reads itself", () => {
  expect(told({ "a:a:a": "max_over_time(a:a:a[5m])" })).toEqual([
    `recordings/a:a:a/expr ‹a:a:a[5m]› a:a:a reads a:a:a: ${END}`,
  ]);
});

test("recordings that read others in any order are none", () => {
  expect(told({ "c:c:c": "a:a:a + b:b:b", "b:b:b": "a:a:a", "a:a:a": "sum(memory_used_ratio)" })).toEqual([]);
});
