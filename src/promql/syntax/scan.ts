import type { SyntaxFinding } from "./finding.ts";
import { readNumber } from "./number.ts";
import { endOfNumber } from "./scan-number.ts";

/** A word of the text. */
export interface Token {
  readonly kind: "identifier" | "number" | "duration" | "string" | "operator";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Its text in lower case, as keywords are looked for; empty for a string, which is none. */
  readonly word: string;
  /** A comment stands before it. */
  readonly isCommented?: true;
}

/** The words of a text, or why there are none past some place. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly findings: readonly SyntaxFinding[];
}

const comment = /#[^\r\n]*/y;
const word = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const label = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const durationWord = /[a-zA-Z_]+/y;
const duration = /\d+(?:[smhdwy]s?)(?:\d+[smhdw]s?)*(?![0-9a-zA-Z_])/y;
const numeral = /[.\d][0-9a-zA-Z_.]*/y;
const operator = /[=!]~|==|!=|<=|>=|<\/|>\/|[-+*/%^=<>(){}[\],:@]/y;
const escaped =
  /\\(?:[abfnrtv\\]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?!00[dD][89a-fA-F])(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})/
    .source;
const plain = /"[^"\\\n\ufffd\ud800-\udfff]*"/y;
const quoted = new RegExp(`"(?:[^"\\\\\\n\\ufffd]|\\\\"|${escaped})*"`, "y");
const apostrophed = new RegExp(`'(?:[^'\\\\\\n\\ufffd]|\\\\'|${escaped})*'`, "y");
const raw = /`[^`\ufffd]*`/y;

/** What the words within brackets depend on: whether a number was there already. */
type Brackets = "none" | "before-number" | "behind-number";

class Scanner {
  readonly tokens: Token[] = [];
  readonly findings: SyntaxFinding[] = [];
  readonly text: string;
  position = 0;
  braces = false;
  brackets: Brackets = "none";
  /** Prometheus takes the colon of a subquery only once some brackets, not only its own, have held a number. */
  measured = false;
  commented = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The text that a sticky pattern matches here. */
  at(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text)?.[0];
  }

  push(kind: Token["kind"], text: string): void {
    const start = this.position;
    this.position = start + text.length;
    const token = { kind, start, end: this.position, text, word: kind === "string" ? "" : text.toLowerCase() };
    this.tokens.push(this.commented ? { ...token, isCommented: true } : token);
    this.commented = false;
  }

  /** Notes a finding over the next `length` characters and steps over them. */
  fail(finding: SyntaxFinding, length: number): void {
    this.findings.push({ ...finding, span: { start: this.position, end: this.position + length } });
    this.position += length;
  }

  run(): Scan {
    while (this.position < this.text.length) this.step();
    return { tokens: this.tokens, findings: this.findings };
  }

  step(): void {
    const code = this.text.charCodeAt(this.position);
    if (isBlank(code)) this.position++;
    else if (isWordStart(code)) this.word();
    else if (isDigitOrDot(code)) this.number();
    else if (isQuote(code)) this.string();
    else if (code !== HASH || !this.comment()) this.operator();
  }

  comment(): boolean {
    const text = this.brackets === "before-number" ? undefined : this.at(comment);
    this.commented ||= text !== undefined;
    this.position += text?.length ?? 0;
    return text !== undefined;
  }

  string(): void {
    const text = this.at(plain) ?? this.at(quoted) ?? this.at(apostrophed) ?? this.at(raw);
    if (text === undefined || /\p{Cs}/u.test(text)) this.badString(this.text.charAt(this.position));
    else this.push("string", text);
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
    this.measure();
    const value = this.numberAt();
    const span = value === undefined ? this.at(duration) : undefined;
    const text = value ?? span ?? this.at(numeral) ?? ".";
    if (this.braces || text === ".") this.fail({ kind: "bad-character", character: text.charAt(0) }, text.length);
    else if (value !== undefined) this.push("number", text);
    else if (span !== undefined) this.push("duration", text);
    else this.fail({ kind: "bad-number", text }, text.length);
  }

  measure(): void {
    if (this.brackets === "none") return;
    this.brackets = "behind-number";
    this.measured = true;
  }

  numberAt(): string | undefined {
    const text = this.text.slice(this.position, endOfNumber(this.text, this.position) ?? this.position);
    return text !== "" && readNumber(text) !== undefined ? text : undefined;
  }

  words(): RegExp {
    if (this.brackets !== "none") return durationWord;
    return this.braces ? label : word;
  }

  word(): void {
    const text = this.at(this.words());
    if (text === undefined) {
      this.operator();
      return;
    }
    const isNumber = text.length === 3 && !this.braces && this.brackets === "none" && /^(?:inf|nan)$/i.test(text);
    this.push(isNumber ? "number" : "identifier", text);
  }

  operator(): void {
    const symbol = this.at(operator);
    if (symbol === undefined || (symbol === ":" && !this.mayHaveSteps())) {
      const character = String.fromCodePoint(this.text.codePointAt(this.position) ?? 0);
      this.fail({ kind: "bad-character", character }, character.length);
      return;
    }
    if (symbol === "{" || symbol === "}") this.braces = symbol === "{";
    if (symbol === "[") this.brackets = "before-number";
    if (symbol === "]") this.brackets = "none";
    this.push("operator", symbol);
  }

  mayHaveSteps(): boolean {
    return this.brackets === "none" || this.measured;
  }
}

const HASH = 0x23;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x60;
}

function isDigitOrDot(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2e;
}

/** A letter, `_` or `:`, though a colon may be an operator, too. */
function isWordStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x3a;
}

/** Splits a text into words as Prometheus's lexer does. Never throws; linear in the text's length. */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}
