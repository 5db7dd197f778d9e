import { describe, expect, it } from "vitest";
import { definition } from "./index.ts";

function judged(values: readonly number[], value: number) {
  const detector = definition.create({ warmUpSamples: 3 });
  for (const [index, one] of values.entries()) detector.learn(one, index + 1);
  return detector.score(value, 100);
}

describe("the modified z-score", () => {
  it("is 0.6745 · (x − median) / MAD", () => {
    // scipy: the median of 1, 2, 3, 4, 100 is 3, their MAD 1, the modified z-score of 100 is 65.4265.
    expect(judged([1, 2, 3, 4, 100], 100)?.score).toBeCloseTo(65.4265, 9);
    expect(judged([1, 2, 3, 4, 100], 100)).toMatchObject({ expected: 3, threshold: 3.5, is_anomaly: true });
  });

  it("takes the mean deviation where most values are equal", () => {
    const ties = [...new Array<number>(30).fill(5), 6, 7, 50];
    expect(judged(ties, 50)?.score).toBeCloseTo(24.68455630432597, 9);
    expect(judged(ties, 7)).toMatchObject({ is_anomaly: false });
  });

  it("isn't misled by almost half of the values", () => {
    expect(judged([9, 10, 11, 10, 9, 500, 510, 505, 490], 500)).toMatchObject({ is_anomaly: true });
  });
});
