import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import type { Verdict } from "../detector.ts";
import type { RowDetector } from "../row-detector.ts";
import { seriesOfRows } from "../series-of-rows.ts";
import { definition } from "./index.ts";

const FEATURES = ["requests", "cpu", "temperature"];
const CHANGE = 900;

/** Requests, cpu that follows them two rows later until the change, and a temperature that has nothing to do with them until then. */
function rows(count: number, { breaks, binds }: { readonly breaks: boolean; readonly binds: boolean }): number[][] {
  const random = new Random(17);
  const requests = Array.from({ length: count }, () => 100 + 10 * random.normal());
  return requests.map((one, t) => {
    const follows = t < CHANGE || !breaks;
    const cpu = 0.5 * (follows ? (requests[t - 2] ?? 100) : 100 + 10 * random.normal()) + random.normal();
    const bound = binds && t >= CHANGE;
    const temperature = 20 + (bound ? 0.1 * (one - 100) + 0.1 * random.normal() : random.normal());
    return [one, cpu, temperature];
  });
}

interface Found {
  readonly index: number;
  readonly verdict: Verdict;
}

function judged(detector: RowDetector, given: readonly (readonly number[])[]): Found[] {
  return given.flatMap((row, index) => {
    const verdict = detector.score(row, index + 1);
    detector.learn(row, index + 1);
    return verdict === undefined ? [] : [{ index, verdict }];
  });
}

const anomalies = (detector: RowDetector, given: readonly (readonly number[])[]) =>
  judged(detector, given).filter(({ verdict }) => verdict.is_anomaly);

const create = (parameters: object = {}, state?: unknown) => definition.create(parameters, FEATURES, state);

