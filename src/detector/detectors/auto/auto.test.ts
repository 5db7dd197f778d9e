import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import type { Verdict } from "../detector.ts";
import { definition } from "./index.ts";

const MINUTES_5 = 300;
const A_DAY = 288;

interface Alarm {
  readonly index: number;
  readonly verdict: Verdict;
}

/** All alarms over a series of one value each five minutes. */
function alarms(values: readonly number[], parameters: object = {}): Alarm[] {
  const detector = definition.create(parameters);
  return values.flatMap((value, index) => {
    const verdict = detector.score(value, index * MINUTES_5);
    detector.learn(value, index * MINUTES_5);
    return verdict?.is_anomaly === true ? [{ index, verdict }] : [];
  });
}

/** 100 ± 5, and what is added to it. */
function noise(count: number, added: (index: number) => number = () => 0): number[] {
  const random = new Random(3);
  return Array.from({ length: count }, (_, index) => 100 + 5 * random.normal() + added(index));
}

const isWithin = (index: number, from: number, samples: number) => index >= from && index < from + samples;

describe("the detector that is taken unless another is asked for", () => {
  it("finds a spike, a drop and a new level, each at once", () => {
    for (const added of [
      (index: number) => (index === 1500 ? 60 : 0),
      (index: number) => (index === 1500 ? -60 : 0),
      (index: number) => (index >= 1500 ? 60 : 0),
    ]) {
      const found = alarms(noise(2000, added)).map(({ index }) => index);
      expect(found).toContain(1500);
      expect(found.filter((index) => index > 500).length).toBeLessThan(4);
    }
  });

  it("is hardly ever wrong on plain noise", () => {
    expect(alarms(noise(10_000)).length).toBeLessThan(10);
  });

  it("finds more noise than usual", () => {
    const random = new Random(8);
    const found = alarms(noise(3000, (index) => (isWithin(index, 2000, 40) ? 20 * random.normal() : 0)));
    expect(found.some(({ index }) => isWithin(index, 2000, 40))).toBe(true);
  });

  it("raises one alarm for a burst, and another for what is still odder", () => {
    const burst = noise(2000, (index) => (isWithin(index, 1500, 12) ? 80 : 0));
    expect(alarms(burst).filter(({ index }) => isWithin(index, 1500, 100))).toHaveLength(1);
    const growing = noise(2000, (index) => (index === 1500 ? 30 : index === 1510 ? 600 : 0));
    expect(alarms(growing).map(({ index }) => index)).toStrictEqual(expect.arrayContaining([1500, 1510]));
    expect(alarms(burst, { quietSamples: 0 }).filter(({ index }) => isWithin(index, 1500, 12)).length).toBeGreaterThan(
      1,
    );
  });

  it("finds a night in the middle of the day, by the hour", () => {
    const random = new Random(4);
    const daily = Array.from({ length: 14 * A_DAY }, (_, index) => {
      const hour = (index % A_DAY) / 12;
      const isOpen = hour >= 8 && hour < 18 && !isWithin(index, 12 * A_DAY, A_DAY);
      return (isOpen ? 80 : 20) + 2 * random.normal();
    });
    const [first] = alarms(daily).filter(({ index }) => index > 3 * A_DAY);
    expect(first?.index).toBeGreaterThan(12 * A_DAY + 8 * 12);
    expect(first?.index).toBeLessThan(12 * A_DAY + 12 * 12);
    expect(first?.verdict.reason).toContain("novelty at this hour of the day");
    expect(first?.verdict).toMatchObject({ contributions: [{ feature: "hour of the day" }, {}, {}] });
  });

  it("finds a series that has stopped moving, but none that seldom moves", () => {
    const stuck = noise(2000).map((value, index, all) => (index > 1500 ? Number(all[1500]) : value));
    const [first, ...others] = alarms(stuck).filter(({ index }) => index > 1500);
    expect(first?.index).toBe(1517);
    expect(first?.verdict.reason).toContain("length of its standstill");
    expect(others.length).toBeLessThan(2);
    const flags = Array.from({ length: 3000 }, (_, index) => (index < 1500 && index % 60 < 30 ? 1 : 0));
    expect(alarms(flags).filter(({ index }) => index > 1500)).toStrictEqual([]);
  });

  it("isn't blind for long after one enormous value", () => {
    const found = alarms(noise(3000, (index) => (index === 1000 ? 1e9 : index === 2500 ? 60 : 0)));
    expect(found.map(({ index }) => index)).toStrictEqual(expect.arrayContaining([1000, 2500]));
  });

  it("takes the second of two equal spikes for odd, too", () => {
    const found = alarms(noise(2000, (index) => (index === 1200 || index === 1700 ? 60 : 0)));
    expect(found.map(({ index }) => index)).toStrictEqual(expect.arrayContaining([1200, 1700]));
  });

  it("says how far from the usual course a value lies", () => {
    const [alarm] = alarms(noise(2000, (index) => (index === 1500 ? 60 : 0))).filter(({ index }) => index === 1500);
    expect(alarm?.verdict.expected).toBeGreaterThan(95);
    expect(alarm?.verdict.expected).toBeLessThan(105);
    expect(alarm?.verdict.contributions?.[0]).toMatchObject({ feature: "recent course" });
    const shares = alarm?.verdict.contributions?.map(({ share }) => share) ?? [];
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("states its memory: ten thousand series stay within a gibibyte", () => {
    expect(10_000 * definition.memoryBytes({})).toBeLessThan(2 ** 30);
    expect(definition.memoryBytes({ prototypes: 10 })).toBeLessThan(10_000);
  });
});
