import { describe, expect, it } from "vitest";
import { Random } from "../random.ts";
import { ahead, relativeDeviations, type Smoothing, smooth } from "./holt-winters.ts";
import { fitSmoothing, smoothingAhead } from "./holt-winters-fit.ts";

const weekly = Float64Array.from({ length: 70 }, (_, at) => 20 + (at % 7) * 3 + Math.sin(at * at));

describe("Holt and Winters' smoothing", () => {
  it("follows a line without a season, and is flat without a trend", () => {
    const line = Float64Array.from({ length: 40 }, (_, at) => 3 * at);
    const lasting = fitSmoothing(line, { kind: "none", period: 0, trend: "lasting", loss: "distances" });
    expect(smoothingAhead(lasting, 3).mean[2]).toBeCloseTo(126, 0);
    const flat = smoothingAhead(fitSmoothing(line, { kind: "none", period: 0, trend: "none", loss: "squares" }), 3);
    expect(flat.mean[2]).toBe(flat.mean[0]);
    expect(flat.mean[0]).toBeCloseTo(117, 0);
  });

  it("says how its errors grow, as simulated ones do", () => {
    const model: Smoothing = { alpha: 0.4, beta: 0.3, gamma: 0.3, damping: 0.9 };
    const random = new Random(5);
    const [period, horizon, runs] = [4, 9, 4000];
    const squares = new Float64Array(horizon);
    for (let run = 0; run < runs; run += 1) {
      // The innovations form: what comes is what is expected plus a shock, which the smoothing then learns.
      let state = { level: 0, trend: 0, season: new Float64Array(period) };
      for (let step = 0; step < horizon; step += 1) {
        const shock = random.normal();
        const value = Number(ahead(state, "additive", model.damping, 1)[0]) + shock;
        squares[step] = Number(squares[step]) + value * value;
        const next = smooth(Float64Array.of(value), "additive", model, state).state;
        state = { ...next, season: Float64Array.from(next.season) };
      }
    }
    const found = relativeDeviations(model, period, horizon);
    for (const [step, sum] of squares.entries()) expect(Math.sqrt(sum / runs) / Number(found[step])).toBeCloseTo(1, 1);
    const fitted = fitSmoothing(weekly, { kind: "additive", period: 7, trend: "none", loss: "squares" });
    const { deviation } = smoothingAhead(fitted, 5);
    expect(deviation[4]).toBeGreaterThan(Number(deviation[0]));
  });
});
