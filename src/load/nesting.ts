/*
 * The parsers of tenants' code recurse, and the one in native code ends the whole process where its stack does. So what
 * is nested too deeply is found before any of them reads it: by tokens alone, without recursion. Where tokens can be
 * read in two ways, the reading that would hide something is refused.
 */

/** Deepest nesting of brackets in code, of every kind. */
export const MOST_BRACKETS = 150;

/** How many words and signs may lie between one comma, semicolon or declaration and the next, in all open brackets. */
export const MOST_SIGNS = 3000;

/** Where a text can't be handed to a parser, and why. */
export interface Refused {
  readonly offset: number;
  readonly why: "brackets" | "signs" | "slash";
}

/** How many words and signs a text has, or what forbids to parse it. */
export type Nesting = { readonly signs: number } | Refused;

/** Looks through TypeScript, JavaScript or JSON. */
export function nestingOf(text: string): Nesting {
  return new TokenReader(text).read();
}

/** What stands before a slash decides whether it divides. */
type Before = "operand" | "operator" | "unclear";

interface Level {
  readonly closer: string;
  /** What a slash behind the closing bracket follows. */
  readonly after: Before;
  /** Words and signs since the last separator. */
  signs: number;
  /** `<` that are open: a comma between type arguments separates nothing. */
  angles: number;
  /** `else if` goes on beyond a semicolon. */
  elses: number;
}

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** An `else if` lies three statements deeper than the one before it. */
const ELSE = 4;

const HEADS = new Set(["if", "while", "for", "with"]);
const OPERATORS = new Set(
  "case delete do else extends in instanceof new return throw typeof void default export import".split(" "),
);
const UNCLEAR = new Set(["await", "of", "yield"]);
const DECLARATIONS = new Set(["const", "export", "import"]);
const DECLARATIONS_AFTER_BLOCKS = new Set(["class", "enum", "function", "interface", "type"]);

