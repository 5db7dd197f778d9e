/** A rule of the grammar: what it lets pass and what it refuses with all that is experimental turned on. */
export interface Rule {
  readonly rule: string;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

const rule = (text: string, valid: string, invalid = ""): Rule => ({
  rule: text,
  valid: valid.split(" | ").filter((each) => each !== ""),
  invalid: invalid.split(" | ").filter((each) => each !== ""),
});

/** The rules that a grammar has to get right, each with its own cases. Written for this project. */
export const RULES: readonly Rule[] = [
  rule(
    "NaN is let pass as an offset, not in brackets",
    "a offset NaN | a offset max_of(1, nan) | (a offset -nan)",
    "a[nan] | a @ nan | a offset Inf",
  ),
  rule(
    "brackets compute a length",
    "a[5m*2] | a[(1+2)*3m] | a[2^3^2] | a[-5m+10m] | a[10%7] | a[+5m]",
    "a[5m*] | a[*5m] | a[b] | a[5m 2]",
  ),
  rule("a sign is looser than ^ there", "a[-2^2] | a[2^-1] | a[0 - -2^2]", "a[-2] | a[- -(0)*] | a[0]"),
  rule(
    "a plain length must be longer than nothing, a computed one may turn out to be",
    "a[(0)] | a[5m-5m] | a[5m:(0)]",
    "a[0] | a[-5m] | a[5m:0s] | a[-(5m] | a[--0s]",
  ),
  rule("nothing is divided by a plain zero", "a[5m/(0)] | a[5m/(1-1)] | a[5m%step()]", "a[5m/0] | a[5m/-0] | a[5m%0s]"),
  rule(
    "the query's lengths have parentheses, in any case",
    "a[step()] | a[STEP()*2] | a[range()/2] | a[5m:step()] | a[ - step ( ) ]",
    "a[step] | a[step(1)] | a[start()] | a[stepp()]",
  ),
  rule(
    "a colon wants a number before it, in these brackets or in others before",
    "a[step()*2:1m] | rate(b[5m]) + rate(a[step():1m]) | a[1*step():]",
    "a[step():1m] | rate(a[step():1m]) + rate(b[5m]) | a[:1m]",
  ),
  rule(
    "a comment may stand in brackets behind a number",
    "a[5m # length\n] | a[5m # length\n :1m]",
    "a[# length\n 5m]",
  ),
  rule(
    "the larger and the smaller of two lengths",
    "a[max_of(step(),5m)] | a[min_of(max_of(1,2),3)] | a[MAX_OF(1,2)]",
    "a[max_of(1)] | a[max_of(1,2,3)] | a[max_of()] | max_of(1,2)[5m]",
  ),
  rule(
    "offset takes as little as it can",
    "a offset 5m + 3 | a offset -2^2 | a offset step() * 0 | a offset -step() + b | a offset -(5m) ^ b | a offset max_of(1,2) - b | a offset -min_of(1,2) / b",
    "a offset 5m 3 | a offset",
  ),
  rule(
    "offset takes as much as it can where it begins with parentheses or two signs",
    "a offset (5m) + 3 | a offset (5m) > b | a offset (1+2)*3m | a offset --5m * 2 | (a offset (5m)) + b | (a offset (1m+2m)) + b | -(a offset (2*3m)) * b | (a offset (- -5m)) / b",
    "a offset (5m) + b | a offset (5m) * a | a offset --5m + b",
  ),
  rule(
    "a computed offset is one, whatever it comes to",
    "a offset 0s offset 5m",
    "a offset (0s) offset 5m | a offset 5m offset (5m) | a offset (5m) [5m] | a offset step() offset step()",
  ),
  rule(
    "lengths hold nanoseconds",
    "a[0.0001] | a offset 0.0001 | a[5m:0.0001] | a[2^-11] | a[5m:2^-11]",
    "a[0.0001] offset 0.0001 offset 1m",
  ),
  rule(
    "anchored and smoothed follow a selector",
    "a anchored | a[5m] smoothed | a anchored [5m] | a[5m] anchored offset 1m | a[5m] @ 5 anchored | -a smoothed | a + b anchored",
    "sum(a) anchored | a[5m:1m] smoothed | (a) anchored | a anchored smoothed | a smoothed [5m] anchored",
  ),
  rule("anchored and smoothed are metrics, too", "anchored | smoothed[5m] smoothed | anchored anchored"),
  rule(
    "fill stands behind the matching",
    "a + fill(0) b | a + on(x) group_left(y) fill(-1) b | a > bool fill_left(1) fill_right(5m) b | a + fill_right(1) fill_left(+2) b",
    "a + fill() b | a + fill(x) b | a + fill(0) fill(1) b | a + fill(0) on(x) b | a + fill_left(1) fill_left(2) b",
  ),
  rule(
    "fill stands between vectors, not sets",
    "a + fill(0) b",
    "a + fill(0) 1 | 1 + fill(0) a | a and fill(0) b | a unless fill_left(0) b",
  ),
  rule(
    "fill without parentheses is a metric",
    "fill + fill | a + fill | fill_left{} | a + on(x) fill_right | a + fill(0) fill | a + fill # comment\n + b",
    "fill(0) | a + fill (b) | a + fill # comment\n (0) b",
  ),
  rule(
    "histogram buckets are cut between vectors and scalars",
    "a </ 5 | a >/ b | 5 </ 6 | 1 >/ a",
    "a </ bool b | a < / b",
  ),
  rule(
    "a word that is no keyword but followed by parentheses is a function",
    "time() | start() | range() + step()",
    "nofn(a) | a:b(c) | Time() | by(a) | offset(a) | STEP()",
  ),
  rule(
    "keywords name metrics, apart from some",
    "offset | by | and | or{a='b'} | sum | unless and or | step | max_of | without[5m]",
    "bool | on | ignoring | group_left | group_right | atan2",
  ),
  rule(
    "keywords name labels, numbers and without don't, unless in quotes",
    "sum by (bool, on, atan2, offset, sum) (a) | sum by (a:b) (a) | a + on (end) b | sum by ('inf', 'without') (a) | a{without='b', inf='c'}",
    "sum by (inf) (a) | sum by (NaN) (a) | sum by (1) (a) | sum by (a b) (a) | sum by (without) (a)",
  ),
  rule(
    "one comma may follow the last label, not stand alone",
    "sum by (a,) (b) | a{b='c',} | a + on (x,) b",
    "sum by (,) (a) | sum by (a,,) (b) | a{,} | sum(a,) | a{b='c',,}",
  ),
  rule(
    "labels in groupings are text, and not empty",
    "sum by ('a b') (c) | sum by ('\\ufffd') (c) | a{''='b'}",
    "sum by ('') (a) | sum by ('\\xff') (a) | a + on ('\\377') b",
  ),
  rule(
    "a metric is named once, in braces or before them",
    `{"a"} | {"a", __name__="b"} | {__name__="a", __name__="b"} | {"a", b="c"}`,
    `a{"b"} | a{__name__="b"}`,
  ),
  rule(
    "info's second argument selects by labels",
    `info(a, {b="c"}) | info(a, {}) | info(a, {"b"}) | info(a)`,
    `info(a, b) | info(a, b{c="d"}) | info(a, sum(b)) | info(a, b[5m]) | info(a, (b)) | info()`,
  ),
  rule(
    "numbers are Go's",
    "0x1f | 0x_1f | 0x1e 	+ 5 | 017 | 08 | 1_000 | 1_0.5 | 1e5 | .5 | 5. | 1.e5 | 1e+5",
    "0x1e+5 | 0x1ee | 0x1.5 | 0xg | 1__0 | 1_ | 1e | 1e5.5 | 1.2.3 | 0b1 | 0x",
  ),
  rule("a number may not end in what begins an exponent", "0x1f | 0x1e ", "0x1e | 1 + 0x1e"),
  rule("durations stand for numbers", "5m | -1h30m | a + 1d | a @ 5m | vector(1w)", "5m1h | 5hs | 1.5m | 1y1y"),
  rule(
    "strings have Go's escapes, with the quote that they are in",
    `"\\"" | '\\'' | "\\U0001D800" | "\\377" | "\\u00e9" | '"'`,
    `"\\'" | '\\"' | "\\400" | "\\ud800" | "\\U0000D800" | "\\U00110000" | "\\x1" | "\\d"`,
  ),
  rule(
    "@ takes a time or an end",
    "a @ 5 | a @ -5 | a @ 1h | a @ start() | a @ END() | a[5m] @ 1 offset 2m | a[5m:] @ 0x1",
    "a @ start | a @ (5) | a @ step() | a @ 1 @ 2 | a @ Inf | sum(a) @ 1 | a @ 5 [5m]",
  ),
  rule("signs and powers", "-1 ^ 2 | 2 ^ -1 | a ^ -b * c | --a | -a ^ b | +a", "a ^ * b | -'s' | -a[5m]"),
  rule(
    "groupings stand before or behind, once",
    "sum by (a) (b) | sum (b) by (a) | SUM BY (a) (b) | sum without () (b)",
    "sum by (a) (b) by (c) | sum by a (b) | by (a) sum (b)",
  ),
  rule(
    "parentheses behind group_left are its labels",
    "a * on(x) group_left (y) b | a * on(x) group_left b | a * on(x) group_left (y) (b)",
    "a * on(x) group_left (y + z) | a * group_left b | a * on (x) group_left (x) b",
  ),
];