describe("the change of a correlation", () => {
  it("is found soon after one feature no longer follows another, and names the two", () => {
    const found = anomalies(create(), rows(1100, { breaks: true, binds: false }));
    const first = found.find(({ index }) => index >= CHANGE);
    expect(first?.index).toBeLessThan(CHANGE + 40);
    const shares = first?.verdict.contributions ?? [];
    expect(
      shares
        .slice(0, 2)
        .map(({ feature }) => feature)
        .sort(),
    ).toStrictEqual(["cpu", "requests"]);
    expect(Number(shares[0]?.share) + Number(shares[1]?.share)).toBeGreaterThan(0.9);
    expect(first?.verdict.reason).toContain("change of correlation in deviations");
  });

  it("is found where features begin to go together", () => {
    const found = anomalies(create(), rows(1100, { breaks: false, binds: true }));
    const first = found.find(({ index }) => index >= CHANGE);
    expect(first?.index).toBeLessThan(CHANGE + 40);
    const names = first?.verdict.contributions?.slice(0, 2).map(({ feature }) => feature);
    expect(names).toContain("temperature");
  });

  it("is rare where nothing changes", () => {
    const found = anomalies(create(), rows(1100, { breaks: false, binds: false }));
    expect(found.length).toBeLessThan(12);
  });

  it("expects of a feature what the one that it follows had, so many rows ago", () => {
    const given = rows(700, { breaks: false, binds: false });
    const detector = create();
    for (const [index, row] of given.slice(0, 699).entries()) detector.learn(row, index + 1);
    const verdict = detector.score(given[699] ?? [], 1000);
    const cpu = verdict?.contributions?.find(({ feature }) => feature === "cpu");
    expect(cpu?.expected).toBeCloseTo(0.5 * Number(given[697]?.[0]), 0);
    const requests = verdict?.contributions?.find(({ feature }) => feature === "requests");
    expect(requests?.expected).toBeCloseTo(100, -1);
  });

  it("expects the same whichever feature comes first", () => {
    const given = rows(700, { breaks: false, binds: false }).map(([requests = 0, cpu = 0]) => [cpu, requests]);
    const detector = definition.create({}, ["cpu", "requests"]);
    for (const [index, row] of given.slice(0, 699).entries()) detector.learn(row, index + 1);
    const verdict = detector.score(given[699] ?? [], 1000);
    const cpu = verdict?.contributions?.find(({ feature }) => feature === "cpu");
    expect(cpu?.expected).toBeCloseTo(0.5 * Number(given[697]?.[1]), 0);
  });

  it("is none for an outlier of a feature that goes with none, nor for constants", () => {
    const given = rows(980, { breaks: false, binds: false });
    const spiked = given.map((row, index) =>
      index === 950 ? row.map((value, feature) => (feature === 2 ? value * 1e6 : value)) : row,
    );
    const clean = anomalies(create(), given).length;
    expect(anomalies(create(), spiked).length).toBeLessThanOrEqual(clean + 3);
    const constant = given.slice(0, 600).map(() => [1, 2, 3]);
    expect(anomalies(create(), constant)).toStrictEqual([]);
  });

  it("changes nothing by scoring, and goes on from its state bit by bit", () => {
    const given = rows(520, { breaks: false, binds: false });
    const whole = create({ warmUpSamples: 100 });
    let resumed = create({ warmUpSamples: 100 });
    for (const [index, row] of given.entries()) {
      if (index % 130 === 129) resumed = create({ warmUpSamples: 100 }, JSON.parse(JSON.stringify(resumed)));
      if (index % 13 === 0) {
        expect(whole.score([1, 2, 3], index + 1)).toStrictEqual(resumed.score([1, 2, 3], index + 1));
      }
      whole.learn(row, index + 1);
      resumed.learn(row, index + 1);
    }
    expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
  });

  it("never says anything that is no finite number, whatever comes in", () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1e150, -1e150, 5e-324, 7));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 60, maxLength: 90 }), (given) => {
        const parameters = { warmUpSamples: 10, windowSamples: 32, recentSamples: 8, longestLag: 1 };
        for (const { verdict } of judged(create(parameters), given)) {
          const { confidence_score, contributions = [], expected, score, seen, threshold } = verdict;
          const all = [confidence_score, expected, score, seen, threshold, ...contributions.map((one) => one.expected)];
          if (!all.every(Number.isFinite)) expect.unreachable(JSON.stringify(verdict));
        }
      }),
      { numRuns: 12 },
    );
  });

  it("of a single series is one of how it follows itself", () => {
    const random = new Random(9);
    let level = 0;
    const values = Array.from({ length: 1200 }, (_, t) => {
      level = (t < CHANGE ? 0.6 : -0.6) * level + random.normal();
      return level;
    });
    const detector = seriesOfRows(definition).create({});
    const found = values.flatMap((value, index) => {
      const isChange = detector.score(value, index + 1)?.is_anomaly === true;
      detector.learn(value, index + 1);
      return isChange && index >= CHANGE ? [index] : [];
    });
    expect(found[0]).toBeLessThan(CHANGE + 60);
  });

  it("has nothing to say of one feature alone", () => {
    const detector = definition.create({ warmUpSamples: 20 }, ["load"]);
    for (let index = 0; index < 200; index += 1) detector.learn([index % 7], index);
    expect(detector.score([1e6], 500)).toMatchObject({ is_anomaly: false, score: 0 });
  });

  it("refuses windows that don't fit, and states that aren't its own", () => {
    expect(() => create({ recentSamples: 200 })).toThrow("recentSamples must not exceed half of windowSamples");
    expect(() => create({}, { model: { count: 1 }, scores: [], lastSeconds: null })).toThrow();
  });

  it("keeps its state within the memory it states", () => {
    const detector = create();
    for (const [index, row] of rows(600, { breaks: false, binds: false }).entries()) detector.learn(row, index + 1);
    expect(JSON.stringify(detector).length).toBeLessThan(definition.memoryBytes({}, 3) * 2);
    expect(definition.memoryBytes({}, 3)).toBeLessThan(65_536);
  });
});
