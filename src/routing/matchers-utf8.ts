import type { Matcher, MatcherOperator } from "./matchers.ts";
import { failed, type Parsed, parsed } from "./parsed.ts";
import { unquote } from "./quoted-text.ts";
import { GO_SPACE, isUnicode } from "./unicode.ts";

type Token =
  | { readonly kind: "{" | "}" | ","; readonly column: number }
  | { readonly kind: "operator"; readonly operator: MatcherOperator; readonly column: number }
  | { readonly kind: "text"; readonly text: string; readonly column: number };

const RESERVED = `${GO_SPACE}{}!=~,\\\\"'\``;
const TOKEN = new RegExp(
  `([{},])|(=~|=|!=|!~)|("[^"\\\\]*(?:\\\\[\\s\\S][^"\\\\]*)*")|([^${RESERVED}]+)|[${GO_SPACE}]+`,
  "y",
);

/** Any number of comma-separated matchers with UTF-8 names, in braces or without. Regular expressions are not looked into. */
export function parseUtf8Matchers(text: string): Parsed<readonly Matcher[]> {
  const tokens = isUnicode(text) ? scan(text) : failed<readonly Token[]>("half of a surrogate pair stands in the text");
  if (!tokens.ok) return tokens;
  const inner = withoutBraces(tokens.value);
  return inner.ok ? list(inner.value) : inner;
}

function scan(text: string): Parsed<readonly Token[]> {
  const tokens: Token[] = [];
  let column = 0;
  while (column < text.length) {
    TOKEN.lastIndex = column;
    const match = TOKEN.exec(text);
    if (match === null) return failed(unexpected(text.charAt(column), column));
    const token = tokenOf(match, column);
    if (token === undefined) return failed(`column ${column + 1}: ${match[0]} is no double-quoted text`);
    if (token !== "space") tokens.push(token);
    column = TOKEN.lastIndex;
  }
  return parsed(tokens);
}

function tokenOf(match: RegExpExecArray, column: number): Token | "space" | undefined {
  const [, punctuation, operator, quoted, plain] = match;
  if (punctuation === "{" || punctuation === "}" || punctuation === ",") return { kind: punctuation, column };
  if (operator !== undefined) return { kind: "operator", operator: operatorOf(operator), column };
  if (plain !== undefined) return { kind: "text", text: plain, column };
  if (quoted === undefined) return "space";
  const text = unquote(quoted);
  return text === undefined ? undefined : { kind: "text", text, column };
}

function withoutBraces(tokens: readonly Token[]): Parsed<readonly Token[]> {
  if (tokens[0]?.kind !== "{") return parsed(tokens);
  if (tokens.length < 2 || tokens.at(-1)?.kind !== "}") return failed("the opening brace is never closed");
  return parsed(tokens.slice(1, -1));
}

function list(tokens: readonly Token[]): Parsed<readonly Matcher[]> {
  const matchers: Matcher[] = [];
  for (let i = 0; i < tokens.length; i += 4) {
    const matcher = matcherAt(tokens, i);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
    const comma = tokens[i + 3];
    if (comma !== undefined && comma.kind !== ",") return failed(unexpected(shown(comma), comma.column, "a comma"));
  }
  return parsed(matchers);
}

function matcherAt(tokens: readonly Token[], start: number): Parsed<Matcher> {
  const [name, operator, value] = tokens.slice(start, start + 3);
  if (name?.kind !== "text") return failed(missing(name, "a label name"));
  if (operator?.kind !== "operator") return failed(missing(operator, "one of =, !=, =~ and !~"));
  if (value?.kind !== "text") return failed(missing(value, "a label value"));
  return parsed({ name: name.text, operator: operator.operator, value: value.text });
}

function missing(token: Token | undefined, expected: string): string {
  return token === undefined
    ? `the text ends where ${expected} is expected`
    : unexpected(shown(token), token.column, expected);
}

function unexpected(found: string, column: number, expected?: string): string {
  return `column ${column + 1}: unexpected ${found}${expected === undefined ? "" : `, expected ${expected}`}`;
}

function shown(token: Token): string {
  if (token.kind === "text") return token.text;
  return token.kind === "operator" ? token.operator : token.kind;
}

function operatorOf(text: string): MatcherOperator {
  return text === "!=" || text === "=~" || text === "!~" ? text : "=";
}
