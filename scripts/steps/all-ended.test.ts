import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { allEnded } from "./all-ended.ts";

test("gives what each gives, in order", async () => {
  const slow = sleep(5).then(() => "slow");
  expect(await allEnded([slow, Promise.resolve(2)])).toEqual(["slow", 2]);
});

test("a failure is told after the others have ended", async () => {
  let isAtWork = true;
  const slow = sleep(10).then(() => {
    isAtWork = false;
  });
  await expect(allEnded([Promise.reject(new Error("broken")), slow])).rejects.toThrow("broken");
  expect(isAtWork).toBe(false);
});
