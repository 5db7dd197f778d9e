import { Random } from "../../fuzz/random.ts";
import { editTokens } from "../../fuzz/tokens.ts";

/** Ways to an expression: by the grammar, by words alone, or from another expression with a few words changed. */
export const SORTS = ["grammar", "words", "changed"] as const;

/** One of them. */
export type Sort = (typeof SORTS)[number];

const WORDS =
  String.raw`a b up a:b sum avg topk count_values quantile limitk by without on ignoring group_left group_right bool
fill fill_left fill_right offset anchored smoothed start end step range max_of min_of MAX_OF Step and or unless atan2 inf nan
rate time info histogram_quantile label_replace round absent scalar vector nofn ( ) ( ) ( ) { } { } [ ] [ ] , , : = =~ !~ != ==
> < >= </ >/ + - - * / % ^ @ 5m 1h30m 5 0 1.5 .5 5. 1e3 0x1f 0x1e 0x1e+5 017 08 1_0 5ms 1y 5m5m 0s 99999y "a" 'b' "\xff" "\u00e9"
"\U0001D800" "(" "" step() range() [5m] [5m:1m] [5m:] [-5m] (5m) -(5m) [5m*2] {a="b"} {"a"} offset§5m offset§-5m @§5 @§start()
on§(a) by§(a) fill§(0) #c`
    .split(/\s+/)
    .map((word) => (word === "#c" ? "#c\n" : word.replace("§", " ")));

const LENGTHS = `5m 5 -5m 1h 0 1.5 0.0001 1h30m +3 (5m) step() range() 2*3m 5m/0 5m/2 2^2 -2^2 -(2) (1+2)*3 max_of(1,2m)
min_of(step(),3) --5m -step() (2^2) --(3) 5m%7 -max_of(1,2) -(-3) 2^-1 1-2-3 1-(2-3) -(1+2) (5)^2 -(step()) 2^3^2 (2^3)^2`.split(
  /\s+/,
);
const SELECTORS = `a|b|{x='y'}|{"m.n"}|{"a",__name__="b"}|a{x=~"y.*"}|offset|by|fill|anchored|start|a:b|a{}|{}|bool|or{a='b'}`;
const LABELS = `(a)|(a, b)|()|(a,)|('x y')|('inf', 'without')|(a, without)|(on)|(offset)|(inf)|('')|(a:b)|(sum, by)|(a b)|(,)`;
const MODIFIERS = `| bool| fill (1)| fill_left(-5m)| fill_left(1) fill_right (2)| bool on (a) fill_right(0x1)| fill| on§| ignoring§|
 on§ group_left§| on§ group_right| ignoring§ group_left`;
const OPERATORS = "+ - * / % ^ atan2 == != > < >= <= and or unless </ >/ AND".split(" ");
const LEAVES = "1|-1|5m|0x1f|Inf|nan|1e3|'s'|time()|pi()|start()|step()|range()|end()";

/** Expressions that follow from a seed, many of them almost valid; `others` are what is changed. */
export class Expressions {
  readonly #random: Random;
  readonly #others: readonly string[];

  constructor(seed: number, others: readonly string[]) {
    this.#random = new Random(seed);
    this.#others = others;
  }

  of(sort: Sort): string {
    const random = this.#random;
    switch (sort) {
      case "grammar":
        return this.#expression(1 + random.below(4));
      case "words":
        return Array.from({ length: 1 + random.below(8) }, () => this.#one(WORDS)).join(random.once(3) ? "" : " ");
      case "changed": {
        const from = random.once(3) ? this.#expression(2) : this.#one(this.#others);
        return editTokens(from, TOKEN, WORDS, random);
      }
    }
  }

  #one(list: readonly string[] | string): string {
    return this.#random.pick(typeof list === "string" ? list.split("|") : list) ?? "";
  }

  #leaf(): string {
    return this.#one([
      this.#one(SELECTORS),
      this.#one(SELECTORS),
      this.#one(LEAVES),
      this.#shifted(this.#one(SELECTORS)),
    ]);
  }

  #length(): string {
    return this.#one(LENGTHS);
  }

  #shifted(text: string): string {
    const length = this.#length();
    const ways = [`[${length}]`, `[${length}:${this.#length()}]`, `[${length}:]`, ` offset ${length}`, ` @ ${length}`];
    return `${text}${this.#one([...ways, " @ end()", " anchored", " smoothed", ""])}`;
  }

  #labels(): string {
    return this.#one(LABELS);
  }

  #operator(): string {
    return `${this.#one(OPERATORS)}${this.#one(MODIFIERS).replaceAll("§", () => ` ${this.#labels()}`)}`;
  }

  #expression(depth: number): string {
    if (depth === 0) return this.#leaf();
    const inner = (): string => this.#expression(depth - 1);
    const ways: readonly (() => string)[] = [
      () => `${inner()} ${this.#operator()} ${inner()}`,
      () => `${inner()} ${this.#operator()} ${inner()}`,
      () => `(${inner()})`,
      () => `-${inner()}`,
      () => this.#shifted(inner()),
      () => this.#shifted(this.#shifted(this.#one(SELECTORS))),
      () => this.#call(inner),
      () => this.#aggregation(inner),
    ];
    return this.#random.pick(ways)?.() ?? "";
  }

  #call(inner: () => string): string {
    const ways: readonly (() => string)[] = [
      () => `${this.#one("abs|absent|scalar|timestamp|hour|sort|nofn")}(${inner()})`,
      () => `${this.#one("rate|delta|mad_over_time")}(${this.#shifted(`${this.#one(SELECTORS)}[${this.#length()}]`)})`,
      () => `max_over_time((${inner()})[${this.#length()}:${this.#one(["", this.#length()])}])`,
      () => `info(${inner()}, ${this.#leaf()})`,
      () => `max_of(${inner()}, ${this.#leaf()})`,
      () => `label_replace(${inner()}, "a", "$1", "b", "(.*)")`,
      () => `round(${inner()}${this.#one("|, 2|,")})`,
      () => `histogram_quantiles(${this.#leaf()}, "l", 0.5, 0.9)`,
    ];
    return this.#random.pick(ways)?.() ?? "";
  }

  #aggregation(inner: () => string): string {
    const grouping = (): string => this.#one(["", "", ` by ${this.#labels()}`, ` without ${this.#labels()}`]);
    if (this.#random.once(3)) return `${this.#one("topk|quantile|count_values|limitk")}(${this.#leaf()}, ${inner()})`;
    return `${this.#one("sum|avg|SUM|count|limitk|group")}${grouping()} (${inner()})${grouping()}`;
  }
}

const TOKEN = /\s+|[\w:.]+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[=!<>]=|=~|!~|./gs;
