import { describe, expect, it } from "vitest";
import { Random } from "../numerics/random.ts";
import { definition as adaptiveZScore } from "./adaptive-z-score/index.ts";
import { definition as grubbs } from "./grubbs/index.ts";
import { definition as iqr } from "./iqr/index.ts";
import { definition as modifiedZScore } from "./modified-z-score/index.ts";

const MINUTES_10 = 600;
const A_DAY = 144;
interface Parameters {
  readonly season?: string;
  readonly windowSamples?: number;
  readonly halfLifeSamples?: number;
  readonly forgetAfterSeconds?: number;
}

const statistical = [adaptiveZScore, grubbs, iqr, modifiedZScore];

/** Busy from 6 to 20 o'clock, on so many days of each week. */
function busy(index: number, workdays: number): boolean {
  const hour = (index % A_DAY) / 6;
  return hour >= 6 && hour < 20 && Math.floor(index / A_DAY) % 7 < workdays;
}

function judged(
  definition: (typeof statistical)[number],
  parameters: Parameters,
  days: number,
  value: number,
  at: number,
) {
  const random = new Random(2);
  let detector = definition.create(parameters);
  for (let index = 0; index < days * A_DAY; index += 1) {
    if (index === 1000) detector = definition.create(parameters, JSON.parse(JSON.stringify(detector)));
    detector.learn(
      (busy(index, parameters.season === "week" ? 5 : 7) ? 80 : 20) + 2 * random.normal(),
      index * MINUTES_10,
    );
  }
  return detector.score(value, (days * A_DAY + at) * MINUTES_10);
}

describe.each(statistical.map((definition) => [definition.name, definition] as const))(
  "%s by the hour",
  (_, definition) => {
    const slow = { windowSamples: 500, forgetAfterSeconds: 1e6 };

    it("finds the bustle of noon at night, which it takes for nothing without a season", () => {
      const parameters = definition === adaptiveZScore ? { halfLifeSamples: 300 } : slow;
      const [night, noon] = [18, 72];
      expect(judged(definition, parameters, 11, 80, night)).toMatchObject({ is_anomaly: false });
      const seasonal = { ...parameters, season: "day" };
      expect(judged(definition, seasonal, 11, 80, night)).toMatchObject({ is_anomaly: true });
      expect(judged(definition, seasonal, 11, 78, noon)?.expected).toBeGreaterThan(70);
      expect(judged(definition, seasonal, 11, 20, noon)?.is_anomaly).toBe(true);
    });

    it("finds a workday at a weekend", () => {
      const parameters = definition === adaptiveZScore ? { halfLifeSamples: 300 } : slow;
      const saturday = judged(definition, { ...parameters, season: "week" }, 19, 80, 72);
      expect(saturday).toMatchObject({ is_anomaly: true });
      expect(saturday?.expected).toBeLessThan(30);
    });

    it("states the memory of its season, and refuses the state of another", () => {
      expect(definition.memoryBytes({ season: "week" })).toBe(definition.memoryBytes({}) + 256 + 16 * 168);
      const state = JSON.parse(JSON.stringify(definition.create({ season: "day" })));
      expect(() => definition.create({ season: "week" }, state)).toThrow("must have at least 168 entries");
    });

    it("raises its threshold until so many samples are anomalies as may be", () => {
      const random = new Random(6);
      const count = (parameters: object) => {
        const detector = definition.create(parameters);
        let found = 0;
        for (let index = 0; index < 6000; index += 1) {
          const value = random.normal() / Math.max(0.05, Math.abs(random.normal()));
          if (index > 3000 && detector.score(value, index)?.is_anomaly === true) found += 1;
          detector.learn(value, index);
        }
        return found / 3000;
      };
      expect(count({ alarmRate: 0.01 })).toBeLessThan(0.02);
      expect(count({ alarmRate: 0.01 })).toBeGreaterThan(0.004);
      expect(count({})).toBeGreaterThan(0.02);
    });
  },
);
