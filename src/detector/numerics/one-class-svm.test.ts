import { describe, expect, it } from "vitest";
import { FourierFeatures } from "./fourier-features.ts";
import { OneClassSvm } from "./one-class-svm.ts";
import { Random } from "./random.ts";

describe("random Fourier features", () => {
  it("have products near the kernel", () => {
    const map = new FourierFeatures(2, 4096, 0.5, new Random(1));
    const [one, other] = [new Float64Array(4096), new Float64Array(4096)];
    map.of(Float64Array.of(0.3, -1), one);
    for (const [x, y] of [
      [0.3, -1],
      [1, 0],
      [4, 4],
    ] as const) {
      map.of(Float64Array.of(x, y), other);
      const product = one.reduce((sum, value, index) => sum + value * Number(other[index]), 0);
      expect(product).toBeCloseTo(Math.exp(-0.5 * ((x - 0.3) ** 2 + (y + 1) ** 2)), 1);
    }
  });
});

describe("a one-class support vector machine", () => {
  const random = new Random(2);
  const map = new FourierFeatures(2, 256, 0.5, new Random(1));
  const rows = Array.from({ length: 500 }, () => Float64Array.of(random.normal(), random.normal()));
  const svm = OneClassSvm.fit(map, 0.1, rows, { steps: 2000, random });

  it("knows nothing before it has learnt", () => {
    expect(new OneClassSvm(map, 0.1).distance(Float64Array.of(0, 0))).toBe(1);
  });

  it("is far from what lies far out", () => {
    const far = svm.distance(Float64Array.of(6, 0));
    for (const x of [0, 1, 2.5]) expect(svm.distance(Float64Array.of(x, 0))).toBeLessThan(far);
    expect(far).toBeGreaterThan(0.8);
  });

  it("continues from its state", () => {
    const copy = new OneClassSvm(map, 0.1, JSON.parse(JSON.stringify(svm)));
    expect(copy.distance(Float64Array.of(1, 1))).toBe(svm.distance(Float64Array.of(1, 1)));
  });
});
