import { describe, expect, it } from "vitest";
import { autoProducts, spectrum } from "./fourier.ts";
import { periodogram, withoutTrend } from "./periodogram.ts";
import { Random } from "./random.ts";

function plainSpectrum(values: ArrayLike<number>, k: number): readonly [number, number] {
  let [real, imaginary] = [0, 0];
  for (let t = 0; t < values.length; t += 1) {
    const angle = (-2 * Math.PI * ((k * t) % values.length)) / values.length;
    real += Number(values[t]) * Math.cos(angle);
    imaginary += Number(values[t]) * Math.sin(angle);
  }
  return [real, imaginary];
}

function noise(count: number): Float64Array {
  const random = new Random(count);
  return Float64Array.from({ length: count }, () => random.normal());
}

describe("the Fourier transform", () => {
  it.each([1, 2, 3, 4, 5, 8, 12, 17, 64, 97, 100, 128, 309])("of %i values is its definition", (count) => {
    const values = noise(count);
    const { imaginary, real } = spectrum(values);
    expect(real.length).toBe(Math.floor(count / 2) + 1);
    for (const [k, x] of real.entries()) {
      const [expectedReal, expectedImaginary] = plainSpectrum(values, k);
      expect(x).toBeCloseTo(expectedReal, 10);
      expect(imaginary[k]).toBeCloseTo(expectedImaginary, 10);
    }
  });

  it("gives the products of a series with itself at every lag", () => {
    const values = noise(50);
    const products = autoProducts(values);
    for (const lag of [0, 1, 7, 49]) {
      let expected = 0;
      for (let t = 0; t + lag < 50; t += 1) expected += Number(values[t]) * Number(values[t + lag]);
      expect(products[lag]).toBeCloseTo(expected, 10);
    }
  });
});

describe("the periodogram", () => {
  it("has its peak at the frequency, and no straight line in it", () => {
    const values = Array.from({ length: 240 }, (_, t) => 5 + 0.1 * t + 2 * Math.sin((2 * Math.PI * t) / 12));
    const power = periodogram(values);
    expect(power.indexOf(Math.max(...power))).toBe(20);
    // Half the square of the amplitude, times the length, on one frequency; the line takes a little away.
    expect(power[20]).toBeCloseTo(480, -1);
  });

  it("keeps the energy", () => {
    for (const count of [64, 65, 100]) {
      const values = noise(count);
      const energy = withoutTrend(values).reduce((sum, one) => sum + one * one, 0);
      expect(periodogram(values).reduce((sum, one) => sum + one, 0)).toBeCloseTo(energy, 9);
    }
  });

  it("is nothing for a single value", () => {
    expect([...periodogram([7])]).toStrictEqual([0]);
  });
});
