import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { SourceLines } from "../diagnostics/reporters/source-lines.ts";
import { JAVASCRIPT_LINE_BREAK } from "./bundle.ts";
import { earlyUses } from "./early-uses.ts";

function found(text: string): readonly string[] {
  const parsed = parseSync("tenant.ts", text);
  const lines = new SourceLines(text, JAVASCRIPT_LINE_BREAK);
  return earlyUses({ file: "tenant.ts", text, lines, parsed, imports: new Map() }).map(
    ({ at, reason }) => `${at.line}:${at.column} ${reason}`,
  );
}

test("a constant that is read before its declaration is found where it is read", () => {
  expect(found('const a = f({ for: patience });\nconst patience = "5m";')).toEqual([
    "1:20 patience gets its value in line 2, after this has been read",
  ]);
  expect(found("const unit = [unit];")).toHaveLength(1);
  expect(
    found("export default tenant(`${name}`, later[name as string]);\nexport const name = 1, later = {};"),
  ).toHaveLength(3);
  expect(found("const a = new Early();\nclass Early {}")).toHaveLength(1);
});

test("what runs later, names that are no references, types, and what is hoisted may come first", () => {
  expect(found("const a = () => later;\nfunction f() { return later; }\nconst later = 1;")).toEqual([]);
  expect(found("const a = { later: 1 }.later;\nconst later: number = 1;")).toEqual([]);
  expect(found("const a = f();\nfunction f() {}\nvar b = a;")).toEqual([]);
  expect(found("const a: later = 1 as later;\ntype later = number;\nconst b = a;")).toEqual([]);
  expect(found("const first = 1;\nconst second = first;\nexport { second };")).toEqual([]);
  expect(found("const = ;")).toEqual([]);
});
