import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../numerics/random.ts";
import type { Detector, DetectorDefinition, Verdict } from "./detector.ts";
import { changeDetectors } from "./index.ts";

const STEP_SECONDS = 30;
const LATER = 100_000 * STEP_SECONDS;

const definitionOf = (name: string): DetectorDefinition =>
  changeDetectors.find((one) => one.name === name) ?? expect.unreachable(`no kind ${name}`);

/** Kinds that watch errors, 0 or 1, and kinds that watch any values. */
const ofErrors = ["ddm", "eddm", "hddm"];
const ofValues = changeDetectors.map(({ name }) => name).filter((name) => !ofErrors.includes(name));

function errors(...rates: readonly number[]): number[] {
  const random = new Random(3);
  return rates.flatMap((rate) => Array.from({ length: 600 }, () => (random.uniform() < rate ? 1 : 0)));
}

function levels(...means: readonly number[]): number[] {
  const random = new Random(4);
  return means.flatMap((mean) => Array.from({ length: 600 }, () => mean + 5 * random.normal()));
}

/** Parameters with which a kind judges soon. */
const quick: Readonly<Record<string, object>> = {
  "distribution-drift": { referenceSamples: 20, currentSamples: 20, test: "jensen-shannon" },
  kswin: { windowSamples: 20, recentSamples: 10 },
};

interface Found {
  readonly index: number;
  readonly verdict: Verdict;
}

function judgements(detector: Detector, values: readonly number[]): Found[] {
  return values.flatMap((value, index) => {
    const seconds = (index + 1) * STEP_SECONDS;
    const verdict = detector.score(value, seconds);
    detector.learn(value, seconds);
    return verdict === undefined ? [] : [{ index, verdict }];
  });
}

const anomalies = (detector: Detector, values: readonly number[]): Found[] =>
  judgements(detector, values).filter(({ verdict }) => verdict.is_anomaly);

function taught(detector: Detector, values: readonly number[]): Detector {
  for (const [index, value] of values.entries()) detector.learn(value, (index + 1) * STEP_SECONDS);
  return detector;
}

describe.each(changeDetectors.map(({ name }) => [name] as const))("%s", (name) => {
  const definition = definitionOf(name);
  const fresh = (parameters: object = {}, state?: unknown) => definition.create(parameters, state);
  const isOfErrors = ofErrors.includes(name);
  const [ordinary, raised] = isOfErrors ? [errors(0.05), errors(0.05, 0.4)] : [levels(100), levels(100, 120)];

  it("finds a rise soon after it, and says from what to what", () => {
    const found = anomalies(fresh(), raised).filter(({ index }) => index >= 600);
    expect(found[0]?.index).toBeLessThan(700);
    const verdict = found[0]?.verdict;
    expect(verdict?.expected).toBeLessThan(isOfErrors ? 0.06 : 108);
    expect(verdict?.seen).toBeGreaterThan(isOfErrors ? (verdict?.expected ?? 1) : 108);
    expect(verdict?.score).toBeGreaterThanOrEqual(verdict?.threshold ?? Number.NaN);
    expect(verdict?.confidence_score).toBeGreaterThanOrEqual(0.5);
    expect(verdict?.reason).toMatch(/ is \S+ where it was \S+: .+, above the threshold \S+$/);
    expect(verdict?.recommendation).toContain("raised the series at about this time");
  });

  it("finds hardly anything where nothing changes", () => {
    expect(anomalies(fresh(), ordinary).length).toBeLessThanOrEqual(1);
    const last = judgements(fresh(), ordinary).at(-1)?.verdict;
    expect(last?.confidence_score).toBeLessThan(0.5);
    expect(last?.reason).toContain("within the threshold");
  });

  it("looks only to the side that counts", () => {
    const rises = (direction: string) =>
      anomalies(fresh({ direction }), raised).filter(({ verdict }) => verdict.seen > verdict.expected);
    expect(rises("below")).toStrictEqual([]);
    expect(rises("above").length).toBeGreaterThan(0);
  });

  it("changes nothing by scoring", () => {
    const detector = taught(fresh(), raised.slice(0, 590));
    const before = JSON.stringify(detector);
    for (let index = 0; index < 40; index += 1) detector.score(index % 2 === 0 ? 1 : 1e6, LATER);
    expect(JSON.stringify(detector)).toBe(before);
  });

  it("says nothing before it has seen enough, nor after a long silence", () => {
    const detector = fresh();
    expect(detector.score(1, STEP_SECONDS)).toBeUndefined();
    taught(detector, ordinary);
    const last = ordinary.length * STEP_SECONDS;
    expect(detector.score(0, last + 86_400)).toBeDefined();
    expect(detector.score(0, last + 86_401)).toBeUndefined();
    detector.learn(0, last + 86_401);
    expect(detector.score(0, last + 86_402)).toBeUndefined();
  });

  it("neither scores nor learns what is no finite number, too large to square, or late", () => {
    const detector = taught(fresh(), ordinary);
    const before = JSON.stringify(detector);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e200]) {
      expect(detector.score(value, LATER)).toBeUndefined();
      detector.learn(value, LATER);
    }
    detector.learn(1, Number.NaN);
    detector.learn(1, STEP_SECONDS);
    expect(JSON.stringify(detector)).toBe(before);
  });

  it("never says anything that is no finite number, whatever comes in", () => {
    const value = fc.oneof(
      fc.double(),
      fc.constantFrom(0, -0, 1, 5e-324, 1e-300, 1e150, -1e150),
      fc.integer({ min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 40, maxLength: 90 }), (values) => {
        const detector = fresh(quick[name] ?? { warmUpSamples: 10 });
        for (const { verdict } of judgements(detector, values)) {
          const { confidence_score, expected, score, seen, threshold } = verdict;
          const areFinite = [confidence_score, expected, score, seen, threshold].every(Number.isFinite);
          if (areFinite && score >= 0 && confidence_score >= 0 && confidence_score <= 1) continue;
          expect.unreachable(JSON.stringify(verdict));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("continues bit by bit from its state, saved at any point", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (cut) => {
        const whole = fresh();
        taught(whole, raised.slice(0, cut));
        const resumed = fresh({}, JSON.parse(JSON.stringify(whole)));
        for (const [index, value] of raised.slice(cut, cut + 250).entries()) {
          const seconds = (cut + index + 1) * STEP_SECONDS;
          if (index % 8 === 0) expect(resumed.score(value, seconds)).toStrictEqual(whole.score(value, seconds));
          whole.learn(value, seconds);
          resumed.learn(value, seconds);
        }
        expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
      }),
      { numRuns: 4 },
    );
  });

  it("refuses parameters and states that aren't its own", () => {
    expect(() => fresh({ direction: "up" })).toThrow("direction must be one of above, below, both");
    expect(() => fresh({ treshold: 3 })).toThrow("treshold is unknown");
    expect(() => fresh({}, "state")).toThrow("must be an object");
    expect(() => fresh({}, { watch: { values: ["x"], core: 1 }, lastSeconds: null })).toThrow();
  });

  it("keeps its state within the memory it states", () => {
    const bytes = definition.memoryBytes({});
    expect(bytes).toBeLessThan(65_536);
    expect(JSON.stringify(taught(fresh(), [...ordinary, ...ordinary, ...ordinary])).length).toBeLessThan(bytes);
  });
});

