import type { SyntaxFinding } from "./finding.ts";
import { functions } from "./functions.ts";
import { isKeyword } from "./name.ts";

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
const number = /0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![0-9a-zA-Z_.])|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:_\d+)*(?:[eE][+-]?\d[\d_]*)?(?![0-9a-zA-Z_.])/y;
const duration = /\d+(?:[smhdwy]s?)(?:\d+[smhdw]s?)*(?![0-9a-zA-Z_])/y;
const numeral = /[.\d][0-9a-zA-Z_.]*/y;
const operator = /[=!]~|==|!=|<=|>=|<\/|>\/|[-+*/%^=<>(){}[\],:@]/y;
const quoted = /"(?:[^"\\\n\ufffd]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*"/y;
const apostrophed = /'(?:[^'\\\n\ufffd]|\\(?:[abfnrtv\\']|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*'/y;
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
    if (text !== undefined && !/\p{Cs}/u.test(text)) return this.push("string", text, `"${"s".repeat(text.length - 2)}"`);
    this.badString(this.text.charAt(this.position));
  }

  /** Says what is wrong with a string and goes on behind where it seems to end. */
  badString(quote: string): void {
    const rest = this.text.slice(this.position + 1);
    const end = quote === "`" ? rest.indexOf("`") : rest.search(quote === '"' ? /(?<!\\)"|\n/ : /(?<!\\)'|\n/);
    if (end < 0 || rest.charAt(end) === "\n") {
      return this.fail({ kind: "bad-string", problem: "unterminated" }, end < 0 ? rest.length + 1 : end + 1);
    }
    const body = rest.slice(0, end);
    const problem = /\ufffd|\p{Cs}/u.test(body) ? "encoding" : "escape";
    this.fail({ kind: "bad-string", problem }, end + 2);
  }

  number(): void {
    const value = this.braces ? undefined : this.at(number);
    const length = this.braces || value !== undefined ? undefined : this.at(duration);
    if (value !== undefined && readNumber(value) !== undefined) return this.push("number", value, plainNumber(value));
    if (length !== undefined) return this.push("duration", length, `${"1".repeat(length.length - 1)}s`);
    const text = this.at(numeral) ?? this.text.charAt(this.position);
    if (this.braces || text === ".") return this.fail({ kind: "bad-character", character: text.charAt(0) }, text.length);
    this.fail({ kind: "bad-number", text }, text.length);
  }

  wordOrOperator(): void {
    const identifier = this.at(this.braces || this.brackets ? label : word);
    if (identifier !== undefined) return this.push("identifier", identifier, identifier);
    const symbol = this.at(operator);
    if (symbol === undefined) {
      const character = String.fromCodePoint(this.text.codePointAt(this.position) ?? 0);
      return this.fail({ kind: "bad-character", character }, character.length);
    }
    if (symbol === "{") this.braces = true;
    if (symbol === "}") this.braces = false;
    if (symbol === "[") this.brackets = true;
    if (symbol === "]") this.brackets = false;
    this.push("operator", symbol, symbol);
  }
}

/** Digits, and the dot where it comes first, so that the number doesn't grow into a word before it. */
function plainNumber(text: string): string {
  return `${text.startsWith(".") ? "." : "1"}${"1".repeat(text.length - 1)}`;
}

/** Same length as the text: each word's plain form where it stands, blanks elsewhere. */
function plainText(tokens: readonly Token[], length: number): string {
  let plain = "";
  for (const token of tokens) plain += " ".repeat(token.start - plain.length) + token.plain;
  return plain + " ".repeat(length - plain.length);
}

/** A number as Go reads it (`0x1f`, octal `017`, `1_000`, `Inf`), or undefined where Go refuses it. */
export function readNumber(text: string): number | undefined {
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (/__|_(?:$|[.eE])|[.eE][+-]?_/.test(text)) return undefined;
  const digits = text.replaceAll("_", "");
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  if (/^0x[0-9a-f]+$/i.test(digits)) return BigInt(digits) < 2n ** 63n ? Number(digits) : undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** Splits a text into words as Prometheus's lexer does. Never throws; linear in the text's length. */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}

/** Words that a grammar without the function knows only as `name(`; two letters are the shortest known function. */
const known = "ln";

/** Whether the token calls a function: a word before `(` that no keyword explains, outside braces and brackets. */
function calls(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== "identifier" || tokens[index + 1]?.text !== "(") return false;
  return !isKeyword(token.text) || token.text === "max_of" || token.text === "min_of";
}

/** Words whose parentheses hold labels. */
const grouping = /^(?:by|without|on|ignoring|group_left|group_right)$/i;

/** Where the parentheses that hold labels are, by the index of each word in them and of the closing one. */
function groupingWords(tokens: readonly Token[]): ReadonlySet<number> {
  const words = new Set<number>();
  tokens.forEach((token, index) => {
    if (token.text !== "(" || !grouping.test(tokens[index - 1]?.text ?? "")) return;
    for (let next = index + 1; next < tokens.length; next++) {
      words.add(next);
      if (tokens[next]?.text === ")") break;
    }
  });
  return words;
}

/** Whether `offset` stands where an operand begins, so that it is a metric; the grammar reads every one as the modifier. */
function isOffsetMetric(tokens: readonly Token[], index: number, groupings: ReadonlySet<number>): boolean {
  if (tokens[index]?.text.toLowerCase() !== "offset") return false;
  const before = tokens[index - 1];
  if (!before) return true;
  if (before.kind === "identifier") return /^(?:and|or|unless|atan2|bool|group_left|group_right)$/i.test(before.text);
  if (before.text === ")") return groupings.has(index - 1);
  return before.kind === "operator" && before.text !== "]" && before.text !== "}";
}

/** A word as the grammar must see it: a known function for one it lacks, plain names for those it reads otherwise. */
function plainWord(tokens: readonly Token[], index: number, groupings: ReadonlySet<number>, grammar: ReadonlySet<string>): string {
  const token = tokens[index];
  if (!token) return "";
  if (isOffsetMetric(tokens, index, groupings)) return "metric";
  if (groupings.has(index)) return token.plain.replaceAll(/^:|(?<=\w):/g, "_");
  const lacks = calls(tokens, index) && !token.text.includes(":") && !grammar.has(token.text);
  return lacks && token.text.length >= known.length ? known.padEnd(token.text.length) : token.plain;
}

/**
 * A scan with words that the grammar would misread put as words of the same length that it doesn't: functions it
 * lacks, a metric called `offset`, labels with a colon. `unknown` are calls of functions that Prometheus lacks too.
 */
export function forGrammar(scanned: Scan, grammar: ReadonlySet<string>): { scan: Scan; unknown: readonly Token[] } {
  const groupings = groupingWords(scanned.tokens);
  let brackets = false;
  const unknown: Token[] = [];
  const tokens = scanned.tokens.map((token, index) => {
    if (token.text === "[" || token.text === "]") brackets = token.text === "[";
    if (brackets || token.kind !== "identifier") return token;
    const plain = plainWord(scanned.tokens, index, groupings, grammar);
    if (calls(scanned.tokens, index) && !token.text.includes(":") && !functions.has(token.text)) unknown.push(token);
    return { ...token, plain };
  });
  return { scan: { ...scanned, tokens, plain: plainText(tokens, scanned.plain.length) }, unknown };
}
