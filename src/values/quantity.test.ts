import { describe, expect, test } from "vitest";
import { parseBytes, parseQuantity, parseRatio, printQuantity, quantityExample } from "./quantity.ts";

describe("a quantity", () => {
  test.each([
    ["99.9%", "ratio", 0.999],
    ["0.1%", "ratio", 0.001],
    ["-5%", "ratio", -0.05],
    ["200ms", "seconds", 0.2],
    ["1h30m", "seconds", 5400],
    ["0s", "seconds", 0],
    ["-10s", "seconds", -10],
    ["512MiB", "bytes", 536_870_912],
    ["1.5GB", "bytes", 1.5e9],
    ["20MB/s", "bytes/s", 2e7],
    ["5/s", "requests/s", 5],
    ["120/min", "requests/s", 2],
    ["3600/h", "events/s", 1],
    ["100", "listeners", 100],
    ["100 listeners", "listeners", 100],
    ["-3.5", "", -3.5],
  ])("%s of %s is %d", (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBe(value);
  });

  test.each([
    ["0.01", "ratio"],
    ["1%%", "ratio"],
    ["200", "seconds"],
    ["1.5h", "seconds"],
    ["512", "bytes"],
    ["512mib", "bytes"],
    ["5", "requests/s"],
    ["5MB/s", "requests/s"],
    ["5/s", "bytes/s"],
    ["100 plays", "listeners"],
    ["1e3", ""],
    ["NaN", ""],
  ])("%s is none of %s", (text, unit) => {
    expect(parseQuantity(text, unit)).toBeUndefined();
  });

  test("a percentage keeps the digits that were written", () => {
    expect(parseRatio("99.95%")).toBe(0.9995);
    expect(parseBytes("1KiB")).toBe(1024);
  });

  test.each([
    [0.012, "ratio", "1.2%"],
    [0.2, "seconds", "200ms"],
    [5400, "seconds", "1h30m"],
    [0.00025, "seconds", "0.00025s"],
    [536_870_912, "bytes", "512MiB"],
    [12, "bytes", "12B"],
    [2048, "bytes/s", "2KiB/s"],
    [5, "requests/s", "5/s"],
    [1234.5, "", "1234.5"],
    [100, "EUR", "100 EUR"],
    [Number.POSITIVE_INFINITY, "ratio", "Infinity"],
  ])("%d of %s is shown as %s", (value, unit, text) => {
    expect(printQuantity(value, unit)).toBe(text);
  });

  test.each(["ratio", "seconds", "bytes", "bytes/s", "requests/s", "", "EUR"])("the example of %j is one", (unit) => {
    expect(parseQuantity(quantityExample(unit), unit)).toBeDefined();
  });
});
