import { expect, test } from "vitest";
import { documentsOf } from "./yaml-stream.ts";

test("each document stands where it stood, and everything around it is blank", () => {
  expect(documentsOf("a: 1\n--- # two\nb: 2\n")).toEqual(["a: 1\n", "    \n    # two\nb: 2\n"]);
});

test.each([
  ["no separator", "a: 1\n"],
  ["a separator before everything", "---\na: 1\n"],
  ["a separator behind everything", "a: 1\n---\n"],
  ["comments between separators", "# a\n---\n# b\n\n---\na: 1\n"],
  ["dashes that are no separator", "a: |\n  ---\n  b\nc: ---d\n"],
])("%s makes no second document", (_, text) => expect(documentsOf(text)).toEqual([text]));

test("a document may stand behind its separator", () => {
  expect(documentsOf("--- {a: 1}\n--- [b]\n")).toEqual(["    {a: 1}\n", "          \n    [b]\n"]);
});
