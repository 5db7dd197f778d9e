import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";
import { ScoreTail } from "./score-tail.ts";

const random = new Random(6);
const exponential = () => -Math.log(1 - random.uniform());

describe("the tail of scores", () => {
  it("of exponential scores is theirs, also where none has been seen", () => {
    const tail = new ScoreTail(5000, Array.from({ length: 5000 }, exponential));
    for (const score of [3, 6, 12]) expect(tail.surprise(score) / score).toBeCloseTo(1, 0.7);
  });

  it("is undone by the score of a surprise", () => {
    const tail = new ScoreTail(100, Array.from({ length: 100 }, exponential));
    for (const surprise of [0, 0.5, 2, 2.2, 2.4, 7, 40]) {
      expect(tail.surprise(tail.scoreOf(surprise))).toBeCloseTo(surprise, 9);
    }
  });

  it("isn't stretched by a few scores that are far out", () => {
    const scores = Array.from({ length: 200 }, exponential);
    const clean = new ScoreTail(200, scores).scoreOf(7);
    const soiled = new ScoreTail(200, [...scores.slice(3), 1e6, 1e7, 1e8]).scoreOf(7);
    expect(soiled).toBeLessThan(2 * clean);
  });

  it("forgets old scores, and keeps the last ones in order", () => {
    const tail = new ScoreTail(3, [9, 5, 5, 1, 7]);
    expect(tail.toJSON()).toStrictEqual([5, 1, 7]);
    tail.push(5);
    expect(tail.toJSON()).toStrictEqual([1, 7, 5]);
    expect(tail.scoreOf(Math.log(10))).toBeCloseTo(6.6, 12);
  });

  it("of equal scores takes hardly more for the same", () => {
    const tail = new ScoreTail(50, new Array<number>(50).fill(2));
    expect(tail.surprise(2.01)).toBeLessThan(3);
    expect(tail.surprise(3)).toBeGreaterThan(15);
    expect(new ScoreTail(50).surprise(0)).toBe(0);
  });
});
