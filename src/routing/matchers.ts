import { RE2JS } from "re2js";
import { compareText } from "./unicode.ts";

/** The labels of an alert, by name. A label that is missing and one that is empty are the same. */
export type Labels = Readonly<Record<string, string>>;

/** How a matcher compares: equal, unequal, a whole-value RE2 match, or no such match. */
export type MatcherOperator = "=" | "!=" | "=~" | "!~";

/** One condition on one label, as routes and inhibition rules hold it. */
export interface Matcher {
  readonly name: string;
  readonly operator: MatcherOperator;
  readonly value: string;
}

const compiled = new WeakMap<Matcher, RE2JS>();

/** The value of a label; empty where the alert has no such label. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? String(labels[name]) : "";
}

/** Whether the value of the matcher's label satisfies it. Throws where `regexProblem` finds something. */
export function matches(matcher: Matcher, labels: Labels): boolean {
  const value = labelValue(labels, matcher.name);
  switch (matcher.operator) {
    case "=":
      return value === matcher.value;
    case "!=":
      return value !== matcher.value;
    case "=~":
      return regexOf(matcher).test(value);
    case "!~":
      return !regexOf(matcher).test(value);
  }
}

/** Whether every matcher is satisfied; no matchers at all are satisfied by any alert. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matches(matcher, labels));
}

/** Why the value of a `=~` or `!~` matcher is no regular expression; undefined where it is one, or needn't be. */
export function regexProblem(matcher: Matcher): string | undefined {
  const isRegex = matcher.operator === "=~" || matcher.operator === "!~";
  return isRegex ? problemOf(() => regexOf(matcher)) : undefined;
}

/** Why a text is no RE2 pattern; undefined where it is one. */
export function patternProblem(pattern: string): string | undefined {
  return problemOf(() => RE2JS.compile(pattern));
}

/** The pattern that Alertmanager compiles for a value: anchored as text, so `a)|(b` is accepted and means `^(?:a)|(b)$`. */
export function anchored(value: string): string {
  return `^(?:${value})$`;
}

/** Orders matchers as Alertmanager does: by name, then value, then operator. */
export function sortMatchers(matchers: readonly Matcher[]): readonly Matcher[] {
  return [...matchers].sort(
    (a, b) =>
      compareText(a.name, b.name) ||
      compareText(a.value, b.value) ||
      OPERATORS.indexOf(a.operator) - OPERATORS.indexOf(b.operator),
  );
}

/** The matcher as one line that every Alertmanager reads back as the same matcher; names outside `[a-zA-Z0-9_:]` need 0.27. */
export function printMatcher(matcher: Matcher): string {
  const name = CLASSIC_NAME.test(matcher.name) ? matcher.name : quoted(matcher.name);
  return `${name}${matcher.operator}${quoted(matcher.value)}`;
}

/** Several matchers in braces, in the given order: `{a="b",c=~"d.*"}`. */
export function printMatchers(matchers: readonly Matcher[]): string {
  return `{${matchers.map(printMatcher).join(",")}}`;
}

/** The operators, in the order in which Alertmanager sorts them. */
export const OPERATORS: readonly MatcherOperator[] = ["=", "!=", "=~", "!~"];

const CLASSIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Only these three escapes mean the same in both of Alertmanager's parsers. */
function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`;
}

function problemOf(compile: () => RE2JS): string | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Compiling costs far more than matching, so each matcher is compiled once. */
function regexOf(matcher: Matcher): RE2JS {
  const known = compiled.get(matcher);
  if (known !== undefined) return known;
  const regex = RE2JS.compile(anchored(matcher.value));
  compiled.set(matcher, regex);
  return regex;
}
