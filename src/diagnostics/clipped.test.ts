import { expect, test } from "vitest";
import { clipped } from "./clipped.ts";

test("a short text stays, on one line", () => {
  expect(clipped("sum(\n  up\n)")).toBe("sum( up )");
});

test("a long one ends behind a whole word", () => {
  const text = 'sum by (service) (rate(http_requests_total{status=~"5..", route="/very/long"}[5m]))';
  expect(clipped(text)).toBe('sum by (service) (rate(http_requests_total{status=~"5.." …');
  expect(clipped(text, 44)).toBe("sum by (service) (rate(http_requests_total …");
  expect(clipped(text).length).toBeLessThanOrEqual(72);
});

test("a word without an end is cut, and no character in two", () => {
  expect(clipped("x".repeat(100), 20)).toBe(`${"x".repeat(18)} …`);
  expect(clipped("😀".repeat(50), 21)).toBe(`${"😀".repeat(9)} …`);
});
