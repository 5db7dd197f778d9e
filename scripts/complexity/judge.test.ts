import { expect, test } from "vitest";
import { judgeComplexity } from "./judge.ts";

const measured = (name: string, complexity: number) => ({ path: "src/a.ts", name, line: 3, complexity });

test("a function below the limit is fine, one at the limit is not", () => {
  expect(judgeComplexity([measured("f", 9)], [])).toEqual([]);
  expect(judgeComplexity([measured("f", 10)], [])).toEqual(["src/a.ts:3 f has complexity 10, the limit is below 10"]);
});

test("an exception holds up to its own limit", () => {
  const exceptions = [{ function: "src/a.ts#f", atMost: 12, reason: "a table of cases" }];
  expect(judgeComplexity([measured("f", 12)], exceptions)).toEqual([]);
  expect(judgeComplexity([measured("f", 13)], exceptions)).toEqual([
    "src/a.ts:3 f has complexity 13, its exception allows 12",
  ]);
});

test("an exception that nothing needs any more is a complaint, and so is one without a reason", () => {
  const exceptions = [{ function: "src/a.ts#f", atMost: 12, reason: " " }];
  expect(judgeComplexity([measured("f", 9)], exceptions)).toEqual([
    "the exception for src/a.ts#f is no longer needed: remove it",
    "the exception for src/a.ts#f has no reason",
  ]);
});
