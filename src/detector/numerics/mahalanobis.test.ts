import { describe, expect, it } from "vitest";
import { spreadOf, squaredDistance } from "./mahalanobis.ts";

const ROWS = [
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 4],
  [6, 7],
];

describe("the spread of rows", () => {
  it("has the covariances and distances that numpy and scipy find", () => {
    const spread = spreadOf(ROWS);
    // numpy 2.4: np.cov(rows.T); scipy 1.17: mahalanobis(row, mean, inv(cov)) ** 2
    expect([...spread.means]).toStrictEqual([3.2, 3.8].map((one) => expect.closeTo(one, 12)));
    expect([...spread.covariances]).toStrictEqual([3.7, 4.05, 4.05, 5.7].map((one) => expect.closeTo(one, 12)));
    expect(ROWS.map((row) => squaredDistance(row, spread))).toStrictEqual(
      [1.6, 2.1333333333333324, 1.5999999999999994, 0.5333333333333327, 2.133333333333335].map((one) =>
        expect.closeTo(one, 10),
      ),
    );
  });

  it("leaves distances finite where features depend on each other, or don't vary", () => {
    const line = spreadOf([
      [1, 2, 5],
      [2, 4, 5],
      [3, 6, 5],
    ]);
    expect(squaredDistance([2, 4, 5], line)).toBe(0);
    expect(squaredDistance([2, 9, 5], line)).toBeGreaterThan(1e6);
    expect(squaredDistance([2, 4, 9], line)).toSatisfy(Number.isFinite);
    expect(
      squaredDistance(
        [1, 1],
        spreadOf([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toBe(0);
  });
});
