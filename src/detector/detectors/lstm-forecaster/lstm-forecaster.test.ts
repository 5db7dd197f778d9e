import { describe, expect, it } from "vitest";
import { Random } from "../../numerics/random.ts";
import { definition } from "./index.ts";

const STEP_SECONDS = 30;

/** A wave of 12 samples between 0 and 100, with a little noise. */
function wave(samples: number): number[] {
  const random = new Random(4);
  return Array.from({ length: samples }, (_, t) => 50 + 50 * Math.sin((2 * Math.PI * t) / 12) + random.normal());
}

function verdicts(values: readonly number[], parameters: object = {}) {
  const detector = definition.create(parameters);
  return values.map((value, index) => {
    const verdict = detector.score(value, index * STEP_SECONDS);
    detector.learn(value, index * STEP_SECONDS);
    return verdict;
  });
}

describe("the LSTM forecaster", () => {
  it("comes to expect the next value of a wave, and finds an ordinary value at the wrong time", () => {
    // Sample 1500 is at the middle of the wave; the value of its crest isn't odd by itself.
    const values = wave(1501).with(1500, 100);
    const judged = verdicts(values);
    expect(judged[1500]).toMatchObject({ is_anomaly: true, seen: 100 });
    expect(Math.abs((judged[1500]?.expected ?? 0) - 50)).toBeLessThan(15);
    const late = judged.slice(1300, 1500);
    const errors = late.map((verdict) => Math.abs((verdict?.seen ?? 0) - (verdict?.expected ?? 0)));
    expect(errors.reduce((sum, one) => sum + one) / errors.length).toBeLessThan(6);
    expect(late.filter((verdict) => verdict?.is_anomaly).length).toBeLessThan(6);
  });

  it("forecasts badly where it isn't trained", () => {
    const last = verdicts(wave(400), { stepsPerSample: 0 }).slice(-100);
    const errors = last.map((verdict) => Math.abs((verdict?.seen ?? 0) - (verdict?.expected ?? 0)));
    expect(errors.reduce((sum, one) => sum + one) / errors.length).toBeGreaterThan(10);
  });

  it("needs a history that is longer than a window", () => {
    expect(() => definition.create({ historySamples: 16 })).toThrow("historySamples must exceed windowSamples");
  });

  it("refuses a state of another size", () => {
    const state = JSON.parse(JSON.stringify(definition.create({})));
    expect(() => definition.create({ hiddenUnits: 4 }, state)).toThrow("weights must have at most");
  });
});
