import { expect, test } from "vitest";
import { onceFor } from "./once-for.ts";

test("what is computed of an object is computed once, and anew for another", () => {
  let times = 0;
  const lengthOf = onceFor((words: readonly string[]) => {
    times++;
    return words.length;
  });
  const words = ["a", "b"];
  expect([lengthOf(words), lengthOf(words), lengthOf([...words])]).toEqual([2, 2, 2]);
  expect(times).toBe(2);
});
