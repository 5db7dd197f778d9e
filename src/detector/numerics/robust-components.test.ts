import { describe, expect, it } from "vitest";
import { Random } from "./random.ts";
import { RobustComponents } from "./robust-components.ts";

const OPTIONS = { features: 3, components: 1, leastWeight: 0.002, leastVariance: 1e-3 };

/** Variance 9 along (1, 2, 2)/3, and .04 across. */
function row(random: Random): Float64Array {
  const along = 3 * random.normal();
  return Float64Array.of(1, 2, 2).map((direction) => (along * direction) / 3 + 0.2 * random.normal());
}

function taught(rows: number, contaminated = false): RobustComponents {
  const random = new Random(1);
  const components = new RobustComponents(OPTIONS);
  for (let index = 0; index < rows; index += 1) {
    components.learn(contaminated && index % 20 === 10 ? Float64Array.of(30, -30, 15) : row(random));
  }
  return components;
}

const squaredLength = (vector: Float64Array) => vector.reduce((sum, one) => sum + one * one, 0);

describe("robust components", () => {
  it("turn to where the rows vary, and measure distances in their variances", () => {
    const components = taught(2000);
    const along = Float64Array.of(1, 2, 2);
    const across = Float64Array.of(2, -1, 0);
    expect(squaredLength(components.whitened(along))).toBeGreaterThan(0.8);
    expect(squaredLength(components.whitened(along))).toBeLessThan(1.25);
    // Squared length 5 over .04.
    expect(squaredLength(components.whitened(across))).toBeGreaterThan(100);
    expect(squaredLength(components.whitened(across))).toBeLessThan(160);
    for (const [index, value] of components.reconstruct(along).entries()) {
      expect(value).toBeCloseTo(Number(along[index]), 1);
    }
    expect(squaredLength(components.reconstruct(across))).toBeLessThan(0.01);
  });

  it("aren't turned by one far row in twenty", () => {
    const components = taught(2000, true);
    const back = components.reconstruct(Float64Array.of(1, 2, 2));
    for (const [index, value] of [1, 2, 2].entries()) expect(Math.abs(Number(back[index]) - value)).toBeLessThan(0.1);
    expect(squaredLength(components.whitened(Float64Array.of(30, -30, 15)))).toBeGreaterThan(500);
  });

  it("stay finite and orthogonal where rows are all the same, or nothing, or huge", () => {
    const two = new RobustComponents({ ...OPTIONS, components: 2, leastVariance: 1e-9 });
    for (const value of [1, 1, 1e100, 1e100, 0]) {
      for (let index = 0; index < 300; index += 1) two.learn(Float64Array.of(value, value, value));
      const vector = Float64Array.of(1, 0, 0);
      expect(squaredLength(two.whitened(vector))).toSatisfy(Number.isFinite);
      expect(squaredLength(two.reconstruct(vector))).toBeLessThan(1.01);
      const { basis } = two.toJSON();
      const product = basis.slice(0, 3).reduce((sum, one, index) => sum + one * Number(basis[3 + index]), 0);
      expect(Math.abs(product)).toBeLessThan(1e-6);
    }
  });

  it("stay finite where a state has the same direction twice", () => {
    const covariance = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    const two = new RobustComponents(
      { ...OPTIONS, components: 2 },
      { count: 1, covariance, basis: [1, 0, 0, 1, 0, 0] },
    );
    two.learn(Float64Array.of(1, 0, 0));
    for (const one of two.whitened(Float64Array.of(1, 2, 3))) expect(one).toSatisfy(Number.isFinite);
  });

  it("continue bit by bit from their state", () => {
    const whole = taught(200);
    const resumed = new RobustComponents(OPTIONS, JSON.parse(JSON.stringify(whole)));
    const random = new Random(5);
    for (let index = 0; index < 20; index += 1) {
      const one = row(random);
      expect(resumed.whitened(one)).toStrictEqual(whole.whitened(one));
      whole.learn(one);
      resumed.learn(one);
    }
    expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
    expect(whole.count).toBe(220);
  });
});
