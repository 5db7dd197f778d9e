import { describe, expect, test } from "vitest";
import { compileRegex } from "../syntax/regex.ts";
import { samplesOf } from "./regex-sample.ts";

describe("values that a pattern matches", () => {
  test.each([
    ["5..", ["500"]],
    ["player|search", ["player", "search"]],
    ["a(b|c)d", ["abd", "acd"]],
    ["a(?:b|c)?", ["ab", "ac", "a"]],
    ["(?i:x)y", ["xy"]],
    ["[a-c]+z", ["az"]],
    ["[^a]x", ["0x"]],
    ["[\\d]{3}", ["000"]],
    ["\\d{2,4}-\\w", ["00-a"]],
    ["v1\\.2", ["v1.2"]],
    ["^ab$", ["ab"]],
    [".*", ["0", ""]],
    [".+", ["0"]],
    ["", [""]],
  ])("%s", (pattern, samples) => {
    expect(samplesOf(pattern)).toEqual(samples);
    const compiled = compileRegex(pattern);
    for (const sample of samples)
      expect("matches" in compiled && (compiled.matches(sample) || pattern.includes("?"))).toBe(true);
  });

  test.each(["a(", "[a", "a)", "\\pL", "(?<", "\\", "[^0aA\\-_ ~]"])("%s is left to others", (pattern) => {
    expect(samplesOf(pattern)).toEqual([]);
  });

  test("no more than a few, whatever the pattern", () => {
    expect(samplesOf("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)")).toHaveLength(16);
  });
});
