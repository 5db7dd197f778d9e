import type { Path } from "../diagnostics/diagnostic.ts";
import { anchored, type Matcher, patternProblem } from "./matchers.ts";
import { parseMatchers } from "./matchers-syntax.ts";
import type { Report } from "./problems.ts";
import { readAnyMapping, readEach, readText } from "./reading.ts";

const CLASSIC_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** The matchers of a node under the keys `<prefix>match`, `<prefix>match_re` and `<prefix>matchers`. */
export function readMatchers(
  entries: ReadonlyMap<string, unknown>,
  prefix: string,
  at: Path,
  report: Report,
): readonly Matcher[] {
  const under = (key: string): [unknown, Path] => [entries.get(prefix + key), [...at, prefix + key]];
  const lines = readEach(...under("matchers"), report, (line, place) => readLine(line, place, report)) ?? [];
  return [
    ...readPairs(...under("match"), "=", report),
    ...readPairs(...under("match_re"), "=~", report),
    ...lines.flat(),
  ];
}

function readLine(line: unknown, at: Path, report: Report): readonly Matcher[] | undefined {
  const text = readText(line, at, report);
  if (text === undefined) return undefined;
  const matchers = parseMatchers(text);
  if (matchers.ok) return matchers.value;
  report({ problem: "invalid matcher", at, found: text, reason: matchers.reason });
  return undefined;
}

/** The deprecated way to write matchers: a mapping from label names to values. */
function readPairs(value: unknown, at: Path, operator: "=" | "=~", report: Report): readonly Matcher[] {
  return [...readAnyMapping(value, at, report)].flatMap(([name, entry]) => {
    const place = [...at, name];
    if (!CLASSIC_LABEL.test(name)) report({ problem: "invalid label name", at: place, found: name });
    const text = readText(entry, place, report);
    return text === undefined ? [] : [operator === "=" ? { name, operator, value: text } : regexPair(name, text)];
  });
}

/** Alertmanager anchors these twice, which only matters to a value that is no pattern by itself. */
function regexPair(name: string, text: string): Matcher {
  const isOdd = patternProblem(text) !== undefined && patternProblem(anchored(text)) === undefined;
  return { name, operator: "=~", value: isOdd ? anchored(text) : text };
}
