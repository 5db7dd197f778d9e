import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { MOST_BRACKETS, nestingOf } from "./nesting.ts";

const why = (text: string): string => {
  const found = nestingOf(text);
  return "why" in found ? found.why : "fine";
};

describe("what would overflow the stack of a parser is refused before it is parsed", () => {
  test.each([
    ["lists", (n: number) => `${"[".repeat(n)}${"]".repeat(n)}`],
    ["records", (n: number) => `x = ${"{ a: ".repeat(n)}1${"}".repeat(n)}`],
    ["functions", (n: number) => `${"(function () {".repeat(n)}${"})".repeat(n)}`],
    ["classes", (n: number) => `${"(class { a = ".repeat(n)}1${"})".repeat(n)}`],
    ["templates", (n: number) => `${"`${".repeat(n)}1${"}`".repeat(n)}`],
    ["blocks with comments and texts between", (n: number) => `${"{ /* } */ '}'; `}`; // }\n".repeat(n)}`],
    ["what closes nothing between", (n: number) => `${"([}".repeat(n)}${"])".repeat(n)}`],
    ["texts that break off between", (n: number) => `${"['\n".repeat(n)}`],
    ["patterns that break off between", (n: number) => `${"(/[a\n".repeat(n)}`],
    ["what closes in patterns only", (n: number) => "([ /\\)]/, /[)\\]/]/, ".repeat(n)],
    ["imports within types", (n: number) => `type A = ${'import("a", { with: { a: '.repeat(n)}`],
  ])("%s", (_, nested) => {
    expect(why(nested(1000))).toBe("brackets");
    expect(why(nested(40))).toBe("fine");
  });

  test.each([
    ["!"],
    ["x => "],
    ["a = "],
    ["1 + "],
    ["a ? b : "],
    ["typeof "],
    ["if (a) "],
    ["for (;;) "],
    ["if (a); else "],
    ["a.b "],
    ["f() "],
    ["a!\n"],
    ["a as const\n"],
    ["type A = B<", "B<a, "],
    ["type A = ", "() => "],
    ["a", "``"],
    ["if (a)\n"],
    ["", "a\n.const\n+ "],
  ])("%s again and again", (first, again = first) => {
    expect(why(`${first}${again.repeat(5000)}`)).toBe("signs");
    expect(why(`${first}${again.repeat(50)}`)).toBe("fine");
  });

  test("wherever it is ambiguous how the rest of a line is read", () => {
    expect(why("await (x) /[)]/ 1")).toBe("slash");
    expect(why("await (x) / 2")).toBe("fine");
    expect(why("if (a)\n!/[(]/.test(b)")).toBe("fine");
    expect(why('x++ / "("')).toBe("slash");
    expect(why("{} /`/;")).toBe("slash");
    expect(why("for (const a of /[)]/) {}")).toBe("slash");
    expect(why("const share = count++ / total;")).toBe("fine");
  });
});

describe("what authors write is fine", () => {
  test("declarations on lines of their own, with semicolons or without", () => {
    const one = 'const a = counter("a_total", { help: "A.", labels: { service: ["x"] } })';
    const block = "function half(value: number): number {\n  return value / 2;\n}";
    expect(why(`${one}\n`.repeat(1000))).toBe("fine");
    expect(why(`${one};\n`.repeat(1000))).toBe("fine");
    expect(why(`export ${one}\n`.repeat(1000))).toBe("fine");
    expect(why(`${block}\n`.repeat(1000))).toBe("fine");
    expect(why(`const x = {\n${"  a: [1, 2],\n".repeat(5000)}}`)).toBe("fine");
  });

  test.each([
    ["a slash that divides", "const a = (1 + 2) / 3 / b[0] / 4. / `${c}` / d; const e = '(';"],
    [
      "a slash that begins a pattern",
      "const p = /[/(]\\/(/; f(/\\(/g, !/\\[/.test(x)); if (a) /[(]/.test(b); x.if(1) / 2;",
    ],
    ["quotes within quotes", `const a = "'(\\"("; const b = '"(\\'['; const c = \`\${"\`("}\\\`(\${d}$\`;`],
    ["lines that go on", "const a = 'x\\\n(((', b = \"\\\r\n(((\";"],
    ["comments", "/* ((( * / \n */ // (((\nconst a = 1;"],
    ["a text without an end", 'const a = "((('],
  ])("%s", (_, text) => {
    expect(nestingOf(`${text}\n`.repeat(200))).toHaveProperty("signs");
    const deeper = nestingOf(`${text}\n${"(".repeat(MOST_BRACKETS + 1)}`);
    expect(deeper).toEqual({ offset: text.length + 1 + MOST_BRACKETS, why: "brackets" });
  });

  test("a first line for a shell", () => {
    expect(why(`#!/bin/node ${"(".repeat(200)}\nconst a = 1;`)).toBe("fine");
  });

  test("and the parser bears what is at the limits", () => {
    for (const text of [
      `${"(function(){".repeat(75)}${"})".repeat(75)}`,
      `${"x=>".repeat(1499)}1`,
      `type A=${"B<".repeat(998)}1${">".repeat(998)}`,
      `${"if(a);else ".repeat(740)};`,
    ]) {
      expect(why(text)).toBe("fine");
      expect(parseSync("a.ts", text, { lang: "ts", sourceType: "module" }).program.body.length).toBe(1);
    }
  });

  test("in time that grows with their length", () => {
    for (const part of ["a", " ", "\\u", "/*", "*", '"\\n', "`$", "/[a]", "0.", "\n", "é"]) {
      const started = process.cpuUsage();
      nestingOf(part.repeat(1e6 / part.length));
      nestingOf(`"${part.repeat(1e6 / part.length)}`);
      nestingOf(`/*${part.repeat(1e6 / part.length)}`);
      expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3);
    }
  });
});
