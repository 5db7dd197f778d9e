import { type Matcher, regexProblem } from "./matchers.ts";
import { parseClassicMatcher, parseClassicMatchers } from "./matchers-classic.ts";
import { parseUtf8Matchers } from "./matchers-utf8.ts";
import { failed, type Parsed, parsed } from "./parsed.ts";

/**
 * The matchers in one line of `matchers:`, as Alertmanager 0.34 reads it by default: the classic reading where there is one
 * (it wins over a differing UTF-8 reading), else the UTF-8 reading.
 */
export function parseMatchers(text: string): Parsed<readonly Matcher[]> {
  const classic = withRegexes(parseClassicMatchers(text));
  return classic.ok ? classic : withRegexes(parseUtf8Matchers(text));
}

/** The one matcher in a text, as command lines take it: no braces around it. */
export function parseMatcher(text: string): Parsed<Matcher> {
  if (text.startsWith("{") || text.endsWith("}")) return failed("a single matcher has no braces around it");
  const classic = parseClassicMatcher(text);
  const one = withRegexes(classic.ok ? parsed([classic.value]) : classic);
  const read = one.ok ? one : withRegexes(parseUtf8Matchers(text));
  if (!read.ok) return read;
  const [first, second] = read.value;
  return first !== undefined && second === undefined
    ? parsed(first)
    : failed(`expected one matcher, found ${read.value.length}`);
}

/** What the two readings of a line have to say about each other: read alike, by one only, or differently. */
export type Dialect = "both" | "classic" | "utf-8" | "ambiguous" | "neither";

/** Which of Alertmanager's two parsers read a line; `classic` and `ambiguous` lines change or fail once the classic parser is gone. */
export function dialectOf(text: string): Dialect {
  const classic = withRegexes(parseClassicMatchers(text));
  const utf8 = withRegexes(parseUtf8Matchers(text));
  if (!classic.ok) return utf8.ok ? "utf-8" : "neither";
  if (!utf8.ok) return "classic";
  return JSON.stringify(classic.value) === JSON.stringify(utf8.value) ? "both" : "ambiguous";
}

function withRegexes(read: Parsed<readonly Matcher[]>): Parsed<readonly Matcher[]> {
  if (!read.ok) return read;
  for (const matcher of read.value) {
    const problem = regexProblem(matcher);
    if (problem !== undefined) return failed(problem);
  }
  return read;
}
