import { expect, test } from "vitest";
import { allOf, nearest, oneOf } from "./nearest.ts";

test("a misspelt word is close to what was meant", () => {
  const labels = ["route", "service", "status"];
  expect(nearest("statuss", labels)).toBe("status");
  expect(nearest("servcie", labels)).toBe("service");
  expect(nearest("STATUS", labels)).toBe("status");
  expect(nearest("region", labels)).toBeUndefined();
  expect(nearest("x", [])).toBeUndefined();
});

test("of two words that are equally close the first in order is taken, on every machine", () => {
  expect(nearest("aa", ["ab", "ac"])).toBe("ab");
  expect(nearest("aa", ["ac", "ab"])).toBe("ab");
});

test("of equally close words a common one is taken, else the one that begins the same for longest", () => {
  expect(nearest("rat", ["rad", "rate"])).toBe("rate");
  expect(nearest("rat", ["rad", "rate"], new Set(["rad"]))).toBe("rad");
  expect(nearest("mak", ["mad", "max", "min"], new Set(["max", "min"]))).toBe("max");
});

test("lists read like sentences and are cut with their count", () => {
  expect(oneOf([])).toBe("nothing");
  expect(oneOf(["a"])).toBe("a");
  expect(oneOf(["a", "b", "c"])).toBe("a, b or c");
  expect(allOf(["a", "b"])).toBe("a and b");
  expect(oneOf(["a", "b", "c"], 2)).toBe("a, b … (3 in all)");
});
