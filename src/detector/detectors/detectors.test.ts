import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Detector } from "./detector.ts";
import { changeDetectors, detectors, shapeDetectors } from "./index.ts";
import { detectorKinds, isDetectorName } from "./kinds.ts";

const STEP_SECONDS = 30;

/** Normal deviates without randomness: a seeded generator (mulberry32) through Box and Muller's transform. */
function normalValues(count: number, seed: number): number[] {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}

function taught(detector: Detector, values: readonly number[]): Detector {
  for (const [index, value] of values.entries()) detector.learn(value, (index + 1) * STEP_SECONDS);
  return detector;
}

function anomalies(detector: Detector, values: readonly number[]): number[] {
  return values.flatMap((value, index) => {
    const seconds = (index + 1) * STEP_SECONDS;
    const verdict = detector.score(value, seconds);
    detector.learn(value, seconds);
    return verdict?.is_anomaly === true ? [index] : [];
  });
}

const LATER = 1_000 * STEP_SECONDS;
const steady = normalValues(200, 7).map((value) => 100 + 5 * value);

// Those of changes judge a level, those of shapes many values, not one: changes.test.ts, matrix-profile.
const ofSeries = detectors
  .filter((definition) => !changeDetectors.includes(definition) && !shapeDetectors.includes(definition))
  .filter(({ name }) => isDetectorName(name) && detectorKinds[name].takes === "series");

