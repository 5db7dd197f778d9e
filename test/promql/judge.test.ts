import { describe, expect, test } from "vitest";
import { parse } from "../../src/promql/syntax/parse.ts";
import { missing, pathOf } from "../judges/tools.ts";
import { accepted, refused } from "./corpus.ts";
import { compare, OPTIONS, ownTests } from "./judge/ask.ts";
import { Expressions, SORTS } from "./judge/expressions.ts";
import { RULES } from "./rules.ts";

const cases = RULES.flatMap(({ valid, invalid }) => [...valid, ...invalid]);
const ours = [...accepted, ...refused.map(([text]) => text), ...cases];

describe("a rule of the grammar", () => {
  test.each(RULES)("$rule", ({ valid, invalid }) => {
    for (const text of valid) expect(parse(text, OPTIONS.all).errors, text).toBeUndefined();
    for (const text of invalid) expect(parse(text, OPTIONS.all).expr, text).toBeUndefined();
  });
});

describe.each(["none", "all"] as const)("Prometheus's own parser, with %s turned on", (options) => {
  test.skipIf(missing("promql-judge"))("gives our verdicts and trees on our own cases", async () => {
    expect((await compare(pathOf("promql-judge"), ours, options)).disagreements).toEqual([]);
  });

  test.skipIf(missing("promql-judge")).for(["inputs", "queries"] as const)(
    "and on the %s of its own tests",
    async (what, { skip }) => {
      const own = await ownTests(pathOf("promql-judge"), what);
      if ("missing" in own) return skip(own.missing);
      expect(own.texts.length).toBeGreaterThan(300);
      expect((await compare(pathOf("promql-judge"), own.texts, options)).disagreements).toEqual([]);
    },
  );

  test.skipIf(missing("promql-judge")).each(SORTS)("and on random expressions, by %s", async (sort) => {
    const random = new Expressions(20_261_120, ours);
    const texts = Array.from({ length: 1500 }, () => random.of(sort));
    const { disagreements, valid } = await compare(pathOf("promql-judge"), texts, options);
    expect(disagreements).toEqual([]);
    expect(valid).toBeGreaterThan(40);
  });
});
