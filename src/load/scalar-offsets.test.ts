import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isScalar, parseDocument, stringify } from "yaml";
import { scalarOffsets } from "./scalar-offsets.ts";

describe("offsets in a scalar", () => {
  test("of every style lead from its value to its source, character by character", () => {
    const types = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;
    const text = fc.stringMatching(/^[a-z'"\\ \n#:é😀-]{1,30}$/u);
    fc.assert(
      fc.property(text, fc.constantFrom(...types), fc.constantFrom(0, 12), (value, defaultStringType, lineWidth) => {
        const source = stringify({ key: value }, { defaultStringType, lineWidth });
        const node = parseDocument(source).get("key", true);
        if (!isScalar(node) || typeof node.value !== "string") return;
        const [start = 0, end = 0] = node.range ?? [];
        const offsets = scalarOffsets(source.slice(start, end), node.value);
        for (const [index, character] of [...(offsets === undefined ? "" : node.value)].entries()) {
          if (!/[a-z]/.test(character) || [...node.value].length !== node.value.length) continue;
          expect(source[start + (offsets?.[index] ?? -1)]).toBe(character);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("are exact for what people write", () => {
    expect(scalarOffsets("abc", "abc")).toEqual([0, 1, 2, 3]);
    expect(scalarOffsets("'a''b'", "a'b")).toEqual([1, 2, 4, 5]);
    expect(scalarOffsets('"a\\nb\\x41\\U0001F600c"', "a\nbA😀c")).toEqual([1, 2, 4, 5, 9, 9, 19, 20]);
    expect(scalarOffsets("|2\n    a\n\n  b\n", "  a\n\nb\n")).toBeUndefined();
    expect(scalarOffsets("| # note\r\n  a\r\n  b\r\n", "a\nb\n")).toEqual([12, 13, 17, 18, 20]);
  });

  test("are unknown where source and value differ", () => {
    expect(scalarOffsets("abc", "abd")).toBeUndefined();
    expect(scalarOffsets('"abc"', "ab")).toBeUndefined();
    expect(scalarOffsets('"\\UFFFFFFFF"', "x")).toBeUndefined();
    expect(scalarOffsets("|x", "a")).toBeUndefined();
    expect(scalarOffsets('"a\\\n  b"', "ab")).toBeUndefined();
  });
});
