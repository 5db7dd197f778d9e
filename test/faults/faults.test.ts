import { afterAll, expect, test } from "vitest";
import { Judge } from "./judge.ts";
import { mutantsOf } from "./mutants.ts";
import { readStack } from "./stack.ts";

const stack = readStack();
const judge = new Judge(stack, { proves: false });
afterAll(() => judge.close());

test("the stack has no fault", async () => {
  expect(await judge.baseline()).toEqual([]);
});

test("there are five hundred mutants, all different, and the same for the same seed", () => {
  const mutants = mutantsOf(stack, 1);
  expect(mutants).toHaveLength(500);
  expect(new Set(mutants.map(({ fault, edits }) => `${fault.name} ${JSON.stringify(edits)}`)).size).toBe(500);
  expect(mutantsOf(stack, 1).map(({ what }) => what)).toEqual(mutants.map(({ what }) => what));
  expect(mutantsOf(stack, 2).map(({ what }) => what)).not.toEqual(mutants.map(({ what }) => what));
});

test("of each class one in twelve is judged here; of a metric's name every typo is found", async () => {
  const sample = mutantsOf(stack, 3, 1 / 12).filter(({ fault }) => fault.name === "metric name typo");
  for (const { stack: mutated, edits, what } of sample) {
    const { there } = await judge.judge(mutated, edits);
    expect(there.length > 0 ? "found" : `missed ${what}`).toBe("found");
  }
});
