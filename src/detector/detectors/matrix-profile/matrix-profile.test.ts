import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import type { Detector, Verdict } from "../detector.ts";
import { definition } from "./index.ts";

const STEP_SECONDS = 30;
const SMALL = { warmUpSamples: 20, windowSamples: 4, historySamples: 30 };

/** A heartbeat: a sharp and a flat wave every 40 samples, with a little noise. */
function heartbeat(count: number, seed = 1): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, t) => {
    const phase = t % 40;
    const sharp = Math.exp(-((phase - 10) ** 2) / 4);
    const flat = 0.4 * Math.exp(-((phase - 24) ** 2) / 20);
    return 50 + 10 * (sharp + flat) + 0.1 * random.normal();
  });
}

function verdicts(detector: Detector, values: readonly number[], from = 0): (Verdict | undefined)[] {
  return values.map((value, index) => {
    const seconds = (from + index) * STEP_SECONDS;
    const verdict = detector.score(value, seconds);
    detector.learn(value, seconds);
    return verdict;
  });
}

const anomalies = (found: readonly (Verdict | undefined)[]) =>
  found.flatMap((verdict, index) => (verdict?.is_anomaly === true ? [index] : []));

describe("the matrix profile", () => {
  it("finds a beat of another shape, every value of which is ordinary", () => {
    // The sharp wave of one beat is left out, and the flat one comes in its place.
    const values = heartbeat(1600);
    const odd = values.map((value, t) => (t >= 1200 && t < 1220 ? Number(values[t + 14]) : value));
    const found = anomalies(verdicts(definition.create({}), odd));
    expect(found.filter((index) => index >= 1200 && index < 1250).length).toBeGreaterThan(0);
    expect(found.filter((index) => index < 1200 || index >= 1260).length).toBeLessThan(3);
  });

  it("finds nothing in the beats themselves, at another level or height", () => {
    const values = heartbeat(1600).map((value, t) => (t >= 1200 ? 3 * value - 90 : value));
    const found = anomalies(verdicts(definition.create({}), values));
    expect(found.filter((index) => index < 1200 || index >= 1280).length).toBeLessThan(3);
  });

  it("finds a peak in mere noise, for what noise adds to the distance is taken out", () => {
    const random = new Random(2);
    const noise = Array.from({ length: 1000 }, () => random.normal());
    const found = anomalies(verdicts(definition.create({}), noise.with(800, 12)));
    expect(found.filter((index) => index >= 800 && index < 832).length).toBeGreaterThan(0);
    expect(found.filter((index) => index < 800 || index >= 832).length).toBeLessThan(3);
  });

  it("says what would have come next, had it gone on as the nearest shape", () => {
    const detector = definition.create({});
    verdicts(detector, heartbeat(1210));
    const verdict = detector.score(45, 1210 * STEP_SECONDS);
    expect(Math.abs((verdict?.expected ?? 0) - 60)).toBeLessThan(3);
    expect(verdict).toMatchObject({ is_anomaly: true, seen: 45 });
    expect(verdict?.reason).toMatch(/^seen 45 where \S+ was expected: distance to the nearest earlier shape/);
    expect(verdict?.recommendation).toContain("lowered the series");
    expect(definition.create({}).score(45, 0)).toBeUndefined();
  });

  it("takes rounding noise of a constant series for nothing, and a real change for one", () => {
    const constant = definition.create({});
    verdicts(constant, new Array<number>(300).fill(0.3));
    expect(constant.score(0.1 + 0.2, 300 * STEP_SECONDS)).toMatchObject({ is_anomaly: false });
    expect(constant.score(0.31, 300 * STEP_SECONDS)).toMatchObject({ is_anomaly: true });
  });

  it("looks only to the side that counts", () => {
    const above = definition.create({ direction: "above" });
    verdicts(above, heartbeat(1210));
    expect(above.score(45, 1210 * STEP_SECONDS)).toMatchObject({ is_anomaly: false, score: 0 });
  });

  it("never says anything that is no finite number, whatever comes in", () => {
    const time = fc.oneof(fc.double(), fc.integer({ min: 0, max: 1_000_000 }));
    const value = fc.oneof(fc.double(), fc.constantFrom(0, -0, 5e-324, 1e-300, 1e150, -1e150, 7), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.tuple(value, time), { maxLength: 60 }), (samples) => {
        const detector = definition.create({ ...SMALL, warmUpSamples: 3 });
        for (const [index, [one, odd]] of samples.entries()) {
          const seconds = index % 4 === 3 ? odd : index * STEP_SECONDS;
          const verdict = detector.score(one, seconds);
          detector.learn(one, seconds);
          const { confidence_score = 0, expected = 0, score = 0, threshold = 0 } = verdict ?? {};
          for (const number of [confidence_score, expected, score, threshold]) {
            expect(number).toSatisfy(Number.isFinite);
          }
        }
      }),
    );
  });

  it("continues bit by bit from its state, saved at any point", () => {
    const values = heartbeat(150, 3).with(40, -0).with(90, 1e12);
    for (const cut of [0, 1, 5, 7, 29, 30, 31, 120]) {
      const whole = definition.create(SMALL);
      verdicts(whole, values.slice(0, cut));
      const resumed = definition.create(SMALL, JSON.parse(JSON.stringify(whole)));
      expect(verdicts(resumed, values.slice(cut), cut)).toStrictEqual(verdicts(whole, values.slice(cut), cut));
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
    }
  });

  it("refuses a history of less than two windows, and a state that isn't its own", () => {
    expect(() => definition.create({ historySamples: 63 })).toThrow("historySamples must be at least twice");
    expect(() => definition.create({}, { model: { values: [1] } })).toThrow("scores must be a list");
  });

  it("keeps its state within the memory it states", () => {
    const detector = definition.create({});
    verdicts(detector, heartbeat(1100));
    const { length } = JSON.stringify(detector);
    verdicts(detector, heartbeat(1100), 1100);
    expect(JSON.stringify(detector).length).toBeLessThan(1.1 * length);
    expect(definition.memoryBytes({})).toBeLessThan(2 ** 30 / 10_000);
  });
});
