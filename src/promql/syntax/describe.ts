import type { FindingKind, FindingOf } from "./finding.ts";
import type { ValueType } from "./functions.ts";

const typeNames: Readonly<Record<ValueType, string>> = {
  scalar: "a scalar",
  vector: "an instant vector",
  matrix: "a range vector",
  string: "a string",
};

const stringProblems = {
  unterminated: "this string has no end",
  escape: "this string has an escape that PromQL doesn't know",
  encoding: "this string holds a character that is no valid UTF-8",
} as const;

const durationProblems = {
  form: "is no duration: units go from large to small, like 1h30m",
  range: "is longer than Prometheus can hold",
  "not-positive": "must be longer than nothing",
  "by-zero": "by zero is no duration",
} as const;

const sizes = { characters: "characters", levels: "levels, of which each term of a sum is one" } as const;

function count(minimum: number, maximum: number | undefined): string {
  if (minimum === maximum) return `exactly ${minimum}`;
  return maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}

function expected(words: readonly string[]): string {
  if (words.length === 0) return "";
  return words.length === 1 ? `, expected ${words[0]}` : `, expected one of ${words.join("  ")}`;
}

const texts: { readonly [K in FindingKind]: (finding: FindingOf<K>) => string } = {
  empty: () => "there is no expression",
  "too-complex": ({ limit, unit }) => `the expression is larger than this tool reads: over ${limit} ${sizes[unit]}`,
  unexpected: (finding) => `unexpected ${finding.found}${expected(finding.expected)}`,
  "bad-character": ({ character }) => `${JSON.stringify(character)} has no meaning in PromQL here`,
  "bad-string": ({ problem }) => stringProblems[problem],
  "bad-number": ({ text }) => `${text} is neither a number nor a duration`,
  "bad-duration": ({ text, problem }) => `${text} ${durationProblems[problem]}`,
  "unknown-function": ({ name }) => `Prometheus has no function ${name}`,
  experimental: ({ feature }) => `${feature} ${feature.includes(" ") ? "are" : "is"} experimental and not turned on`,
  "misplaced-modifier": ({ modifier, allowed }) => `${modifier} goes only behind ${allowed}`,
  "repeated-modifier": ({ modifier }) => `${modifier} is set twice`,
  "opposed-modifiers": ({ modifiers }) => `a selector is ${modifiers.join(" or ")}, not both`,
  "bad-timestamp": ({ text }) => `${text} is no time that @ can hold`,
  "argument-count": ({ name, minimum, maximum, actual }) =>
    `${name} takes ${count(minimum, maximum)} arguments, here are ${actual}`,
  "argument-type": ({ name, index, expected: wanted, actual }) =>
    `argument ${index + 1} of ${name} must be ${typeNames[wanted]}, this is ${typeNames[actual]}`,
  "operand-type": ({ operator, actual }) =>
    `${operator} takes scalars and instant vectors, this is ${typeNames[actual]}`,
  "scalar-comparison": ({ operator }) => `a comparison of two scalars needs bool: ${operator} bool`,
  "misplaced-bool": ({ operator }) => `bool belongs to comparisons, ${operator} is none`,
  "set-operator-on-scalar": ({ operator }) => `${operator} takes instant vectors, not scalars`,
  "set-operator-group": ({ operator }) => `${operator} takes no group_left or group_right`,
  "matching-on-scalar": ({ operator }) => `on and ignoring match instant vectors, ${operator} has a scalar here`,
  "fill-on-scalar": ({ operator }) =>
    `fill stands for missing series of instant vectors, ${operator} has a scalar here`,
  "set-operator-fill": ({ operator }) => `${operator} takes no fill, fill_left or fill_right`,
  "label-in-on-and-group": ({ label }) => `${label} is matched by on already, group can't carry it over`,
  "subquery-type": ({ actual }) => `a subquery repeats an instant vector, this is ${typeNames[actual]}`,
  "empty-selector": () => "this selects every series: at least one matcher must refuse the empty value",
  "metric-twice": ({ first, second }) => `the metric is named twice: ${first} and ${second}`,
  "bad-regex": ({ label, pattern, reason }) => `the pattern ${pattern} of ${label} is no RE2 expression: ${reason}`,
  "bad-label": ({ label }) => `${JSON.stringify(label)} is no label name`,
  "info-selector": () => "the second argument of info selects by labels only",
};

/** A finding in words, for people; derived from its data alone. */
export function describe<K extends FindingKind>(finding: FindingOf<K>): string {
  return texts[finding.kind](finding);
}
