import { describe, expect, it } from "vitest";
import { Prototypes } from "./prototypes.ts";

const TOLERANCE = 0.02;

function taught(capacity: number, points: readonly (readonly [number, number])[]): Prototypes {
  const prototypes = new Prototypes(capacity);
  for (const [x, y] of points) prototypes.learn(x, y, 1, TOLERANCE);
  return prototypes;
}

describe("prototypes", () => {
  it("take everything for known before the first point", () => {
    expect(new Prototypes(4).distance(5, 5, 1)).toBe(0);
  });

  it("measure the mean distance from the two nearest, in units of the scale", () => {
    const prototypes = taught(4, [
      [0, 0],
      [0, 0.4],
    ]);
    // √(0.3² / 2) and √((0.3² + 0.4²) / 2), over the scale 2.
    expect(prototypes.distance(0.3, 0, 2)).toBeCloseTo((0.3 + 0.5) / 2 / Math.SQRT2 / 2, 12);
  });

  it("count one that was met on several occasions for both", () => {
    const once = taught(4, [[0, 0]]);
    const often = taught(4, new Array<readonly [number, number]>(17).fill([0, 0]));
    expect(once.distance(0.1, 0, 1)).toBeCloseTo((0.1 / Math.SQRT2 + 1) / 2, 12);
    expect(often.distance(0.1, 0, 1)).toBeCloseTo(0.1 / Math.SQRT2, 12);
  });

  it("never find anything farther than 1", () => {
    expect(taught(4, [[0, 0]]).distance(1e150, -1e150, 1e-9)).toBe(1);
  });

  it("keep only points that lie apart", () => {
    const points = Array.from({ length: 100 }, (_, index) => [index / 1000, 0] as const);
    expect(taught(50, points).toJSON().x).toStrictEqual([0, 0.029, 0.058, 0.087]);
  });

  it("let the one go that was not met for longest", () => {
    const prototypes = taught(2, [
      [0, 0],
      [1, 1],
      [0, 0],
      [5, 5],
    ]);
    expect(prototypes.toJSON()).toMatchObject({ x: [0, 5], y: [0, 5], last: [3, 4], learnt: 4 });
  });

  it("hold no more than their capacity when restored", () => {
    const state = taught(3, [
      [0, 0],
      [1, 1],
      [2, 2],
    ]).toJSON();
    expect(new Prototypes(2, state).toJSON().x).toStrictEqual([0, 1]);
  });
});
