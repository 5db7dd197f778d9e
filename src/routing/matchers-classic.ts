import type { Matcher, MatcherOperator } from "./matchers.ts";
import { failed, type Parsed, parsed } from "./parsed.ts";
import { isUnicode, trimGoSpace } from "./unicode.ts";

const HEAD = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|!=|!~|=)/;

/** Several comma-separated matchers in the syntax from before UTF-8 names. Regular expressions are not looked into. */
export function parseClassicMatchers(text: string): Parsed<readonly Matcher[]> {
  const open = text.startsWith("{") ? text.slice(1) : text;
  const matchers: Matcher[] = [];
  for (const part of split(open.endsWith("}") ? open.slice(0, -1) : open)) {
    const matcher = parseClassicMatcher(part);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
  }
  return parsed(matchers);
}

/** One matcher in the classic syntax: a name, an operator, a value with or without double quotes. */
export function parseClassicMatcher(text: string): Parsed<Matcher> {
  const head = HEAD.exec(text);
  const operator = operatorOf(head?.[2]);
  if (head === null || operator === undefined) return failed(`no matcher: ${text}`);
  const raw = trimAsciiSpace(text.slice(head[0].length));
  const value = isUnicode(raw) ? unescapeValue(raw) : undefined;
  if (value === undefined) return failed(`a double quote stands inside the value: ${raw}`);
  return parsed({ name: head[1] ?? "", operator, value });
}

/** Cuts at commas outside quotes; a backslash before the comma still counts for the quote after it, as in Alertmanager. */
function split(text: string): readonly string[] {
  const parts: string[] = [];
  let insideQuotes = false;
  let escaped = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === ",") {
      if (insideQuotes) continue;
      parts.push(text.slice(start, i));
      start = i + 1;
    } else if (character === '"') {
      if (!escaped) insideQuotes = !insideQuotes;
      escaped = false;
    } else {
      escaped = character === "\\" && !escaped;
    }
  }
  const last = trimGoSpace(text.slice(start));
  return last === "" ? parts : [...parts, last];
}

/** Undefined where a double quote is neither escaped nor the first and last character. */
function unescapeValue(raw: string): string | undefined {
  const isQuoted = raw.startsWith('"');
  const body = isQuoted ? raw.slice(1) : raw;
  let value = "";
  for (let i = 0; i < body.length; i++) {
    const character = body.charAt(i);
    if (character === '"') return isQuoted && i === body.length - 1 ? value : undefined;
    if (character === "\\" && i < body.length - 1) {
      i++;
      value += unescapeCharacter(body.charAt(i));
    } else {
      value += character;
    }
  }
  return isQuoted ? undefined : value;
}

function unescapeCharacter(character: string): string {
  if (character === "n") return "\n";
  return character === '"' || character === "\\" ? character : `\\${character}`;
}

function operatorOf(text: string | undefined): MatcherOperator | undefined {
  return text === "=" || text === "!=" || text === "=~" || text === "!~" ? text : undefined;
}

function trimAsciiSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && "\t\n\f\r ".includes(text.charAt(start))) start++;
  while (end > start && "\t\n\f\r ".includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