describe.each(ofSeries.map((definition) => [definition.name, definition] as const))("%s", (_, definition) => {
  const fresh = (parameters: object = {}, state?: unknown) => definition.create(parameters, state);

  it("gives no verdict before it has seen enough", () => {
    const few = taught(fresh({ warmUpSamples: 10 }), steady.slice(0, 9));
    expect(few.score(1e6, LATER)).toBeUndefined();
    few.learn(100, LATER);
    expect(few.score(1e6, LATER + STEP_SECONDS)).toMatchObject({ is_anomaly: true });
  });

  it("finds a value far out, and says what it saw and expected", () => {
    const verdict = taught(fresh(), steady).score(200, LATER);
    expect(verdict).toMatchObject({ is_anomaly: true, seen: 200 });
    expect(verdict?.expected).toBeCloseTo(100, -1);
    expect(verdict?.confidence_score).toBeGreaterThan(0.5);
    expect(verdict?.score).toBeGreaterThan(verdict?.threshold ?? Number.NaN);
    expect(verdict?.reason).toMatch(/^seen 200 where \S+ was expected: .*above the threshold/);
    expect(verdict?.recommendation).toMatch(/raised the series .* within about \d+ samples\.$/);
    expect(taught(fresh(), steady).score(0, LATER)?.recommendation).toContain("lowered the series");
  });

  it("lets an ordinary value pass", () => {
    const verdict = taught(fresh(), steady).score(101, LATER);
    expect(verdict).toMatchObject({ is_anomaly: false, recommendation: "Nothing to do." });
    expect(verdict?.confidence_score).toBeLessThan(0.5);
    expect(verdict?.reason).toContain("within the threshold");
  });

  it("looks only to the side that counts", () => {
    const above = taught(fresh({ direction: "above" }), steady);
    const below = taught(fresh({ direction: "below" }), steady);
    expect([above.score(0, LATER)?.is_anomaly, above.score(200, LATER)?.is_anomaly]).toStrictEqual([false, true]);
    expect([below.score(0, LATER)?.is_anomaly, below.score(200, LATER)?.is_anomaly]).toStrictEqual([true, false]);
    expect(above.score(0, LATER)?.score).toBe(0);
  });

  it("takes rounding noise of a constant series for nothing, and a real change for one", () => {
    const constant = taught(fresh(), new Array<number>(100).fill(0.3));
    expect(constant.score(0.1 + 0.2, LATER)).toMatchObject({ is_anomaly: false });
    expect(constant.score(0.31, LATER)).toMatchObject({ is_anomaly: true });
    const large = taught(fresh(), new Array<number>(100).fill(1e12));
    expect(large.score(1e12 + 0.001, LATER)).toMatchObject({ is_anomaly: false });
    expect(large.score(1.01e12, LATER)).toMatchObject({ is_anomaly: true });
  });

  it("neither scores nor learns what is no finite number, or too large to square", () => {
    const detector = taught(fresh(), steady);
    const before = JSON.stringify(detector);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e200]) {
      expect(detector.score(value, LATER)).toBeUndefined();
      detector.learn(value, LATER);
    }
    detector.learn(100, Number.NaN);
    expect(JSON.stringify(detector)).toBe(before);
  });

  it("learns each moment once, and none that lies before", () => {
    const detector = taught(fresh(), steady);
    const before = JSON.stringify(detector);
    detector.learn(100, steady.length * STEP_SECONDS);
    detector.learn(100, STEP_SECONDS);
    expect(JSON.stringify(detector)).toBe(before);
  });

  it("forgets after a long silence and warms up again", () => {
    const detector = taught(fresh({ forgetAfterSeconds: 3600 }), steady);
    const last = steady.length * STEP_SECONDS;
    expect(detector.score(1e6, last + 3600)).toMatchObject({ is_anomaly: true });
    expect(detector.score(1e6, last + 3601)).toBeUndefined();
    detector.learn(500, last + 3601);
    expect(detector.score(100, last + 3602)).toBeUndefined();
  });

  it("adopts a new level that lasts", () => {
    const found = anomalies(fresh(), [...steady, ...normalValues(400, 9).map((value) => 200 + 5 * value)]);
    expect(found).toContain(steady.length);
    expect(found.filter((index) => index > steady.length + 250).length).toBeLessThan(5);
  });

  it("finds every injected spike among clean values, and hardly anything else", () => {
    const spikes = [500, 700, 900];
    const values = normalValues(1000, 11).map((value, index) => 100 + 5 * value + (spikes.includes(index) ? 60 : 0));
    const found = anomalies(fresh(), values);
    expect(found).toStrictEqual(expect.arrayContaining(spikes));
    // 1.5 interquartile ranges leave .7 % of normal values outside, by design.
    expect(found.length - spikes.length).toBeLessThan(20);
  });

  it("scores higher what deviates more", () => {
    const detector = taught(fresh(), steady);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        (a, b) => {
          const [nearer, farther] = [Math.min(a, b), Math.max(a, b)].map((distance) =>
            detector.score(120 + distance, LATER),
          );
          expect(farther?.score).toBeGreaterThanOrEqual(nearer?.score ?? Number.NaN);
          expect(farther?.confidence_score).toBeGreaterThanOrEqual(nearer?.confidence_score ?? Number.NaN);
        },
      ),
    );
  });

  it("never says anything that is no finite number, whatever comes in", () => {
    const time = fc.oneof(fc.double(), fc.integer({ min: 0, max: 1_000_000 }));
    const value = fc.oneof(fc.double(), fc.constantFrom(0, -0, 5e-324, 1e-300, 1e150, -1e150, 7), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.tuple(value, time), { maxLength: 60 }), (samples) => {
        const detector = fresh({ warmUpSamples: 3 });
        for (const [index, [one, odd]] of samples.entries()) {
          const seconds = index % 4 === 3 ? odd : index * STEP_SECONDS;
          const verdict = detector.score(one, seconds);
          detector.learn(one, seconds);
          if (verdict === undefined) continue;
          const { confidence_score, expected, score, threshold } = verdict;
          for (const number of [confidence_score, expected, score, threshold])
            expect(number).toSatisfy(Number.isFinite);
          expect(confidence_score).toBeGreaterThanOrEqual(0);
          expect(confidence_score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("continues bit by bit from its state, saved at any point", () => {
    const value = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constantFrom(-0, 5, 1e12, Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), fc.nat(), (values, cut) => {
        const parameters = { warmUpSamples: 3 };
        const whole = fresh(parameters);
        let resumed = fresh(parameters);
        for (const [index, one] of values.entries()) {
          if (index === cut % values.length) resumed = fresh(parameters, JSON.parse(JSON.stringify(resumed)));
          const seconds = (index + 1) * STEP_SECONDS;
          expect(resumed.score(one, seconds)).toStrictEqual(whole.score(one, seconds));
          whole.learn(one, seconds);
          resumed.learn(one, seconds);
        }
        expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
      }),
    );
  });

  it("refuses parameters and states that aren't its own", () => {
    expect(() => fresh({ direction: "up" })).toThrow("direction must be one of above, below, both");
    expect(() => fresh({ treshold: 3 })).toThrow("treshold is unknown");
    expect(() => fresh({}, { model: { values: ["x"] } })).toThrow();
    expect(() => fresh({}, "state")).toThrow("must be an object");
  });

  it("keeps its state within the memory it states", () => {
    const small = definition.memoryBytes({});
    // Ten thousand series of any kind stay within a gibibyte.
    expect(small).toBeLessThan(65_536);
    const values = normalValues(2000, 3);
    const [half, full] = [
      JSON.stringify(taught(fresh(), values.slice(0, 1000))),
      JSON.stringify(taught(fresh(), values)),
    ];
    expect(full.length).toBeLessThan(Math.max(half.length * 1.1, small));
  });
});
