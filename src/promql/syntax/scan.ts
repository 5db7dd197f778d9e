import type { SyntaxFinding } from "./finding.ts";
import { readNumber } from "./number.ts";

/** A word of the text; `plain` is a text of the same length that any PromQL grammar reads as that kind of word. */
export interface Token {
  readonly kind: "identifier" | "number" | "duration" | "string" | "operator";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly plain: string;
}

/** The words of a text, or why there are none past some place. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly findings: readonly SyntaxFinding[];
  /** The text with each word in its plain form and blanks for comments: same length, same places. */
  readonly plain: string;
}

const space = /[ \t\n\r]+/y;
const comment = /#[^\r\n]*/y;
const word = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const label = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const number =
  /0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![0-9a-zA-Z_.])|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:_\d+)*(?:[eE][+-]?\d[\d_]*)?(?![0-9a-zA-Z_.])/y;
const duration = /\d+(?:[smhdwy]s?)(?:\d+[smhdw]s?)*(?![0-9a-zA-Z_])/y;
const numeral = /[.\d][0-9a-zA-Z_.]*/y;
const operator = /[=!]~|==|!=|<=|>=|<\/|>\/|[-+*/%^=<>(){}[\],:@]/y;
const quoted =
  /"(?:[^"\\\n\ufffd]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*"/y;
const apostrophed =
  /'(?:[^'\\\n\ufffd]|\\(?:[abfnrtv\\']|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*'/y;
const raw = /`[^`\ufffd]*`/y;

class Scanner {
  readonly tokens: Token[] = [];
  readonly findings: SyntaxFinding[] = [];
  readonly text: string;
  position = 0;
  braces = false;
  brackets = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The text that a sticky pattern matches here. */
  at(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text)?.[0];
  }

  push(kind: Token["kind"], text: string, plain: string): void {
    this.tokens.push({ kind, start: this.position, end: this.position + text.length, text, plain });
    this.position += text.length;
  }

  /** Notes a finding over the next `length` characters and steps over them. */
  fail(finding: SyntaxFinding, length: number): void {
    this.findings.push({ ...finding, span: { start: this.position, end: this.position + length } });
    this.position += length;
  }

  run(): Scan {
    while (this.position < this.text.length) this.step();
    return { tokens: this.tokens, findings: this.findings, plain: plainText(this.tokens, this.text.length) };
  }

  step(): void {
    const blank = this.at(space) ?? this.at(comment);
    if (blank !== undefined) this.position += blank.length;
    else if (/["'`]/.test(this.text.charAt(this.position))) this.string();
    else if (/[.\d]/.test(this.text.charAt(this.position))) this.number();
    else this.wordOrOperator();
  }

  string(): void {
    const text = this.at(quoted) ?? this.at(apostrophed) ?? this.at(raw);
    if (text === undefined || /\p{Cs}/u.test(text)) this.badString(this.text.charAt(this.position));
    else this.push("string", text, `"${"s".repeat(text.length - 2)}"`);
  }

  /** Says what is wrong with a string and goes on behind where it seems to end. */
  badString(quote: string): void {
    const rest = this.text.slice(this.position + 1);
    const end = quote === "`" ? rest.indexOf("`") : rest.search(quote === '"' ? /(?<!\\)"|\n/ : /(?<!\\)'|\n/);
    const isOpen = end < 0 || rest.charAt(end) === "\n";
    const broken = /\ufffd|\p{Cs}/u.test(rest.slice(0, end)) ? "encoding" : "escape";
    const length = end < 0 ? rest.length + 1 : end + (isOpen ? 1 : 2);
    this.fail({ kind: "bad-string", problem: isOpen ? "unterminated" : broken }, length);
  }

  number(): void {
    const value = this.at(number);
    const span = value === undefined ? this.at(duration) : undefined;
    const text = this.at(numeral) ?? this.text.charAt(this.position);
    if (this.braces || text === ".") this.fail({ kind: "bad-character", character: text.charAt(0) }, text.length);
    else if (value !== undefined && readNumber(value) !== undefined) this.push("number", value, plainNumber(value));
    else if (span !== undefined) this.push("duration", span, `${"1".repeat(span.length - 1)}s`);
    else this.fail({ kind: "bad-number", text }, text.length);
  }

  wordOrOperator(): void {
    const identifier = this.at(this.braces || this.brackets ? label : word);
    const symbol = this.at(operator);
    if (identifier !== undefined) this.push("identifier", identifier, identifier);
    else if (symbol !== undefined) this.operator(symbol);
    else {
      const character = String.fromCodePoint(this.text.codePointAt(this.position) ?? 0);
      this.fail({ kind: "bad-character", character }, character.length);
    }
  }

  operator(symbol: string): void {
    if (symbol === "{" || symbol === "}") this.braces = symbol === "{";
    if (symbol === "[" || symbol === "]") this.brackets = symbol === "[";
    this.push("operator", symbol, symbol);
  }
}

/** Digits, and the dot where it comes first, so that the number doesn't grow into a word before it. */
function plainNumber(text: string): string {
  return `${text.startsWith(".") ? "." : "1"}${"1".repeat(text.length - 1)}`;
}

/** Same length as the text: each word's plain form where it stands, blanks elsewhere. */
export function plainText(tokens: readonly Token[], length: number): string {
  let plain = "";
  for (const token of tokens) plain += " ".repeat(token.start - plain.length) + token.plain;
  return plain + " ".repeat(length - plain.length);
}

/** Splits a text into words as Prometheus's lexer does. Never throws; linear in the text's length. */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}