describe.each(ofValues)("%s", (name) => {
  const fresh = (parameters: object = {}) => definitionOf(name).create(parameters);

  it("finds a fall, in any unit", () => {
    for (const unit of [1e-6, 1, 1e9]) {
      const found = anomalies(
        fresh(),
        levels(120, 100).map((value) => value * unit),
      );
      const first = found.find(({ index }) => index >= 600);
      expect(first?.index).toBeLessThan(700);
      expect(first?.verdict.recommendation).toContain("lowered");
    }
  });

  it("takes a spike for no change", () => {
    const values = levels(100).map((value, index) => (index === 400 ? 1e6 : value));
    expect(anomalies(fresh(), values)).toStrictEqual([]);
  });

  it("follows a level that changes again", () => {
    const found = anomalies(fresh(), levels(100, 150, 90)).map(({ index }) => index);
    expect(found.some((index) => index >= 600 && index < 700)).toBe(true);
    expect(found.some((index) => index >= 1200 && index < 1300)).toBe(true);
  });
});

describe.each(ofErrors)("%s", (name) => {
  it("takes what is above a limit for an error", () => {
    const values = errors(0.02, 0.5).map((one) => (one === 1 ? 700 : 200));
    const found = anomalies(definitionOf(name).create({ errorAbove: 500 }), values);
    expect(found.some(({ index }) => index >= 600 && index < 700)).toBe(true);
  });

  it("warns before it is sure", () => {
    const texts = judgements(definitionOf(name).create({}), errors(0.1, 0.2)).map(
      ({ verdict }) => verdict.recommendation,
    );
    expect(texts).toContain("A change is likely: look again when more values have come.");
  });
});

describe("parameters of detectors of changes", () => {
  it.each([
    ["ddm", { warningThreshold: 4 }, "warningThreshold must not exceed threshold"],
    ["eddm", { share: 0.97 }, "share must not exceed warningShare"],
    ["hddm", { level: 0.01 }, "level must not exceed warningLevel"],
    ["kswin", { recentSamples: 60 }, "recentSamples must not exceed half of windowSamples"],
  ] as const)("of %s fit each other", (name, parameters, problem) => {
    expect(() => definitionOf(name).create(parameters)).toThrow(problem);
  });

  it("may ask hddm for McDiarmid's bound", () => {
    const detector = definitionOf("hddm").create({ bound: "mcdiarmid" });
    const found = anomalies(detector, errors(0.02, 0.4));
    expect(found[0]?.index).toBeGreaterThan(600);
    const resumed = definitionOf("hddm").create({ bound: "mcdiarmid" }, JSON.parse(JSON.stringify(detector)));
    expect(JSON.stringify(resumed)).toBe(JSON.stringify(detector));
  });

  it("can't hold a window with half of its buckets", () => {
    const state = JSON.parse(JSON.stringify(taught(definitionOf("adwin").create({}), levels(100))));
    state.watch.core.squares.pop();
    expect(() => definitionOf("adwin").create({}, state)).toThrow("squares must have a number for each of totals");
  });
});

describe("a large change", () => {
  it("is told in full, although each value counts as few deviations", () => {
    const found = anomalies(definitionOf("page-hinkley").create({}), levels(100, 10_000));
    expect(found[0]?.verdict.seen).toBeGreaterThan(5000);
    expect(found[0]?.verdict.expected).toBeLessThan(110);
  });
});
