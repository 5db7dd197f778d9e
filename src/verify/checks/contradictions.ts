import { contradiction } from "../../diagnostics/codes/calculation.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Authored } from "../../promql/build/authored.ts";
import type { Matcher, Selector } from "../../promql/syntax/ast.ts";
import { print } from "../../promql/syntax/print.ts";
import { selectors } from "../../promql/syntax/walk.ts";
import type { SeriesCatalogue } from "../../promql/types/catalogue.ts";
import { selectedValues } from "../../promql/types/label-values.ts";
import type { Check } from "./check.ts";

/** Matchers of one label that no value fulfils together. */
export const contradictions: Check = (program, report) => {
  for (const { authored } of program.expressions) {
    for (const selector of selectors(authored.expr)) {
      for (const matchers of contradictory(selector, program.series)) {
        const [last] = matchers.slice(-1);
        if (last === undefined) continue;
        const data = { label: last.label, matchers: matchers.map(printed) };
        report(contradiction, placeOf(last, selector, authored), data);
      }
    }
  }
};

function placeOf(matcher: Matcher, selector: Selector, authored: Authored): Place {
  const place = authored.placeOf(selector);
  if (matcher.span !== undefined) return { ...place, span: matcher.span };
  return authored.matcherPlaceOf?.(matcher) ?? place;
}

function contradictory(selector: Selector, series: SeriesCatalogue): readonly (readonly Matcher[])[] {
  const labels = new Set(selector.matchers.map(({ label }) => label));
  // Each label is asked for once, and for something.
  if (labels.size === selector.matchers.length && selector.matchers.every(isPositive)) return [];
  return [...labels].flatMap((label) => {
    const matchers = selector.matchers.filter((matcher) => matcher.label === label);
    const isEmpty = (some: readonly Matcher[]) =>
      some.some(refusesAll) || selectedValues(label, { ...selector, matchers: some }, series)?.size === 0;
    // A value that isn't declared is a finding of its own.
    const isOne = matchers.length === 1 && matchers.every(isPositive);
    return isOne || !isEmpty(matchers) || matchers.some((one) => one.operator !== "!~" && isEmpty([one]))
      ? []
      : [matchers];
  });
}

// Whatever the values are.
function refusesAll({ operator, value }: Matcher): boolean {
  return operator === "!~" && value === ".*";
}

function isPositive({ operator }: Matcher): boolean {
  return operator === "=" || operator === "=~";
}

function printed(matcher: Matcher): string {
  return print({ kind: "selector", matchers: [matcher] }).slice(1, -1);
}
