import fc from "fast-check";
import { type Labels, type Matcher, printMatcher } from "../../src/routing/matchers.ts";

const NAMES = ["severity", "team", "a:b", "équipe", "point de vue"];
const VALUES = ["critical", "warning", "crit", "", "a.b", "axb", 'say "hi"', "two\nlines", "🙂", "CRITICAL"];
const PATTERNS = [
  "crit",
  "crit.*",
  "critical|warning",
  "c.*|w.*",
  "a.b",
  "a\\.b",
  ".*",
  ".+",
  "",
  "(?i)critical",
  "[^x]+",
  "two.lines",
  "🙂?",
  "\\PL+",
];

/** Names of labels, classic ones and ones that need UTF-8. */
export const labelName = fc.constantFrom(...NAMES);

/** Values of labels, the empty one among them. */
export const labelValue = fc.constantFrom(...VALUES);

const plain = fc.record({
  name: labelName,
  operator: fc.constantFrom("=" as const, "!=" as const),
  value: labelValue,
});
const regex = fc.record({
  name: labelName,
  operator: fc.constantFrom("=~" as const, "!~" as const),
  value: fc.constantFrom(...PATTERNS),
});
const matcher: fc.Arbitrary<Matcher> = fc.oneof({ weight: 2, arbitrary: plain }, { weight: 3, arbitrary: regex });
const unquoted = fc.constantFrom(
  "severity=critical",
  "team!=crit",
  "équipe=~crit.*",
  "severity='critical'",
  "team=~a.b",
  "{severity=~crit.+,team!~.+}",
);

/** A line of matchers in classic syntax or with UTF-8, quoted or not. */
export const matcherLine = fc.oneof(
  { weight: 5, arbitrary: matcher.map(printMatcher) },
  { weight: 1, arbitrary: unquoted },
);

/** Labels that such matchers are about. */
export const labelSet: fc.Arbitrary<Labels> = fc.dictionary(labelName, labelValue, {
  minKeys: 1,
  noNullPrototype: true,
});
