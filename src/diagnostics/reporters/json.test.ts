import { expect, test } from "vitest";
import { diagnostic, kind } from "../diagnostic.ts";
import { json } from "./json.ts";

const example = kind<{ b: number; a: unknown }>({
  code: "MG9999",
  name: "example/kind",
  severity: "warning",
  title: "title",
  reason: ({ b }) => `reason ${b}`,
  suggestion: ({ b }) => (b > 1 ? `suggestion ${b}` : undefined),
});

test("findings are the same data as in the text, sorted, with sorted keys", () => {
  const at = { file: "b.ts", line: 1, column: 2 };
  const all = [
    diagnostic(example, at, { b: 2, a: [{ d: 1, c: 2 }] }),
    diagnostic(example, { ...at, file: "a.ts", endLine: 3, endColumn: 4 }, { b: 1, a: null }),
  ];
  expect(JSON.parse(json(all))).toEqual([
    {
      code: "MG9999",
      name: "example/kind",
      severity: "warning",
      title: "title",
      file: "a.ts",
      line: 1,
      column: 2,
      endLine: 3,
      endColumn: 4,
      reason: "reason 1",
      suggestion: null,
      data: { a: null, b: 1 },
    },
    {
      code: "MG9999",
      name: "example/kind",
      severity: "warning",
      title: "title",
      file: "b.ts",
      line: 1,
      column: 2,
      endLine: null,
      endColumn: null,
      reason: "reason 2",
      suggestion: "suggestion 2",
      data: { a: [{ c: 2, d: 1 }], b: 2 },
    },
  ]);
  expect(json(all)).toBe(json([...all].reverse()));
  expect(json(all)).toMatch(/"data": \{\n {6}"a": \[\n {8}\{\n {10}"c": 2/);
  expect(json([])).toBe("[]\n");
});
