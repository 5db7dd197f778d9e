import { expect, test } from "vitest";
import { Hours } from "./hours.ts";

const HOUR = 3600;

test("an hour beside a usual one is half as usual, across midnight, too", () => {
  const hours = new Hours(1);
  for (let day = 0; day < 100; day += 1) hours.add(day * 24 * HOUR + 23 * HOUR + 60);
  const late = hours.tail(23.5 * HOUR);
  expect(late).toBe(1);
  expect(hours.tail(22 * HOUR)).toBe(late / 2);
  expect(hours.tail(24 * HOUR)).toBe(late / 2);
  expect(hours.tail(12 * HOUR)).toBeCloseTo(0.5 / 100.5, 12);
  expect(hours.usual()).toBe("23 h");
});
