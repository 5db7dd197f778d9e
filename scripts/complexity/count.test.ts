import { describe, expect, test } from "vitest";
import { countComplexity } from "./count.ts";

const complexityOf = (body: string): number | undefined =>
  countComplexity("a.ts", `function f(a, b, c) { ${body} }`).find((one) => one.name === "f")?.complexity;

describe("cyclomatic complexity", () => {
  test.each([
    ["return a", 1],
    ["if (a) return b; else return c;", 2],
    ["if (a) return 1; else if (b) return 2; return 3;", 3],
    ["return a ? b : c", 2],
    ["return a && b || c", 3],
    ["return a ?? b", 2],
    ["a ||= b; a &&= b; a ??= c; a += b", 4],
    ["for (;;) { } for (const x of a) { } for (const x in a) { }", 4],
    ["while (a) { } do { } while (b)", 3],
    ["switch (a) { case 1: return b; case 2: return c; default: return a }", 3],
    ["return a?.b?.(c)", 3],
    ["try { a() } catch { b() }", 1],
    ["const { x = 1 } = a; return x", 2],
  ])("of `%s` is %i", (body, complexity) => {
    expect(complexityOf(body)).toBe(complexity);
  });

  test("a default value of a parameter is a branch", () => {
    expect(countComplexity("a.ts", "const f = (a = 1) => a")).toContainEqual({ name: "f", line: 1, complexity: 2 });
  });

  test("an inner function's branches are its own", () => {
    const text = "function outer(a) {\n  if (a) return 1;\n  return a.map((x) => (x ? 1 : x ? 2 : 3));\n}";
    expect(countComplexity("a.ts", text)).toEqual([
      { name: "(anonymous)", line: 3, complexity: 3 },
      { name: "outer", line: 1, complexity: 2 },
      { name: "(top level)", line: 1, complexity: 1 },
    ]);
  });

  test("functions are called by what they are assigned to", () => {
    const text = `class C { m() {} #p = () => 1; static { } } const o = { k: () => 1, "q r": function () {} }; a.b = () => 1; const g: () => void = (x: unknown) => {};`;
    const names = countComplexity("a.ts", text).map((one) => one.name);
    expect(names).toEqual(["m", "p", "(anonymous)", "k", "q r", "b", "g", "(top level)"]);
  });

  test("branches outside any function count for the file", () => {
    expect(countComplexity("a.ts", "if (a) b(); else if (c) d();")).toEqual([
      { name: "(top level)", line: 1, complexity: 3 },
    ]);
  });

  test("a text that does not parse is an error that names the file", () => {
    expect(() => countComplexity("broken.ts", "function (")).toThrow(/broken\.ts/);
  });
});
