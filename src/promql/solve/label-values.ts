import type { Matcher } from "../syntax/ast.ts";
import { matches } from "../syntax/check-selector.ts";
import { samplesOf } from "./regex-sample.ts";

/** Values that people know, for labels whose values aren't declared. */
const FAMILIAR: ReadonlyMap<string, readonly string[]> = new Map([
  ["instance", ["host-1:9100", "host-2:9100"]],
  ["job", ["app", "another-app"]],
  ["status", ["200", "404", "500"]],
  ["code", ["200", "404", "500"]],
]);

/** Values worth trying for a label: declared ones first, then what its matchers say, then made-up ones. */
export function candidatesOf(
  label: string,
  declared: readonly string[] | undefined,
  matchers: readonly Matcher[],
): readonly string[] {
  const written = matchers.flatMap(({ operator, value }) => (operator.includes("~") ? samplesOf(value) : [value]));
  const madeUp = [...(FAMILIAR.get(label) ?? [`${label}-1`]), `another-${label}`, "500", "404", "200", "x"];
  // No value is one only where it is asked for.
  const canLack = matchers.some(({ operator, value }) => operator === "=" && value === "");
  return [...new Set([...(declared ?? []), ...written, ...madeUp])].filter((value) => value !== "" || canLack);
}

/** The candidate that satisfies most matchers; the first of equals. */
export function bestOf(candidates: readonly string[], matchers: readonly Matcher[]): string {
  const distinct = [...new Map(matchers.map((one) => [`${one.operator}${one.value}`, one])).values()];
  const scored = candidates.map((value) => ({ value, score: distinct.filter((one) => matches(one, value)).length }));
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.find(({ score }) => score === best)?.value ?? "";
}

/** One candidate for each way in which matchers can agree and disagree with a value; `preferred` stands for its own. */
export function classesOf(
  candidates: readonly string[],
  matchers: readonly Matcher[],
  preferred: string,
): readonly string[] {
  const byAnswers = new Map<string, string>();
  for (const value of [preferred, ...candidates]) {
    const answers = matchers.map((matcher) => (matches(matcher, value) ? "1" : "0")).join("");
    if (!byAnswers.has(answers)) byAnswers.set(answers, value);
  }
  return [...byAnswers.values()];
}
