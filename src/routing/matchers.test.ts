import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Matcher,
  type MatcherOperator,
  matches,
  matchesAll,
  OPERATORS,
  printMatcher,
  printMatchers,
  regexProblem,
  sortMatchers,
} from "./matchers.ts";
import { parseMatcher, parseMatchers } from "./matchers-syntax.ts";

const matcher = (name: string, operator: MatcherOperator, value: string): Matcher => ({ name, operator, value });

describe("a matcher", () => {
  it.each([
    ["=", "critical", true],
    ["=", "crit", false],
    ["!=", "critical", false],
    ["!=", "crit", true],
    ["=~", "crit.*", true],
    ["!~", "crit.*", false],
    ["!~", "warn.*", true],
  ] as const)("%s %j on severity critical is %s", (operator, value, expected) => {
    expect(matches(matcher("severity", operator, value), { severity: "critical" })).toBe(expected);
  });

  it.each(["crit", "ritical", "critica", "CRITICAL", "critical|"])("does not match a part: =~ %j", (value) => {
    expect(matches(matcher("severity", "=~", value), { severity: "critical" })).toBe(value === "critical|");
  });

  it("anchors the whole alternation", () => {
    expect(matches(matcher("a", "=~", "x|y"), { a: "xy" })).toBe(false);
    expect(matches(matcher("a", "=~", "x|y"), { a: "y" })).toBe(true);
  });

  it("keeps the dot from matching a line break unless told so", () => {
    expect(matches(matcher("a", "=~", ".*"), { a: "x\ny" })).toBe(false);
    expect(matches(matcher("a", "=~", "(?s).*"), { a: "x\ny" })).toBe(true);
  });

  it("takes a value that closes the anchoring group as Alertmanager does", () => {
    const odd = matcher("a", "=~", "x)|(y");
    expect(regexProblem(odd)).toBeUndefined();
    expect(matches(odd, { a: "x and more" })).toBe(true);
  });

  it.each([
    ["=", "", true],
    ["!=", "", false],
    ["!=", "x", true],
    ["=~", ".*", true],
    ["=~", ".+", false],
    ["!~", ".+", true],
  ] as const)("sees a missing label as empty: %s %j is %s", (operator, value, expected) => {
    expect(matches(matcher("absent", operator, value), {})).toBe(expected);
    expect(matches(matcher("absent", operator, value), { absent: "" })).toBe(expected);
  });

  it.each(["constructor", "__proto__", "toString"])("sees no label in what every object has: %s", (name) => {
    expect(matches(matcher(name, "=", ""), {})).toBe(true);
  });

  it("can't be a regular expression that RE2 refuses", () => {
    expect(regexProblem(matcher("a", "=~", "(?=x)"))).toContain("(?=");
    expect(regexProblem(matcher("a", "!~", "("))).toContain("missing");
    expect(regexProblem(matcher("a", "=", "("))).toBeUndefined();
  });

  it("must hold together with all others", () => {
    const both = [matcher("a", "=", "1"), matcher("b", "!=", "2")];
    expect(matchesAll(both, { a: "1", b: "3" })).toBe(true);
    expect(matchesAll(both, { a: "1", b: "2" })).toBe(false);
    expect(matchesAll([], {})).toBe(true);
  });
});

describe("printing matchers", () => {
  it("quotes names only where they need it", () => {
    expect(printMatchers([matcher("a:b", "=~", "x.*"), matcher("point de vue", "!=", 'say "hi"\n\\')])).toBe(
      '{a:b=~"x.*","point de vue"!="say \\"hi\\"\\n\\\\"}',
    );
  });

  it("gives a line that is read back as the same matcher, alone and among others", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."ab\\\"'`{}=!~, \n\t\u00a0é🙂") }),
    );
    const any = fc.record({ name: text, operator: fc.constantFrom("=" as const, "!=" as const), value: text });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 3 }), (matchers) => {
        for (const one of matchers) expect(parseMatcher(printMatcher(one))).toEqual({ ok: true, value: one });
        expect(parseMatchers(printMatchers(matchers))).toEqual({ ok: true, value: matchers });
      }),
      { seed: 20260101, numRuns: 300 },
    );
  });

  it("sorts by name, value and operator", () => {
    const sorted = [
      matcher("a", "=", "1"),
      matcher("a", "!~", "1"),
      matcher("a", "=", "2"),
      matcher("｡", "=", ""),
      matcher("🙂", "=", ""),
    ];
    expect(sortMatchers([...sorted].reverse())).toEqual(sorted);
    expect(OPERATORS).toHaveLength(4);
  });
});
