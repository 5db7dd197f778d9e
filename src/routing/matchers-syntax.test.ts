import { describe, expect, it } from "vitest";
import { printMatchers } from "./matchers.ts";
import { dialectOf, parseMatcher, parseMatchers } from "./matchers-syntax.ts";

const read = (text: string): string => {
  const result = parseMatchers(text);
  return result.ok ? printMatchers(result.value) : "refused";
};

describe("reading a line of matchers", () => {
  it.each([
    ["", "{}"],
    ["{}", "{}"],
    ["a=b", '{a="b"}'],
    [" { a = b , } ", '{a="b"}'],
    ["{ a = b , }", '{a="b"}'],
    ['a=b,c!="d",e=~f.*,g!~"h|i"', '{a="b",c!="d",e=~"f.*",g!~"h|i"}'],
    ["é=ü", '{"é"="ü"}'],
    ['"point de vue"="x"', '{"point de vue"="x"}'],
    ['"\\xc3\\xa9"="\\u00e9\\U0001F642\\101\\t"', '{"é"="é🙂A\t"}'],
    ['"\\xc3"="x"', "refused"],
    ['"\\777"="x"', "refused"],
    ['"\\ud800"="x"', "refused"],
    ['"\\q"="x"', "refused"],
    ['"a\nb"="x"', "refused"],
    ["a=", '{a=""}'],
    ["é=", "refused"],
    ["a", "refused"],
    ["é", "refused"],
    ["é!x", "refused"],
    ["=b", "refused"],
    ["{é=b", "refused"],
    ["é=b}", "refused"],
    ["é=b,,c=d", "refused"],
    ["é=b c=d", "refused"],
    ["é='x'", "refused"],
    ["a,b=c", "refused"],
  ])("%j is %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["a='x'", "{a=\"'x'\"}", "a value in single quotes keeps them"],
    ["a=b=c", '{a="b=c"}', "an operator in a value"],
    ["a=b c", '{a="b c"}', "space in a value"],
    ['a="\\t\\q\\"\\n\\\\"', '{a="\\\\t\\\\q\\"\\n\\\\"}', "only three escapes"],
    ["a=x\\", '{a="x\\\\"}', "a last backslash stands for itself"],
    ['a="x,y",b=z', '{a="x,y",b="z"}', "a comma in quotes"],
    ['a="x\\",y",b=`z`', '{a="x\\",y",b="`z`"}', "an escaped quote and a comma in quotes"],
    ['a=\\"x', '{a="\\"x"}', "an escaped quote"],
    ["{a=b", '{a="b"}', "a brace that is never closed"],
    ["a={b}", '{a="{b"}', "a closing brace at the end"],
  ])("%j is %s: %s, as the classic parser has it", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['a="x', 'a=x"', 'a="x"y"', "a=\ud800", "é=\ud800", '"\ud800"=x'])("refuses %j", (text) => {
    expect(read(text)).toBe("refused");
  });

  it("refuses what is no regular expression", () => {
    expect(parseMatchers("a=~(")).toMatchObject({ ok: false, reason: expect.stringContaining("missing") });
    expect(read('é=~"("')).toBe("refused");
  });

  it("says where and what it expected", () => {
    expect(parseMatchers("é=b c")).toEqual({ ok: false, reason: "column 5: unexpected c, expected a comma" });
    expect(parseMatchers("é==b")).toEqual({ ok: false, reason: "column 3: unexpected =, expected a label value" });
    expect(parseMatchers("é,b")).toEqual({
      ok: false,
      reason: "column 2: unexpected ,, expected one of =, !=, =~ and !~",
    });
    expect(parseMatchers("é=")).toEqual({ ok: false, reason: "the text ends where a label value is expected" });
    expect(parseMatchers("é=`x`")).toEqual({ ok: false, reason: "column 3: unexpected `" });
  });

  it.each([
    ["a=b", "both"],
    ['a="x\\ty"', "ambiguous"],
    ["a=b=c", "classic"],
    ["é=b", "utf-8"],
    ["é", "neither"],
  ])("knows which parsers read %j: %s", (text, dialect) => {
    expect(dialectOf(text)).toBe(dialect);
  });

  it("takes a megabyte of quotes and backslashes without delay", () => {
    expect(read(`"${"\\".repeat(1_000_000)}`)).toBe("refused");
    expect(read(`a=${" ".repeat(1_000_000)}x`)).toBe('{a="x"}');
  });
});

describe("reading a single matcher", () => {
  it.each(["{a=b}", "a=b}", "é=b,ü=d", "", '"é"="b"}', "é=~("])("refuses %j", (text) => {
    expect(parseMatcher(text).ok).toBe(false);
  });

  it("takes a comma as part of the value where the classic parser does", () => {
    expect(parseMatcher("a=b,c=d")).toEqual({ ok: true, value: { name: "a", operator: "=", value: "b,c=d" } });
    expect(parseMatcher("é=b")).toEqual({ ok: true, value: { name: "é", operator: "=", value: "b" } });
  });
});
