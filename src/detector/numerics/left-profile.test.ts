import { describe, expect, it } from "vitest";
import { LeftProfile } from "./left-profile.ts";
import { Random } from "./random.ts";

const OPTIONS = { windowSamples: 5, historySamples: 40, leastDeviation: 1e-3 };

function walk(count: number, seed: number): number[] {
  const random = new Random(seed);
  const values: number[] = [];
  for (let t = 0; t < count; t += 1) values.push(0.7 * (values[t - 1] ?? 0) + random.normal());
  return values;
}

function normalised(window: readonly number[]): number[] {
  const mean = window.reduce((sum, one) => sum + one) / window.length;
  const deviation = Math.sqrt(window.reduce((sum, one) => sum + (one - mean) ** 2, 0) / window.length);
  return window.map((one) => (one - mean) / Math.max(OPTIONS.leastDeviation, deviation));
}

/** By definition: every window of the history that doesn't overlap the last one. */
function nearestByDefinition(values: readonly number[]) {
  const kept = values.slice(-OPTIONS.historySamples);
  const window = (end: number) => normalised(kept.slice(end - OPTIONS.windowSamples, end));
  const newest = window(kept.length);
  const lags = Array.from({ length: Math.max(0, kept.length - 2 * OPTIONS.windowSamples + 1) }, (_, index) => {
    const lag = OPTIONS.windowSamples + index;
    const other = window(kept.length - lag);
    return { lag, square: newest.reduce((sum, one, place) => sum + (one - Number(other[place])) ** 2, 0) };
  });
  return lags.toSorted((left, right) => left.square - right.square)[0];
}

describe("the left matrix profile", () => {
  it("finds the nearest earlier window, as its definition does, over many histories", () => {
    const profile = new LeftProfile(OPTIONS);
    const values = walk(300, 1);
    for (const [index, value] of values.entries()) {
      const found = profile.nearest(value);
      const defined = nearestByDefinition(values.slice(0, index + 1));
      expect(found?.lag).toBe(defined?.lag);
      if (defined !== undefined) expect(found?.square).toBeCloseTo(defined.square, 9);
      profile.push(value);
    }
    expect(profile.count).toBe(300);
  });

  it("loses the rounding that a huge value leaves behind", () => {
    const profile = new LeftProfile(OPTIONS);
    const values = walk(120, 2).with(60, 1e9);
    for (const value of values) profile.push(value);
    const found = profile.nearest(0.5);
    const defined = nearestByDefinition([...values, 0.5]);
    expect(found?.lag).toBe(defined?.lag);
    expect(found?.square).toBeCloseTo(defined?.square ?? Number.NaN, 9);
  });

  it("tells how a series goes on", () => {
    const profile = new LeftProfile(OPTIONS);
    const saw = (t: number) => 10 + (t % 7) * 2;
    for (let t = 0; t < 58; t += 1) profile.push(saw(t));
    const found = profile.nearest(saw(58));
    expect(found?.lag).toBe(7);
    expect(found?.square).toBeCloseTo(0, 9);
    expect(profile.continuation()).toBeCloseTo(saw(58), 9);
    expect(profile.nearest(saw(58) + 9)?.square).toBeGreaterThan(1);
    expect(new LeftProfile(OPTIONS).continuation()).toBeUndefined();
  });

  it("takes flat windows for alike, and noise out of the distance", () => {
    const flat = new LeftProfile(OPTIONS);
    for (let t = 0; t < 30; t += 1) flat.push(t % 2 === 0 ? 1e-9 : 0);
    expect(flat.nearest(1e-9)?.square).toBeLessThan(1e-9);
    const noisy = new LeftProfile(OPTIONS);
    for (const value of walk(60, 3)) noisy.push(value);
    const plain = noisy.nearest(1)?.square ?? 0;
    expect(noisy.nearest(1, 0.2)?.square).toBeLessThan(plain);
    expect(noisy.nearest(1, 100)?.square).toBe(0);
  });

  it("continues bit by bit from its state", () => {
    for (const before of [0, 3, 9, 12, 39, 200]) {
      const whole = new LeftProfile(OPTIONS);
      const values = walk(before + 60, 4);
      for (const value of values.slice(0, before)) whole.push(value);
      const resumed = new LeftProfile(OPTIONS, JSON.parse(JSON.stringify(whole)));
      for (const value of values.slice(before)) {
        expect(resumed.nearest(value)).toStrictEqual(whole.nearest(value));
        whole.push(value);
        resumed.push(value);
      }
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
    }
  });
});
