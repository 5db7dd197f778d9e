import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import { definition } from "./index.ts";

const TESTS = ["kolmogorov-smirnov", "population-stability", "jensen-shannon", "chi-squared"] as const;

function drifts(parameters: object, values: readonly number[]): number[] {
  const detector = definition.create(parameters);
  return values.flatMap((value, index) => {
    const isDrift = detector.score(value, index + 1)?.is_anomaly === true;
    detector.learn(value, index + 1);
    return isDrift ? [index] : [];
  });
}

function normal(count: number, deviation: number, random: Random): number[] {
  return Array.from({ length: count }, () => deviation * random.normal());
}

describe("the drift of a distribution", () => {
  it.each(TESTS)("is found by %s where only the spread changes, at the end of a window", (test) => {
    const random = new Random(21);
    const values = [...normal(480, 1, random), ...normal(240, 3, random)];
    const [first] = drifts({ test }, values);
    // 240 values of reference, then windows of 60.
    expect([539, 599]).toContain(first);
  });

  it.each(TESTS)("is hardly ever found by %s where nothing changes, however long one looks", (test) => {
    let wrong = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      if (drifts({ test }, normal(840, 1, new Random(seed))).length > 0) wrong += 1;
    }
    // Of all series on which anything is found, all are wrong: at most one in twenty, and some luck.
    expect(wrong).toBeLessThanOrEqual(6);
  });

  it("is compared with what came after the last one", () => {
    const random = new Random(5);
    const values = [0, 10, 20].flatMap((mean) => normal(480, 1, random).map((value) => mean + value));
    const found = drifts({}, values);
    expect(found).toHaveLength(2);
    expect(found[1]).toBeGreaterThan(960);
  });

  it("is none in a constant, whatever the test", () => {
    for (const test of TESTS) expect(drifts({ test }, new Array<number>(600).fill(3))).toStrictEqual([]);
  });
});