const SPACE = /[^\S\n\r\u2028\u2029]+/y;
const BREAKS = /[\n\r\u2028\u2029]+/y;
const LINE = /[^\n\r\u2028\u2029]*/y;
const NUMBER = /\d[\p{ID_Continue}.]*/uy;
const WORD = /[\p{ID_Continue}$#\\\u200c\u200d]+/uy;
const SIGN = /=>|\+\+|--|\?\.|[\s\S]/y;
const WITHIN_TEXT: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\n\r]*/y,
  "'": /[^'\\\n\r]*/y,
  "`": /[^`\\$]*/y,
  "/": /[^/\\[\n\r\u2028\u2029]*/y,
  "[": /[^\]\\\n\r\u2028\u2029]*/y,
};

/** What a slash follows behind a closing bracket, unless what opened it says more. */
const AFTER: Readonly<Record<string, Before>> = { ")": "operand", "]": "operand", "}": "unclear" };

function level(closer: string, after: Before): Level {
  return { closer, after, signs: 0, angles: 0, elses: 0 };
}

function afterWord(word: string): Before {
  if (UNCLEAR.has(word)) return "unclear";
  return OPERATORS.has(word) ? "operator" : "operand";
}

class TokenReader {
  readonly #text: string;
  readonly #levels: Level[] = [level("", "operand")];
  #at = 0;
  #signs = 0;
  #open = 0;
  #word = "";
  #before: Before = "operator";
  #isNewLine = false;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith("#!")) this.#match(LINE);
  }

  read(): Nesting {
    while (this.#at < this.#text.length) {
      const offset = this.#at;
      const why = this.#token();
      if (why !== undefined) return { offset, why };
    }
    return { signs: this.#signs };
  }

  #token(): Refused["why"] | undefined {
    if (this.#isBlank()) return undefined;
    const isNewLine = this.#isNewLine;
    this.#isNewLine = false;
    const first = this.#text.charAt(this.#at);
    const word = this.#match(NUMBER) || this.#match(WORD);
    this.#signs++;
    if (word !== "") this.#readWord(word, isNewLine);
    else if (first === '"' || first === "'") this.#readText(first);
    else if (first === "`") return this.#template();
    else if (first === "/" && this.#before !== "operand") return this.#slash();
    else return this.#readSign(isNewLine);
    return this.#counted();
  }

  #isBlank(): boolean {
    if (this.#match(SPACE) !== "") return true;
    if (this.#match(BREAKS) !== "") {
      this.#isNewLine = true;
      return true;
    }
    if (this.#text.startsWith("//", this.#at)) {
      this.#match(LINE);
      return true;
    }
    if (!this.#text.startsWith("/*", this.#at)) return false;
    const end = this.#text.indexOf("*/", this.#at + 2);
    const comment = this.#text.slice(this.#at, end < 0 ? undefined : end + 2);
    if (/[\n\r\u2028\u2029]/.test(comment)) this.#isNewLine = true;
    this.#at += comment.length;
    return true;
  }

  #readWord(word: string, isNewLine: boolean): void {
    const isProperty = this.#word === "." || this.#word === "?.";
    if (isNewLine && !isProperty && this.#isDeclaration(word)) this.#separate(true);
    if (!isProperty && word === "else") this.#count("elses", this.#top.elses + ELSE);
    this.#before = isProperty ? "operand" : afterWord(word);
    this.#word = isProperty ? "" : word;
  }

  // On a line of its own, and behind what is complete: whatever stood before it has ended.
  #isDeclaration(word: string): boolean {
    const isAfterBlock = this.#word === "}";
    if (this.#before !== "operand" && !isAfterBlock) return false;
    if (this.#word === "as" || /^\s*[(.]/.test(this.#text.slice(this.#at, this.#at + 20))) return false;
    return DECLARATIONS.has(word) || (isAfterBlock && DECLARATIONS_AFTER_BLOCKS.has(word));
  }

  #readText(quote: string): void {
    this.#at++;
    this.#within(quote);
    if (this.#text.charAt(this.#at) === quote) this.#at++;
    this.#before = "operand";
    this.#word = "";
  }

  /** Goes on to what may end a text: its quote, a break of the line, a hole. */
  #within(quote: string): void {
    for (const pattern = WITHIN_TEXT[quote] ?? LINE; ; this.#at += 2) {
      this.#match(pattern);
      if (this.#text.charAt(this.#at) !== "\\") return;
      if (this.#text.startsWith("\r\n", this.#at + 1)) this.#at++;
    }
  }

  #template(): Refused["why"] | undefined {
    this.#at++;
    for (;;) {
      this.#within("`");
      if (this.#text.startsWith("${", this.#at)) {
        this.#at += 2;
        return this.#enter("`", "operand");
      }
      const isDollar = this.#text.charAt(this.#at) === "$";
      this.#at++;
      if (!isDollar) break;
    }
    this.#before = "operand";
    this.#word = "";
    return this.#counted();
  }

  #slash(): Refused["why"] | undefined {
    if (this.#before === "unclear") {
      const rest = String(this.#text.slice(this.#at + 1).split(/[\n\r\u2028\u2029]/, 1)[0]);
      if (/["'`()[\]{}]/.test(rest)) return "slash";
      this.#at++;
      this.#before = "operator";
      return this.#counted();
    }
    this.#at++;
    for (;;) {
      this.#within("/");
      if (this.#text.charAt(this.#at) !== "[") break;
      this.#at++;
      this.#within("[");
      if (this.#text.charAt(this.#at) !== "]") break;
    }
    if (this.#text.charAt(this.#at) === "/") this.#at++;
    this.#match(WORD);
    this.#before = "operand";
    this.#word = "";
    return this.#counted();
  }

  #readSign(isNewLine: boolean): Refused["why"] | undefined {
    const sign = this.#match(SIGN);
    const closer = CLOSERS[sign];
    if (closer !== undefined) return this.#enter(closer, sign === "(" ? this.#afterParentheses() : AFTER[closer]);
    if (AFTER[sign] !== undefined) return this.#leave(sign);
    if (sign === "," || sign === ";") this.#separate(sign === ";");
    if (sign === "<") this.#count("angles", this.#top.angles + 1);
    if (sign === ">") this.#count("angles", Math.max(0, this.#top.angles - 1));
    this.#before = this.#afterSign(sign, isNewLine);
    this.#word = sign;
    return this.#counted();
  }

  #afterParentheses(): Before {
    if (this.#word === "await") return "unclear";
    return HEADS.has(this.#word) ? "operator" : "operand";
  }

  #afterSign(sign: string, isNewLine: boolean): Before {
    if (sign === "!") return isNewLine ? "operator" : this.#before;
    return sign === ">" || sign === "++" || sign === "--" ? "unclear" : "operator";
  }

  #enter(closer: string, after: Before = "operand"): Refused["why"] | undefined {
    const why = this.#counted();
    this.#levels.push(level(closer, after));
    this.#before = "operator";
    this.#word = "";
    return this.#levels.length - 1 > MOST_BRACKETS ? "brackets" : why;
  }

  // A bracket that closes nothing is passed over: what is open stays open.
  #leave(sign: string): Refused["why"] | undefined {
    const { closer, after, signs, angles, elses } = this.#top;
    const isHole = closer === "`" && sign === "}";
    if (closer !== sign && !isHole) return this.#counted();
    this.#levels.pop();
    this.#open -= signs + angles + elses;
    if (isHole) {
      this.#at--;
      return this.#template();
    }
    this.#before = after;
    this.#word = sign;
    return undefined;
  }

  #separate(isStatement: boolean): void {
    this.#count("signs", 0);
    if (isStatement) this.#count("angles", 0);
  }

  #counted(): Refused["why"] | undefined {
    this.#count("signs", this.#top.signs + 1);
    return this.#open > MOST_SIGNS ? "signs" : undefined;
  }

  #count(what: "signs" | "angles" | "elses", value: number): void {
    this.#open += value - this.#top[what];
    this.#top[what] = value;
  }

  get #top(): Level {
    return this.#levels.at(-1) ?? level("", "operand");
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
