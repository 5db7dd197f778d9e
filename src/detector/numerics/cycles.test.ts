import { describe, expect, it } from "vitest";
import { autocorrelation } from "./autocorrelation.ts";
import { type CycleOptions, dominantPeriods } from "./cycles.ts";
import { Random } from "./random.ts";

const random = new Random(7);
const series = (count: number, at: (t: number) => number) => Array.from({ length: count }, (_, t) => at(t));
const wave = (t: number, period: number) => Math.sin((2 * Math.PI * t) / period);
const periods = (values: readonly number[], options: CycleOptions = {}) =>
  dominantPeriods(values, options).map(({ period }) => period);

describe("dominant periods", () => {
  it("are found in noise, with how strong they are", () => {
    const [found, ...others] = dominantPeriods(series(480, (t) => wave(t, 24) + 0.3 * random.normal()));
    expect(found?.period).toBe(24);
    // Half the square of the amplitude, of that and the noise's variance: .5 / .59, a little less for clipping.
    expect(found?.strength).toBeCloseTo(0.85, 1);
    expect(others).toStrictEqual([]);
  });

  it("are found one in another: the day and the week", () => {
    const values = series(1008, (t) => 3 * wave(t, 24) + 2 * wave(t, 168) + 0.5 * random.normal());
    expect(periods(values).sort()).toStrictEqual([168, 24]);
    expect(periods(values, { most: 1 })).toHaveLength(1);
  });

  it("are told from their harmonics", () => {
    expect(periods(series(720, (t) => (t % 60 < 20 ? 5 : 1) + 0.3 * random.normal()))).toStrictEqual([60]);
    expect(periods(series(720, (t) => (t % 24 === 3 ? 10 : 0) + random.normal()))).toStrictEqual([24]);
  });

  it("are found beside a trend and spikes", () => {
    const values = series(
      720,
      (t) => wave(t, 12) + 0.3 * random.normal() + 0.05 * t + (random.uniform() < 0.01 ? 40 : 0),
    );
    expect(periods(values)).toStrictEqual([12]);
  });

  it("don't depend on the unit", () => {
    const values = series(480, (t) => wave(t, 24) + 0.3 * random.normal());
    for (const unit of [1e-300, 1e150, 5e307]) {
      expect(periods(values.map((value) => (value / 4) * unit))).toStrictEqual([24]);
    }
  });

  it("are none of noise, a line, a constant or a random walk", () => {
    let level = 0;
    const walk = series(600, () => {
      level += random.normal();
      return level;
    });
    expect(periods(series(500, () => random.normal()))).toStrictEqual([]);
    expect(periods(series(500, (t) => 3 * t))).toStrictEqual([]);
    expect(periods(series(500, () => 5))).toStrictEqual([]);
    expect(periods(walk)).toStrictEqual([]);
    expect(periods([1, 2, 1, 2, 1])).toStrictEqual([]);
  });

  it("are rarely found in random walks and strongly correlated noise", () => {
    let found = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const source = new Random(seed);
      let level = 0;
      const memory = seed % 2 === 0 ? 1 : 0.9;
      const values = series(400, () => {
        level = memory * level + source.normal();
        return level;
      });
      found += periods(values).length;
    }
    expect(found).toBeLessThanOrEqual(4);
  });

  it("are as long as several of them tell, not one", () => {
    const source = new Random(3);
    const found = Array.from({ length: 20 }, () => {
      let level = 0;
      const values = series(504, (t) => {
        level = 0.8 * level + 0.5 * source.normal();
        return wave(t, 24) + level;
      });
      return periods(values)[0];
    });
    expect(found.filter((period) => period === 24).length).toBeGreaterThanOrEqual(17);
  });

  it("must have passed as often as asked", () => {
    const values = series(500, (t) => wave(t, 200) + 0.1 * random.normal());
    expect(periods(values)).toStrictEqual([]);
    expect(periods(values, { repeats: 2, likely: [200] })).toStrictEqual([200]);
  });

  it("may be as weak as asked", () => {
    const values = series(2000, (t) => wave(t, 12) + 2 * random.normal());
    expect(periods(values)).toStrictEqual([]);
    expect(periods(values, { minimumStrength: 0.05 })).toStrictEqual([12]);
  });

  it("are the likely ones where those fit about as well", () => {
    const values = series(2016, (t) => wave(t, 288) + 0.5 * random.normal());
    expect(periods(values, { likely: [288] })).toStrictEqual([288]);
    expect(periods(values, { likely: [100] })[0]).not.toBe(100);
  });
});

describe("autocorrelation", () => {
  it("of an alternating series is 1 and −1", () => {
    expect([...autocorrelation([1, -1, 1, -1, 1, -1], 3)].map((one) => Math.round(one * 1e9) / 1e9)).toStrictEqual([
      1, -1, 1, -1,
    ]);
  });

  it("is 0 where nothing is left to compare", () => {
    expect(autocorrelation([0, 0, 5], 9)[2]).toBe(0);
    expect(autocorrelation([0, 0, 5], 9)).toHaveLength(3);
  });
});
