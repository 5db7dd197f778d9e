import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../numerics/random.ts";
import type { Verdict } from "./detector.ts";
import { relationDetectors, rowDetectors } from "./index.ts";
import type { RowDetector } from "./row-detector.ts";
import { seriesOfRows } from "./series-of-rows.ts";

// Those of relations judge how features go together, not one row: their own tests say how.
const outlierDetectors = rowDetectors.filter((definition) => !relationDetectors.includes(definition));

const STEP_SECONDS = 30;
const FEATURES = ["load", "errors", "latency"];
const CENTRES = [100, 5, 0.2];
const DEVIATIONS = [5, 1, 0.01];

/** Rows of three independent normal features. */
function normalRows(count: number, seed: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: count }, () =>
    CENTRES.map((centre, feature) => centre + Number(DEVIATIONS[feature]) * random.normal()),
  );
}

interface Learner<T> {
  learn(one: T, timestampSeconds: number): void;
}

function taught<T, D extends Learner<T>>(detector: D, samples: readonly T[]): D {
  for (const [index, one] of samples.entries()) detector.learn(one, (index + 1) * STEP_SECONDS);
  return detector;
}

function verdicts(detector: RowDetector, rows: readonly (readonly number[])[]): (Verdict | undefined)[] {
  return rows.map((row, index) => {
    const seconds = (index + 1) * STEP_SECONDS;
    const verdict = detector.score(row, seconds);
    detector.learn(row, seconds);
    return verdict;
  });
}

function anomalies(found: readonly (Verdict | undefined)[]): number[] {
  return found.flatMap((verdict, index) => (verdict?.is_anomaly === true ? [index] : []));
}

/** So few trees are quick, and enough for what is tested here. */
const SMALL: Readonly<Record<string, object>> = {
  "isolation-forest": { trees: 20 },
  "random-cut-forest": { trees: 8 },
};

const LATER = 2_500 * STEP_SECONDS;
const steady = normalRows(400, 7);
const ODD = [100, 25, 0.2];

