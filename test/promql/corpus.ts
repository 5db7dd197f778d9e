/** Queries that Prometheus 3.15 accepts, over all of the grammar. Written for this project. */
export const accepted: readonly string[] = String.raw`
up
up{}
up{job="api"}
up{job="api",}
up{job!="api", instance=~"10\\..*", zone!~"b|c"}
{__name__="up"}
{__name__=~"node_.+"}
{"up"}
{"up", job="api"}
{"http.requests", "http.route"="/a"}
{job="a", "up"}
job:up:sum
:up
up{job='single'}
up{job=${"`"}raw\d${"`"}}
up{job="tab\there \x41 \u00e9 \101 \"q\" \\"}
up{on="x", by="y", sum="z", offset="w", bool="v"}
sum
sum + sum
by
offset
without offset 5m
start
end
min_of
up[5m]
up[1h30m]
up[90]
up[0x1f]
up[1y2w3d4h5m6s7ms]
up[ 5m ]
up offset 5m
up offset -5m
up offset 90
up offset 0s
up{a="b"}[5m] offset 1h
up @ 1609746000
up @ 1609746000.123
up @ -5
up @ start()
up @ end()
up @ 5 offset 1m
up offset 1m @ 5
up[5m] @ 5 offset 1m
rate(up[5m] @ end())
up[5m:1m]
up[5m:]
rate(up[5m])[30m:1m]
max_over_time(rate(up[5m])[1h:30s] offset 5m)
min_over_time((a + b)[5m:1m] @ 100)
sum(up)[5m:1m]
vector(1)[5m:1m]
(up)[5m:]
1
-1
+1
1.5
.5
1.
1e3
1E-3
0x1F
017
1_000
Inf
-inf
NaN
nan
5m
-5m
1h30m
"a string"
'it\'s'
${"`"}raw${"`"}
-up
+up
--up
- -1
-up ^ 2
-1 ^ 2
-(1)
2 ^ -1
2 ^ -up ^ 3
2 ^ 3 ^ 4
(2 ^ 3) ^ 4
a + b * c
(a + b) * c
a * b % c / d
a - b - c
a - (b - c)
a + -b
a -1
a-1
a atan2 b
a </ 5
a >/ b * 2
a ATAN2 b
a == b
a != b
a > b >= c
a < bool 1
1 < bool 2
1 == bool 1
(1 + 2) <= bool 3
a == bool on (x) b
a and b
a AND b
a or b or c
a unless b and c
a and b or c unless d
a + b == c and d
a + on (x) b
a + ON (x) b
a + on () b
a + on (x,) b
a + ignoring (x, y) b
a + ignoring () b
a / on (x) group_left b
a / on (x) group_left () b
a / on (x) group_left (y) b
a / on (x) group_right (y, z) b
a / ignoring (x) GROUP_LEFT (y) b
a / on ("x y") group_left ("http.route") b
a and on (x) b
a unless ignoring (x) b
a or on () vector(0)
1 + a
a + 1 + 2
time() - up
sum(a)
sum (a)
SUM(a)
sum by (x) (a)
sum by (x, y) (a)
sum by () (a)
sum(a) by (x)
sum without (x) (a)
sum(a) without (x,)
sum by ("x y") (a)
sum by (by, on, sum) (a)
avg(a) + max(b) - min(c)
count(a)
group(a)
stddev(a)
stdvar by (x) (a)
topk(5, a)
topk by (x) (1 + 1, a)
bottomk(scalar(b), a)
quantile(0.9, a)
count_values("v", a)
count_values without (x) ("v", a)
sum(sum by (x) (a)) by (x)
abs(a)
absent(a{b="c"})
absent_over_time(a[5m])
rate(a[5m])
irate(a[5m]) > 0
increase(a{b="c"}[1h] offset 1d)
clamp(a, 0, 1)
clamp_min(a, -1)
round(a)
round(a, 0.5)
hour()
hour(a)
day_of_year(vector(time()))
histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))
histogram_fraction(0, 0.2, rate(a[5m]))
histogram_avg(a)
label_replace(a, "x", "$1", "y", "(.*)")
label_join(a, "x", "-")
label_join(a, "x", "-", "y", "z")
predict_linear(a[1h], 4 * 3600)
quantile_over_time(0.5, a[5m])
scalar(a)
vector(1)
pi()
sort_desc(topk(3, a))
timestamp(a offset 5m)
((a))
((a) + (b))
`
  .split("\n")
  .filter((line) => line !== "")
  .concat(["# comment\na # comment", "a + # between\nb", "sum by (x) (\n  rate(a[5m])\n)", "a\r\n+\tb"]);

