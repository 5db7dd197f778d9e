import { expect, test } from "vitest";
import { wrapped } from "./wrapped.ts";

test("a text is broken at spaces, no line wider than asked for", () => {
  expect(wrapped("a ratio stays within 0 and 1", 12)).toEqual(["a ratio", "stays within", "0 and 1"]);
  expect(wrapped("short", 12)).toEqual(["short"]);
  expect(wrapped("", 12)).toEqual([""]);
  expect(wrapped("one of  (  or  {", 12)).toEqual(["one of  (", "or  {"]);
});

test("a word that is too long stands alone; wide characters count twice", () => {
  expect(wrapped("see https://example.com/long for more", 10)).toEqual(["see", "https://example.com/long", "for more"]);
  expect(wrapped("監視 監視", 8)).toEqual(["監視", "監視"]);
});
