import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

const times = [0, 1, 2, 3, 4, 5, 6, 7];

test("a curve that rises past its bound is seen to do so", () => {
  const { rows, boundRow } = sparkline({ times, values: [0, 0, 1, 2, 3, 4, 4, 0], bound: 3 }, 8, 2);
  expect(rows).toEqual(["   ▁▄██ ", "▁▁▅████▁"]);
  expect(boundRow).toBe(0);
});

test("missing values leave a gap, and few values are held", () => {
  expect(sparkline({ times, values: [1, 1, Number.NaN, Number.NaN, 1, 1, 1, 1], bound: undefined }, 8, 1)).toEqual({
    rows: ["██  ████"],
    boundRow: undefined,
  });
  expect(sparkline({ times: [0, 4], values: [1, 2], bound: undefined }, 4, 1).rows[0]).toHaveLength(4);
});

test("a curve that never moves is a line", () => {
  expect(sparkline({ times, values: times.map(() => 0), bound: 0 }, 8, 1)).toEqual({ rows: ["▁▁▁▁▁▁▁▁"], boundRow: 0 });
  expect(sparkline({ times: [], values: [], bound: undefined }, 3, 1).rows).toEqual(["   "]);
});
