import { expect, test } from "vitest";
import { compileLightly } from "./light.ts";

test("the engine is told to compile less where there are many files, and never for fewer", () => {
  const told: string[] = [];
  compileLightly(99, (flag) => told.push(flag));
  expect(told).toEqual([]);
  compileLightly(100, (flag) => told.push(flag));
  expect(told).toEqual(["--invocation-count-for-turbofan=100000"]);
});
