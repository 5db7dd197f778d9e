import { describe, expect, it } from "vitest";
import { definition } from "./index.ts";

function judged(values: readonly number[], parameters: object = {}) {
  const detector = definition.create({ warmUpSamples: 5, outliers: "learn", ...parameters });
  for (const [index, one] of values.slice(0, -1).entries()) detector.learn(one, index + 1);
  return detector.score(values.at(-1) ?? Number.NaN, 1000);
}

describe("Grubbs' test", () => {
  it("finds the outlier of NIST's example with the published figures", () => {
    // NIST/SEMATECH e-Handbook §1.3.5.17.1, by scipy: G = 2.46876461121245, critical 2.1266450871954667.
    const verdict = judged([199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57]);
    expect(verdict?.score).toBeCloseTo(2.46876461121245, 9);
    expect(verdict?.threshold).toBeCloseTo(2.1266450871954667, 9);
    expect(verdict?.is_anomaly).toBe(true);
  });

  it("has scipy's figures for a low outlier", () => {
    const values = [
      10.365412, 11.369247, 7.990767, 8.359413, 6.515226, 6.2902, 9.230147, 11.488238, 10.836376, 8.630961, 10.502218,
      11.955627, 6.74168, 9.01448, 8.379199, 10.039021, 12.906859, 9.827952, 10.085422, 6.996903, 11.173633, 9.767041,
      11.505554, 7.148593, 7.664532, -5,
    ];
    const verdict = judged(values);
    expect(verdict?.score).toBeCloseTo(4.112937373662871, 9);
    expect(verdict?.threshold).toBeCloseTo(2.8407740764706424, 9);
    expect(judged(values, { direction: "above" })).toMatchObject({ is_anomaly: false, score: 0 });
  });

  it("is one-sided where only one side counts", () => {
    const values = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 17];
    const [both, above] = [judged(values), judged(values, { direction: "above" })];
    expect(above?.score).toBe(both?.score);
    // By scipy's t quantiles: two-sided at α = 0.1 is one-sided at 0.05.
    expect(above?.threshold).toBeCloseTo(judged(values, { alpha: 0.1 })?.threshold ?? Number.NaN, 12);
    expect(above?.threshold).toBeLessThan(both?.threshold ?? Number.NaN);
  });

  it("is stricter with a smaller α", () => {
    const values = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 17];
    expect(judged(values, { alpha: 0.05 })).toMatchObject({ is_anomaly: true });
    expect(judged(values, { alpha: 0.000001 })).toMatchObject({ is_anomaly: false });
  });
});
