import { expect, test } from "vitest";
import { KINDS, kindOf } from "./index.ts";

test("codes and names are unique, and the list is sorted by code", () => {
  const codes = KINDS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual([...codes].sort());
  expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length);
});

test.each(KINDS)("$code has a name of two words and a title in one short line", ({ code, name, title }) => {
  expect(code).toMatch(/^MG\d{4}$/);
  expect(name).toMatch(/^[a-z]+\/[a-z-]+$/);
  expect(title).toMatch(/^(?:[a-z]|[A-Z]+ |Prometheus ).{5,58}[^.]$/);
});

test("a kind is found by its code and by its name, in any letter case", () => {
  expect(kindOf("mg2104")?.name).toBe("alert/impossible-bound");
  expect(kindOf("Alert/Impossible-Bound")?.code).toBe("MG2104");
  expect(kindOf("MG0000")).toBeUndefined();
});
