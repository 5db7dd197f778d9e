import type { Span } from "./ast.ts";
import type { SyntaxFinding } from "./finding.ts";
import type { Token } from "./scan.ts";

/** Words that a Prometheus knows only where they are turned on. */
export interface SyntaxOptions {
  /** `--enable-feature=promql-duration-expr`; on by itself in a server from 3.15 on. */
  readonly durationExpressions?: boolean;
  /** `--enable-feature=promql-extended-range-selectors`. */
  readonly extendedRangeSelectors?: boolean;
  /** `--enable-feature=promql-binop-fill-modifiers`. */
  readonly fillModifiers?: boolean;
}

/** What a reader may be told to write, in the order in which it is told. */
const EXPECTABLE = [
  ...["a metric name", "a label name", "a number", "a duration", "a string"],
  ...["(", ")", "{", "}", "[", "]", ",", ":", "=", "an operator"],
] as const;

/** One of them. */
export type Expectable = (typeof EXPECTABLE)[number];

/** Each as a bit, as at every word some are remembered. */
const BITS: ReadonlyMap<Expectable, number> = new Map(EXPECTABLE.map((word, index) => [word, 1 << index]));

/** Thrown where a word fits nothing, once that is reported; caught where reading can go on. */
export class Misfit extends Error {}

/** A place between the words of a text, which remembers what could have come here. */
export class Cursor {
  readonly findings: SyntaxFinding[] = [];
  readonly options: SyntaxOptions;
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #index = 0;
  #expected = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], end: number, options: SyntaxOptions) {
    this.#tokens = tokens;
    this.#end = end;
    this.options = options;
  }

  /** The next word, or one that lies so many behind it. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#index + ahead];
  }

  /** Where the word before this place ends. */
  get end(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  /** From a start to the end of the last word that was read. */
  span(start: number): Span {
    return { start, end: this.end };
  }

  /** Where the next word starts. */
  get start(): number {
    return this.peek()?.start ?? this.#end;
  }

  /** Whether what starts at an offset starts with a brace. */
  startsWithBrace(start: number | undefined): boolean {
    return this.#tokens.some((token) => token.start === start && token.text === "{");
  }

  /** Steps over the next word. */
  next(): void {
    this.#index++;
    this.#expected = 0;
  }

  /** Remembers what could stand here, for whom nothing fits. */
  expects(...words: readonly Expectable[]): void {
    for (const word of words) this.#expected |= BITS.get(word) ?? 0;
  }

  /** Whether an operator, bracket or keyword stands here. */
  is(text: string, ahead = 0): boolean {
    return this.#tokens[this.#index + ahead]?.word === text;
  }

  /** Steps over a word if it stands here. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  /** As `take`, for a bracket, comma or the like, which is remembered as one that could stand here. */
  takes(text: Expectable): boolean {
    this.expects(text);
    return this.take(text);
  }

  /** Steps over a word that must stand here. */
  must(text: Expectable): void {
    if (!this.takes(text)) this.misfit();
  }

  readonly report = (finding: SyntaxFinding): void => {
    this.findings.push(finding);
  };

  /** Says that something is written that isn't turned on. */
  experimental(feature: string, span: Span): void {
    this.report({ kind: "experimental", feature, span });
  }

  /** Says that the word here fits nothing. */
  misfit(): never {
    const token = this.peek();
    const expected = EXPECTABLE.filter((_, index) => (this.#expected >> index) % 2 === 1);
    const span = token ? { start: token.start, end: token.end } : { start: this.#end, end: this.#end };
    this.report({ kind: "unexpected", found: token?.text ?? "end of input", expected, span });
    throw new Misfit();
  }

  /** Reads something that may hold itself again, down to some depth. */
  within<T>(limit: number, read: () => T): T {
    if (this.#depth >= limit) {
      this.report({ kind: "too-complex", limit, unit: "levels", span: { start: 0, end: this.#end } });
      throw new Misfit();
    }
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** Steps over everything up to the bracket that closes the one that was opened last, itself included; false where none does. */
  skipTo(closing: ")" | "}" | "]"): boolean {
    const opening = { ")": "(", "}": "{", "]": "[" }[closing];
    let depth = 0;
    for (; this.peek(); this.next()) {
      if (this.is(opening)) depth++;
      if (this.is(closing) && depth-- === 0) {
        this.next();
        return true;
      }
    }
    return false;
  }
}
