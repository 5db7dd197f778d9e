import { describe, expect, it } from "vitest";
import { extreme, extremeDeviates, grubbsCritical, grubbsOutliers } from "./grubbs.ts";

// NIST/SEMATECH e-Handbook §1.3.5.17.1 and §1.3.5.17.3 (Rosner 1983).
const NIST = [199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57];
const ROSNER = [
  -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.7, 1.76, 1.77,
  1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.4, 2.47, 2.54, 2.62, 2.64,
  2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68, 4.3, 4.64, 5.34, 5.42, 6.01,
];

describe("Grubbs' test, value by value", () => {
  it("is the handbook's", () => {
    expect(extreme(NIST)).toStrictEqual({ index: 7, g: expect.closeTo(2.46876461121245, 10) });
    expect(grubbsCritical(8, 0.05, 2)).toBeCloseTo(2.1266450871954667, 9);
    expect(grubbsOutliers(NIST, 0.05)).toStrictEqual([7]);
  });

  it("stops where few are left, or all are equal", () => {
    expect(grubbsOutliers([1, 1, 2, 1000], 0.05)).toStrictEqual([]);
    expect(grubbsOutliers(new Array<number>(20).fill(4), 0.05)).toStrictEqual([]);
  });
});

describe("the generalised test of extreme deviates", () => {
  it("is the handbook's: the first two deviates are within their critical values, the third is beyond", () => {
    expect(extreme(ROSNER)?.g).toBeCloseTo(3.119, 3);
    expect(grubbsCritical(54, 0.05, 2)).toBeCloseTo(3.159, 3);
    expect(extremeDeviates(ROSNER, 10, 0.05)).toStrictEqual([53, 52, 51]);
    expect(grubbsOutliers(ROSNER, 0.05)).toStrictEqual([]);
  });

  it("finds nothing among equal values, or few", () => {
    expect(extremeDeviates(new Array<number>(20).fill(4), 5, 0.05)).toStrictEqual([]);
    expect(extremeDeviates([1, 2, 50], 5, 0.05)).toStrictEqual([]);
  });
});