describe.each(outlierDetectors.map((definition) => [definition.name, definition] as const))(
  "%s of rows",
  (name, definition) => {
    const fresh = (parameters: object = {}, state?: unknown) =>
      definition.create({ ...SMALL[name], ...parameters }, FEATURES, state);

    it("gives no verdict before it has seen enough", () => {
      const few = taught(fresh({ warmUpSamples: 100 }), steady.slice(0, 99));
      expect(few.score(ODD, LATER)).toBeUndefined();
      few.learn(CENTRES, LATER);
      expect(few.score(ODD, LATER + STEP_SECONDS)).toBeDefined();
    });

    it("finds a row far out, and names the feature that is odd", () => {
      const verdict = taught(fresh(), steady).score(ODD, LATER);
      expect(verdict).toMatchObject({ is_anomaly: true, seen: 25 });
      expect(verdict?.expected).toBeCloseTo(5, -1);
      expect(verdict?.confidence_score).toBeGreaterThan(0.5);
      expect(verdict?.score).toBeGreaterThan(verdict?.threshold ?? Number.NaN);
      expect(verdict?.reason).toMatch(/^seen 25 where \S+ was expected of errors: .*above the threshold/);
      expect(verdict?.recommendation).toMatch(/raised errors .* within about \d+ samples\.$/);
      expect(verdict?.contributions?.[0]).toMatchObject({ feature: "errors", seen: 25 });
      const shares = verdict?.contributions?.map(({ share }) => share) ?? [];
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
      expect(shares.toSorted((left, right) => right - left)).toStrictEqual(shares);
    });

    it("lets an ordinary row pass", () => {
      const verdict = taught(fresh(), steady).score(CENTRES, LATER);
      expect(verdict).toMatchObject({ is_anomaly: false, recommendation: "Nothing to do." });
      expect(verdict?.confidence_score).toBeLessThan(0.5);
      expect(verdict?.reason).toContain("within the threshold");
      expect(verdict?.contributions).toHaveLength(3);
    });

    it("finds every injected row among clean ones, and hardly anything else", () => {
      const odd = [500, 650, 800];
      const rows = normalRows(900, 11).map((row, index) => (odd.includes(index) ? [160, 17, 0.32] : row));
      const found = anomalies(verdicts(fresh(), rows));
      expect(found).toStrictEqual(expect.arrayContaining(odd));
      expect(found.length - odd.length).toBeLessThan(10);
    });

    it("calls more rows anomalies the more contamination it is told of", () => {
      const rows = normalRows(900, 13);
      const counts = [0.001, 0.02, 0.2].map(
        (contamination) => anomalies(verdicts(fresh({ contamination }), rows)).length / (rows.length - 256),
      );
      expect(counts[0]).toBeLessThan(0.01);
      expect(counts[1]).toBeGreaterThan(0.005);
      expect(counts[1]).toBeLessThan(0.08);
      expect(counts[2]).toBeGreaterThan(0.08);
      expect(counts[2]).toBeLessThan(0.35);
    });

    it("takes rounding noise of constant features for nothing, and a real change for one", () => {
      const constant = taught(fresh(), new Array<number[]>(300).fill([0.3, 1e12, 7]));
      expect(constant.score([0.1 + 0.2, 1e12 + 0.001, 7], LATER)).toMatchObject({ is_anomaly: false });
      expect(constant.score([0.31, 1e12, 7], LATER)).toMatchObject({ is_anomaly: true, seen: 0.31 });
      expect(constant.score([0.3, 1.01e12, 7], LATER)).toMatchObject({ is_anomaly: true, seen: 1.01e12 });
    });

    it("neither scores nor learns rows with unusable values", () => {
      const detector = taught(fresh(), steady);
      const before = JSON.stringify(detector);
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e200]) {
        expect(detector.score([100, value, 0.2], LATER)).toBeUndefined();
        detector.learn([100, value, 0.2], LATER);
      }
      expect(detector.score([100, 5], LATER)).toBeUndefined();
      detector.learn(CENTRES, Number.NaN);
      expect(JSON.stringify(detector)).toBe(before);
    });

    it("learns each moment once, and none that lies before", () => {
      const detector = taught(fresh(), steady);
      const before = JSON.stringify(detector);
      detector.learn(CENTRES, steady.length * STEP_SECONDS);
      detector.learn(CENTRES, STEP_SECONDS);
      expect(JSON.stringify(detector)).toBe(before);
    });

    it("forgets after a long silence and warms up again", () => {
      const detector = taught(fresh({ forgetAfterSeconds: 3600 }), steady);
      const last = steady.length * STEP_SECONDS;
      expect(detector.score(ODD, last + 3600)).toMatchObject({ is_anomaly: true });
      expect(detector.score(ODD, last + 3601)).toBeUndefined();
      detector.learn(CENTRES, last + 3601);
      expect(detector.score(CENTRES, last + 3602)).toBeUndefined();
    });

    it("adopts a new level that lasts", () => {
      const raised = normalRows(1200, 9).map(([load = 0, ...others]) => [load + 60, ...others]);
      const found = anomalies(verdicts(fresh(), [...steady, ...raised]));
      expect(found).toContain(steady.length);
      expect(found.filter((index) => index > steady.length + 800).length).toBeLessThan(8);
    });

    it("doesn't change by judging", () => {
      const detector = taught(fresh(), steady);
      const before = JSON.stringify(detector);
      detector.score(ODD, LATER);
      expect(JSON.stringify(detector)).toBe(before);
    });

    it("never says anything that is no finite number, whatever comes in", () => {
      const time = fc.oneof(fc.double(), fc.integer({ min: 0, max: 1_000_000 }));
      const value = fc.oneof(fc.double(), fc.constantFrom(0, -0, 5e-324, 1e-300, 1e150, -1e150, 7), fc.integer());
      fc.assert(
        fc.property(fc.array(fc.tuple(value, value, value, time), { maxLength: 60 }), (samples) => {
          const detector = fresh({ warmUpSamples: 3 });
          for (const [index, [a, b, c, odd]] of samples.entries()) {
            const seconds = index % 4 === 3 ? odd : index * STEP_SECONDS;
            const verdict = detector.score([a, b, c], seconds);
            detector.learn([a, b, c], seconds);
            if (verdict !== undefined) expectFinite(verdict);
          }
        }),
        { numRuns: 30 },
      );
    });

    it("continues bit by bit from its state, saved at any point", () => {
      const value = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constantFrom(-0, 5, 1e12, Number.NaN));
      const row = fc.tuple(value, value, value);
      fc.assert(
        fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.nat(), (rows, cut) => {
          const parameters = { warmUpSamples: 3 };
          const whole = fresh(parameters);
          let resumed = fresh(parameters);
          for (const [index, one] of rows.entries()) {
            if (index === cut % rows.length) resumed = fresh(parameters, JSON.parse(JSON.stringify(resumed)));
            const seconds = (index + 1) * STEP_SECONDS;
            expect(resumed.score(one, seconds)).toStrictEqual(whole.score(one, seconds));
            whole.learn(one, seconds);
            resumed.learn(one, seconds);
          }
          expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
        }),
        { numRuns: 20 },
      );
    });

    it("continues bit by bit also after its windows have been renewed", () => {
      const rows = normalRows(1000, 17);
      const whole = taught(fresh(), rows.slice(0, 700));
      const resumed = fresh({}, JSON.parse(JSON.stringify(whole)));
      for (const [index, row] of rows.slice(700).entries()) {
        const seconds = (701 + index) * STEP_SECONDS;
        expect(resumed.score(row, seconds)).toStrictEqual(whole.score(row, seconds));
        whole.learn(row, seconds);
        resumed.learn(row, seconds);
      }
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
    });

    it("refuses parameters and states that aren't its own", () => {
      expect(() => fresh({ direction: "up" })).toThrow("direction must be one of above, below, both");
      expect(() => fresh({ treshold: 3 })).toThrow("treshold is unknown");
      expect(() => fresh({}, { model: { values: ["x"] } })).toThrow();
      expect(() => fresh({}, "state")).toThrow("must be an object");
    });

    it("keeps its state within the memory it states", () => {
      const stated = definition.memoryBytes({ ...SMALL[name] }, FEATURES.length);
      const rows = normalRows(2000, 3);
      const [half, full] = [taught(fresh(), rows.slice(0, 1000)), taught(fresh(), rows)];
      expect(JSON.stringify(full).length).toBeLessThan(Math.max(JSON.stringify(half).length * 1.2, 16_384));
      expect(JSON.stringify(full).length / 2).toBeLessThan(stated);
    });
  },
);

