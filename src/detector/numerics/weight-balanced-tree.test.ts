import { describe, expect, it } from "vitest";
import { WeightBalancedTree } from "./weight-balanced-tree.ts";

const CAPACITY = 20_000;

function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

describe("a weight-balanced tree", () => {
  it("stays shallow for values that only rise, where a plain tree would become a list", () => {
    const tree = new WeightBalancedTree(CAPACITY);
    const rising = milliseconds(() => {
      for (let slot = 0; slot < CAPACITY; slot += 1) tree.insert(slot, slot);
      for (let k = 0; k < CAPACITY; k += 1) if (tree.kth(k) !== k) throw new Error(`not ${k}`);
      for (let slot = 0; slot < CAPACITY - 1; slot += 1) tree.remove(slot);
    });
    expect(tree.count).toBe(1);
    expect(tree.kth(0)).toBe(CAPACITY - 1);
    // A list of 20,000 takes some 10⁹ steps, or overflows the stack.
    expect(rising).toBeLessThan(2000);
  });

  it("ranks values, and has none beyond its ends", () => {
    const tree = new WeightBalancedTree(8);
    for (const [slot, value] of [5, 1, 5, 3, 9].entries()) tree.insert(slot, value);
    expect([0, 1, 4, 5, 6, 10].map((value) => tree.rank(value))).toStrictEqual([0, 0, 2, 2, 4, 5]);
    expect(tree.kth(-1)).toBeNaN();
    expect(tree.kth(5)).toBeNaN();
  });

  it("ignores the removal of a slot that holds nothing", () => {
    const tree = new WeightBalancedTree(4);
    tree.insert(0, 1);
    tree.remove(2);
    expect(tree.count).toBe(1);
  });
});
