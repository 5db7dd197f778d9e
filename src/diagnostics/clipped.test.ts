import { expect, test } from "vitest";
import { clipped, withoutLongQuotes } from "./clipped.ts";

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

test("a finding quotes the beginning of a name that has no end, wherever it comes from", () => {
  const endless = "long ".repeat(2000);
  const text = `'${endless}' is nothing; there is '${endless}' and 'short'`;
  const shown = withoutLongQuotes(text, { name: endless, known: ["short", endless] });
  expect(shown).toMatch(/^'long (?:long )+…' is nothing; there is 'long (?:long )+…' and 'short'$/);
  expect(shown.length).toBeLessThan(500);
  expect(withoutLongQuotes("$& stays", { name: "$&" })).toBe("$& stays");
});