describe.each(outlierDetectors.map((definition) => [definition.name, seriesOfRows(definition)] as const))(
  "%s of a single series",
  (name, definition) => {
    const fresh = (parameters: object = {}, state?: unknown) =>
      definition.create({ ...SMALL[name], ...parameters }, state);
    const values = normalRows(600, 23).map(([load = 0]) => load);

    it.each([1, 4])("finds a value far out, in rows of the last %d", (shingleSamples) => {
      const detector = taught(fresh({ shingleSamples }), values);
      const verdict = detector.score(200, LATER);
      expect(verdict).toMatchObject({ is_anomaly: true, seen: 200 });
      expect(verdict?.contributions).toBeUndefined();
      expect(verdict?.reason).toMatch(/^seen \S+ where \S+ was expected/);
      expect(detector.score(100, LATER)).toMatchObject({ is_anomaly: false, seen: 100 });
    });

    it("looks only to the side that counts", () => {
      const above = taught(fresh({ direction: "above" }), values);
      expect(above.score(0, LATER)).toMatchObject({ is_anomaly: false, score: 0, confidence_score: 0 });
      expect(above.score(200, LATER)).toMatchObject({ is_anomaly: true });
      const below = taught(fresh({ direction: "below" }), values);
      expect(below.score(200, LATER)).toMatchObject({ is_anomaly: false });
      expect(below.score(0, LATER)?.recommendation).toContain("lowered the series");
    });

    it("begins its rows anew after a silence, and takes no value twice", () => {
      const detector = taught(fresh({ shingleSamples: 4, forgetAfterSeconds: 3600 }), values);
      const last = values.length * STEP_SECONDS;
      const before = JSON.stringify(detector);
      for (const seconds of [last, 1, Number.NaN]) detector.learn(100, seconds);
      detector.learn(Number.NaN, last + 1);
      expect(JSON.stringify(detector)).toBe(before);
      detector.learn(100, last + 3601);
      expect(detector.score(200, last + 3602)).toBeUndefined();
      expect(JSON.parse(JSON.stringify(detector)).values).toStrictEqual([100]);
    });

    it("continues bit by bit from its state", () => {
      const parameters = { shingleSamples: 3, direction: "above" };
      const whole = taught(fresh(parameters), values.slice(0, 500));
      const resumed = fresh(parameters, JSON.parse(JSON.stringify(whole)));
      for (const [index, value] of values.slice(500).entries()) {
        const seconds = (501 + index) * STEP_SECONDS;
        expect(resumed.score(value, seconds)).toStrictEqual(whole.score(value, seconds));
        for (const detector of [whole, resumed]) detector.learn(value, seconds);
      }
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
    });

    it("states more memory for longer rows", () => {
      const bytes = (shingleSamples: number) => definition.memoryBytes({ shingleSamples });
      expect(bytes(8)).toBeGreaterThan(bytes(1));
    });
  },
);

function expectFinite({ confidence_score, contributions = [], expected, score, threshold }: Verdict): void {
  const shares = contributions.flatMap((one) => [one.share, one.expected]);
  for (const number of [confidence_score, expected, score, threshold, ...shares])
    expect(number).toSatisfy(Number.isFinite);
  expect(confidence_score).toBeGreaterThanOrEqual(0);
  expect(confidence_score).toBeLessThanOrEqual(1);
}
