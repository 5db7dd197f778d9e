import fc from "fast-check";
import { expect, test } from "vitest";
import { SourceLines } from "./source-lines.ts";

test("offsets and positions lead to one another, whatever ends the lines", () => {
  const text = fc.array(fc.constantFrom("a", "é", "😀", "\n", "\r\n", "\r")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (given) => {
      const lines = new SourceLines(given);
      for (let offset = 0; offset <= given.length; offset++) {
        const { line, column } = lines.at(offset);
        expect(lines.offset(line, column)).toBe(offset);
      }
    }),
  );
});

test("a line comes without its break, and none where there is none", () => {
  const lines = new SourceLines("a\r\nb\nc");
  expect([1, 2, 3, 4].map((number) => lines.line(number))).toEqual(["a", "b", "c", ""]);
  expect(lines.position("f", 0, 4)).toEqual({ file: "f", line: 1, column: 1, endLine: 2, endColumn: 2 });
  expect(lines.offset(9, 1)).toBe(6);
});