/** Queries that Prometheus 3.15 refuses, each with the kind of our first finding. */
export const refused: readonly (readonly [query: string, kind: string])[] = [
  ["", "empty"],
  ["# only a comment", "empty"],
  ["1 +", "unexpected"],
  ["(1", "unexpected"],
  ["1)", "unexpected"],
  ["*1", "unexpected"],
  ["a b", "unexpected"],
  ["a{b}", "unexpected"],
  ["a{b=c}", "unexpected"],
  ["a{b=", "unexpected"],
  ["a{,}", "unexpected"],
  ["a[5m", "unexpected"],
  ["a[]", "unexpected"],
  ["a[5m:1m", "unexpected"],
  ["a offset", "unexpected"],
  ["a @", "unexpected"],
  ["sum(a) by x", "unexpected"],
  ["sum by (x", "unexpected"],
  ["rate(a[5m],)", "unexpected"],
  ["on", "unexpected"],
  ["atan2", "unexpected"],
  ["a =~ b", "unexpected"],
  ["a{b=~}", "unexpected"],
  ["a ; b", "bad-character"],
  ['a{b:c="d"}', "unexpected"],
  ["a && b", "bad-character"],
  ['a{5="d"}', "bad-character"],
  ["\u00a0a", "bad-character"],
  ['"open', "bad-string"],
  ["'a\nb'", "bad-string"],
  ["`open", "bad-string"],
  ['"\\d"', "bad-string"],
  ['"\\400"', "bad-string"],
  ['"\\ud800"', "bad-string"],
  ['"\ufffd"', "bad-string"],
  ["1foo", "bad-number"],
  ["1..2", "bad-number"],
  ["1__0", "bad-number"],
  ["0x", "bad-number"],
  ["1e400", "bad-number"],
  ["a[5mm]", "bad-number"],
  ["a[5m1h]", "bad-duration"],
  ["a[5hs]", "bad-duration"],
  ["a[0]", "bad-duration"],
  ["a[-5m]", "bad-duration"],
  ["a[1m:0s]", "bad-duration"],
  ["a[400y]", "bad-duration"],
  ["a offset 400y", "bad-duration"],
  ["a[5m + 1m]", "experimental"],
  ["a[step()]", "experimental"],
  ["a offset (5m)", "experimental"],
  ["a offset step()", "experimental"],
  ["a + fill (0) b", "experimental"],
  ["a anchored", "experimental"],
  ["rate(a[5m] smoothed)", "experimental"],
  ["nonsense(a)", "unknown-function"],
  ["Rate(a[5m])", "unknown-function"],
  ["f(a)", "unknown-function"],
  ["(a + b) offset 5m", "misplaced-modifier"],
  ["1 offset 5m", "misplaced-modifier"],
  ["sum(a) @ 5", "misplaced-modifier"],
  ["(a)[5m]", "misplaced-modifier"],
  ["a[5m][5m]", "misplaced-modifier"],
  ["a offset 5m [5m]", "misplaced-modifier"],
  ["a @ 5 [5m]", "misplaced-modifier"],
  ["a offset 1m offset 2m", "repeated-modifier"],
  ["a @ 1 @ 2", "repeated-modifier"],
  ["a @ Inf", "bad-timestamp"],
  ["a @ -NaN", "bad-timestamp"],
  ["sum()", "argument-count"],
  ["sum(a, b)", "argument-count"],
  ["topk(a)", "argument-count"],
  ["topk(1, a, b)", "argument-count"],
  ["rate()", "argument-count"],
  ["time(a)", "argument-count"],
  ["round(a, 1, 2)", "argument-count"],
  ['label_join(a, "x")', "argument-count"],
  ["rate(a)", "argument-type"],
  ["abs(a[5m])", "argument-type"],
  ["vector(a)", "argument-type"],
  ["sum(1)", "argument-type"],
  ["sum(a[5m])", "argument-type"],
  ["topk(a, b)", "argument-type"],
  ["count_values(1, a)", "argument-type"],
  ['label_join(a, "x", "-", 1)', "argument-type"],
  ["a[5m] + 1", "operand-type"],
  ['"x" + 1', "operand-type"],
  ["-a[5m]", "operand-type"],
  ['-"x"', "operand-type"],
  ["1 > 2", "scalar-comparison"],
  ["time() == 1", "scalar-comparison"],
  ["a + bool b", "misplaced-bool"],
  ["a and bool b", "misplaced-bool"],
  ["1 and 2", "set-operator-on-scalar"],
  ["a or 1", "set-operator-on-scalar"],
  ["a and on (x) group_left () b", "set-operator-group"],
  ["1 + on (x) a", "matching-on-scalar"],
  ["a + on (x) group_left (x) b", "label-in-on-and-group"],
  ["1[5m:]", "subquery-type"],
  ["a[5m][5m:1m]", "subquery-type"],
  ["{}", "empty-selector"],
  ['{a=""}', "empty-selector"],
  ['{a!="b"}', "empty-selector"],
  ['{a=~".*"}', "empty-selector"],
  ['a{__name__="b"}', "metric-twice"],
  ['a{"b"}', "metric-twice"],
  ['a{b=~"("}', "bad-regex"],
  ['a{b=~"(?=x)"}', "bad-regex"],
  ['a{b=~"x{1001}"}', "bad-regex"],
  ['sum by ("") (a)', "bad-label"],
  ['a + on ("") b', "bad-label"],
  ["limitk(1, a)", "experimental"],
  ["mad_over_time(a[5m])", "experimental"],
  ["max_of(1, 2)", "experimental"],
  ["info(a)", "experimental"],
];
