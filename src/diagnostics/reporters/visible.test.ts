import { expect, test } from "vitest";
import { displayWidth, visible, visibleLine } from "./visible.ts";

test("what a terminal acts on or hides is written as its code", () => {
  expect(visible("a\u0000\u001b\u007f\u009b\u200b\u202e\u2066\ufeff\u00ad\u{e0041}\ud800 é界😀")).toBe(
    "a\\u{0}\\u{1b}\\u{7f}\\u{9b}\\u{200b}\\u{202e}\\u{2066}\\u{feff}\\u{ad}\\u{e0041}\\u{d800} é界😀",
  );
});

test("a text within a line has no breaks and a bounded length", () => {
  expect(visibleLine(" a\n\t b ", 20)).toBe("a b");
  expect(visibleLine("x".repeat(1e6), 5)).toBe("xxxxx …");
  expect(visibleLine("\u001b".repeat(5), 10)).toBe("\\u{1b}\\u{1 …");
});

test("widths are a terminal's", () => {
  expect(["a", "é", "e\u0301", "界", "😀", ""].map(displayWidth)).toEqual([1, 1, 1, 2, 2, 0]);
});
