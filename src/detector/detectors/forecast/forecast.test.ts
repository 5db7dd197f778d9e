import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import { definition } from "./index.ts";

const STEP_SECONDS = 300;
const DAY = 24;

/** A daily wave between 40 and 160, with a little noise. */
function days(samples: number): number[] {
  const random = new Random(6);
  return Array.from({ length: samples }, (_, t) => 100 + 60 * Math.sin((2 * Math.PI * t) / DAY) + 2 * random.normal());
}

function verdicts(values: readonly number[], parameters: object = {}) {
  const detector = definition.create(parameters);
  return values.map((value, index) => {
    const verdict = detector.score(value, index * STEP_SECONDS);
    detector.learn(value, index * STEP_SECONDS);
    return verdict;
  });
}

describe("the forecast", () => {
  it("finds an ordinary value at the wrong hour, and nothing on ordinary days", () => {
    // Sample 606 is at the crest (160); the mean of the day isn't odd by itself.
    const judged = verdicts(days(606 + 1).with(606, 100), { periodSamples: DAY });
    expect(judged[606]).toMatchObject({ is_anomaly: true, seen: 100 });
    expect(Math.abs(Number(judged[606]?.expected) - 160)).toBeLessThan(8);
    expect(judged.slice(0, 606).filter((verdict) => verdict?.is_anomaly).length).toBeLessThan(6);
  });

  it("says nothing before it has seen a season and warmed up", () => {
    const judged = verdicts(days(60), { periodSamples: DAY, warmUpSamples: 30 });
    expect(judged.findIndex((verdict) => verdict !== undefined)).toBe(DAY + 30);
  });

  it("follows a trend, and finds where it breaks off", () => {
    const random = new Random(7);
    const values = Array.from({ length: 300 }, (_, t) => 5 * t + random.normal());
    const judged = verdicts([...values, 1400], {});
    expect(judged[300]).toMatchObject({ is_anomaly: true });
    expect(Math.abs(Number(judged[250]?.expected) - 1250)).toBeLessThan(5);
    expect(judged.filter((verdict) => verdict?.is_anomaly).length).toBeLessThan(6);
  });

  it("chooses slow smoothing for noise around a level, fast for a walk", () => {
    const random = new Random(8);
    const noise = Array.from({ length: 600 }, () => random.normal());
    let level = 0;
    const walk = noise.map((step) => {
      level += step;
      return level;
    });
    const spread = (judged: ReturnType<typeof verdicts>) => {
      const late = judged
        .slice(300)
        .flatMap((verdict) => (verdict === undefined ? [] : [verdict.seen - verdict.expected]));
      return Math.sqrt(late.reduce((sum, one) => sum + one * one, 0) / late.length);
    };
    expect(spread(verdicts(noise))).toBeLessThan(1.12);
    expect(spread(verdicts(walk))).toBeLessThan(1.2);
  });

  it("states the memory of its seasons, and refuses one of a single sample", () => {
    expect(definition.memoryBytes({ periodSamples: 2016 })).toBeLessThan(150_000);
    expect(definition.memoryBytes({ periodSamples: 288 })).toBeLessThan(30_000);
    expect(() => definition.create({ periodSamples: 1 })).toThrow(
      "periodSamples must be 0 for no season, or at least 2",
    );
    const other = JSON.parse(JSON.stringify(definition.create({ periodSamples: 4 })));
    expect(() => definition.create({ periodSamples: 5 }, other)).toThrow("seasons must have at least 40 entries");
  });

  it("continues bit by bit from its state within a season", () => {
    const values = days(100);
    for (const cut of [3, DAY - 1, DAY, 70]) {
      const whole = definition.create({ periodSamples: DAY, warmUpSamples: 3 });
      let resumed = definition.create({ periodSamples: DAY, warmUpSamples: 3 });
      for (const [index, value] of values.entries()) {
        if (index === cut) {
          resumed = definition.create({ periodSamples: DAY, warmUpSamples: 3 }, JSON.parse(JSON.stringify(resumed)));
        }
        expect(resumed.score(value, index + 1)).toStrictEqual(whole.score(value, index + 1));
        for (const one of [whole, resumed]) one.learn(value, index + 1);
      }
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
    }
  });
});
