import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { timeToThreshold } from "./time-to-threshold.ts";

/** A disk that fills by 0.5 % an hour, with a little noise. */
function disk(hours: number): Float64Array {
  const random = new Random(12);
  return Float64Array.from({ length: hours }, (_, hour) => 40 + hour / 2 + 0.3 * random.normal());
}

describe("the time until a threshold is reached", () => {
  it("is when a disk that fills steadily is full", () => {
    // 40 % and 0.5 % an hour: after 96 hours 88 %, so 24 hours more to 100 %.
    const full = timeToThreshold(disk(96), { threshold: 100, side: "above", horizon: 32, periods: [] });
    expect(full.probability).toBeGreaterThan(0.9);
    expect(Math.abs(Number(full.median) - 24)).toBeLessThan(4);
    expect(full.earliest).toBeLessThanOrEqual(Number(full.median));
    expect(full.latest ?? 33).toBeGreaterThanOrEqual(Number(full.median));
    for (const [step, one] of full.byStep.entries()) expect(one).toBeGreaterThanOrEqual(full.byStep[step - 1] ?? 0);
  });

  it("is beyond the horizon where that is too near, and says so", () => {
    const far = timeToThreshold(disk(96), { threshold: 100, side: "above", horizon: 10, periods: [] });
    expect(far.probability).toBeLessThan(0.05);
    expect(far).not.toHaveProperty("median");
    expect(far).not.toHaveProperty("earliest");
  });

  it("looks below as it does above", () => {
    const options = { horizon: 32, periods: [] };
    const above = timeToThreshold(disk(96), { threshold: 100, side: "above", ...options });
    const below = timeToThreshold(
      disk(96).map((one) => -one),
      { threshold: -100, side: "below", ...options },
    );
    expect(Math.abs(Number(above.median) - Number(below.median))).toBeLessThanOrEqual(1);
  });

  it("is now where it is reached, and certain where nothing ever errs", () => {
    const now = timeToThreshold(disk(40), { threshold: 20, side: "above", periods: [] });
    expect(now).toMatchObject({ probability: 1, earliest: 0, median: 0, latest: 0 });
    const never = timeToThreshold(new Float64Array(40).fill(5), { threshold: 6, side: "above", periods: [] });
    expect(never.probability).toBe(0);
  });

  it.each([
    // The greatest of 12 normal values is above these with so much probability: 1 − Φ(z)¹².
    [0.7, 1.3083],
    [0.3, 1.8909],
  ])("says about %f of what comes with that probability", (probability, threshold) => {
    const said = Array.from({ length: 10 }, (_, seed) => {
      const random = new Random(300 + seed);
      // It isn't reached now.
      const noise = Float64Array.from({ length: 72 }, () => random.normal()).fill(0, 71);
      return timeToThreshold(noise, { threshold, side: "above", horizon: 12, periods: [] }).probability;
    });
    expect(said.reduce((sum, one) => sum + one, 0) / said.length - probability).toSatisfy(
      (off) => Math.abs(off) < 0.12,
    );
  });

  it("knows that a walk's errors go together: it is less often beyond than errors that don't", () => {
    const said = Array.from({ length: 10 }, (_, seed) => {
      const random = new Random(500 + seed);
      let level = 0;
      const walk = Float64Array.from({ length: 96 }, () => {
        level += random.normal();
        return level;
      });
      const threshold = Number(walk.at(-1)) + 4;
      return timeToThreshold(walk, { threshold, side: "above", horizon: 12, periods: [] }).probability;
    });
    // By the reflection principle 2 (1 − Φ(4 / √12)) = 0.248 of a walk that is looked at all the time; 0.2 of one in steps.
    expect(said.reduce((sum, one) => sum + one, 0) / said.length).toSatisfy((mean) => mean > 0.1 && mean < 0.32);
  });
});
