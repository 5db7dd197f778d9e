import { describe, expect, it } from "vitest";
import { definition } from "./index.ts";

function taught(parameters: object, values: readonly number[]) {
  const detector = definition.create(parameters);
  for (const [index, value] of values.entries()) detector.learn(value, index + 1);
  return detector;
}

describe("the adaptive z-score", () => {
  it("in a window is the distance from the mean in sample deviations", () => {
    // numpy: mean 22, standard deviation 43.617656975128774 (n − 1).
    const detector = taught({ memory: "window", warmUpSamples: 3, outliers: "learn" }, [1, 2, 3, 4, 100]);
    const verdict = detector.score(22 + 2 * 43.617656975128774, 6);
    expect(verdict?.expected).toBeCloseTo(22, 12);
    expect(verdict?.score).toBeCloseTo(2, 12);
  });

  it("weighs the first values alike, so that none rules the warm-up", () => {
    const verdict = taught({ warmUpSamples: 3, outliers: "learn" }, [2, 4, 6]).score(10, 4);
    expect(verdict?.expected).toBeCloseTo(4, 12);
    expect(verdict?.score).toBeCloseTo(6 / Math.sqrt(8 / 3), 12);
  });

  it("learns an outlier as the nearest value that would have been none", () => {
    const values = Array.from({ length: 40 }, (_, index) => 10 + (index % 2));
    const clipping = taught({}, [...values, 1000]);
    const learning = taught({ outliers: "learn" }, [...values, 1000]);
    expect(clipping.score(11, 50)?.expected).toBeLessThan(11);
    expect(clipping.score(1000, 50)).toMatchObject({ is_anomaly: true });
    expect(learning.score(11, 50)?.expected).toBeGreaterThan(15);
  });

  it("accepts a deviation that lasts longer than it was told to wait", () => {
    const values = Array.from({ length: 40 }, (_, index) => 10 + (index % 2));
    const stubborn = taught({ acceptAfterSamples: 20 }, [...values, ...new Array<number>(20).fill(1000)]);
    const accepting = taught({ acceptAfterSamples: 20 }, [...values, ...new Array<number>(40).fill(1000)]);
    expect(stubborn.score(1000, 100)).toMatchObject({ is_anomaly: true });
    expect(accepting.score(1000, 100)).toMatchObject({ is_anomaly: false });
  });

  it("states more memory for a longer window, and one amount where values fade", () => {
    const bytes = (parameters: object) => definition.memoryBytes(parameters);
    expect(bytes({ memory: "window", windowSamples: 1000 })).toBeGreaterThan(
      bytes({ memory: "window", windowSamples: 100 }),
    );
    expect(bytes({ windowSamples: 1000 })).toBe(bytes({ windowSamples: 100 }));
  });
});
