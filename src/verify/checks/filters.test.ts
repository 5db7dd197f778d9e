import { expect, test } from "vitest";
import { foundIn } from "./checked.ts";
import { filters } from "./filters.ts";

test.each([
  ["(memory_used_ratio > 0.5) * 100 > 60", "(memory_used_ratio > 0.5)"],
  ["sum(10 * (memory_used_ratio > 0.5)) > 60", "(memory_used_ratio > 0.5)"],
  ["(up == 1) + (up == 0) > 1", "(up == 1)"],
  ["1 - (up == 1) > 0", "(up == 1)"],
])("%s takes a filter for 0 or 1", (when, part) => {
  expect(foundIn(filters, when)).toEqual([`MG2129 ‹${part.slice(1, -1)}›`]);
});

test.each([
  "(memory_used_ratio > bool 0.5) * 100 > 60",
  "sum(memory_used_ratio > 0.5) > 3",
  "memory_used_ratio / (disk_free_bytes > 0) > 3",
  "memory_used_ratio * (up == 1) > 0.5",
  "(memory_used_ratio > 0.5) * 100",
  "memory_used_ratio > 0.5 and memory_used_ratio < 0.9",
  "memory_used_ratio > 0.5 < 0.9",
])("%s doesn't", (when) => expect(foundIn(filters, when)).toEqual([]));
