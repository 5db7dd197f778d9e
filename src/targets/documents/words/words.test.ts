import { expect, test } from "vitest";
import { program, promql } from "../../../../test/fixtures/program.ts";
import { vocabulary } from "./vocabulary.ts";
import { conditionInWords, measureInWords } from "./words.ts";

const condition = (text: string, unit = ""): string =>
  conditionInWords(promql(text), vocabulary(program, { unit })).text;
const measure = (text: string): string => measureInWords(promql(text), vocabulary(program, { unit: "" })).text;

test.each([
  ["a > 1", "`a` is above **1**"],
  ["a >= 1", "`a` is at least **1**"],
  ["a < 1", "`a` is below **1**"],
  ["a <= 1", "`a` is at most **1**"],
  ["a == 1", "`a` is **1**"],
  ["a != 1", "`a` is not **1**"],
  ["1 < a", "`a` is above **1**"],
  ["(a > 2 * 3)", "`a` is above **6**"],
  ["a > b", "`a` is above `b`"],
  ["a > 1 and b < 2", "`a` is above **1**, while `b` is below **2**"],
  ["a > 1 or b < 2", "`a` is above **1**, or `b` is below **2**"],
  ["a > 1 and b < 2 and c > 3", "`a` is above **1**, while `b` is below **2**, and `c` is above **3**"],
  ["a > 1 unless b", "`a` is above **1**, unless there is `b`"],
  ['absent(up{job="a"})', "no series of `up` with `job=a` exists"],
  ["vector(1)", "Prometheus evaluates its rules"],
  ["1", "Prometheus evaluates its rules"],
  ["a + b", "there is `a` plus `b`"],
])("the condition %s reads: %s", (text, words) => {
  expect(condition(text)).toBe(words);
});

test("bounds have the unit of what is compared, counts beside it don't", () => {
  expect(condition("a / b > 0.012", "ratio")).toBe("`a` divided by `b` is above **1.2%**");
  expect(condition("a > 0.3", "seconds")).toContain("**300ms**");
  expect(condition("rate(a[1h]) > 0.01 and rate(a[5m]) > 0.01", "ratio")).toContain("over 5m is above **1%**");
  expect(condition("rate(a[1h]) > 0.01 and sum(b) >= 100", "ratio")).toContain("is at least **100**");
});

test("the catalogue knows the unit of each part of a condition", () => {
  const free = {
    name: "free",
    metric: "free",
    type: "gauge",
    unit: "ratio",
    range: { from: 0, to: 1 },
    labels: new Map(),
    buckets: [],
  } as const;
  const words = vocabulary({ ...program, series: new Map([["free", free]]) }, { unit: "bytes" });
  expect(conditionInWords(promql("a < 1024 and free < 0.3"), words).text).toBe(
    "`a` is below **1KiB**, while `free` is below **30%**",
  );
});

test("recorded series of SLOs and drift are called by what they hold", () => {
  const burning = 'slo:player_availability_errors:ratio_rate1h{slo="player-availability", tenant="acme"} > 0.0144';
  expect(condition(burning)).toBe("the error ratio of `player-availability` over 1h is above **1.44%**");
  expect(condition('tempo:track_tempo_bpm:psi1d{drift="tempo"} > 0.2')).toBe(
    "the population stability index of `track_tempo_bpm` is above **0.2**",
  );
  expect(measure("slo:player_availability:budget_left")).toBe("the error budget of `player-availability` that is left");
});

test.each([
  ['a{tenant="acme"}', "`a`"],
  ['a{b="c", d!="e"}', "`a` with `b=c` and `d` other than `e`"],
  ['a{b=~"c.*", d!~"e"}', "`a` with `b` like `c.*` and `d` unlike `e`"],
  ['a{b="", c!=""}', "`a` with no `b` and any `c`"],
  ['{__name__="a"}', "`series` with `__name__=a`"],
  ["a offset 1w", "`a` as of 7d before"],
  ["a offset -1h", "`a` as of 1h later"],
  ["rate(a[5m])", "the rate per second of `a` over 5m"],
  ["increase((a[5m]))", "the increase of `a` over 5m"],
  ["max_over_time(rate(a[5m])[1h:])", "the maximum of the rate per second of `a` over 5m over 1h"],
  ["sum by (b, c) (a)", "the sum of `a` for each `b` and `c`"],
  ["sum without (b) (a)", "the sum of `a` over all `b`"],
  ["avg(a)", "the average of `a`"],
  ["topk(3, a)", "the largest 3 of `a`"],
  ["quantile(0.5, a)", "the median of `a`"],
  ['count_values("v", a)', '`count_values("v", a)`'],
  [
    "histogram_quantile(0.95, sum by (le) (rate(a_bucket[5m])))",
    "the 95th percentile of the sum of the rate per second of `a_bucket` over 5m for each `le`",
  ],
  ["histogram_quantile(0.999, a)", "the 99.9th percentile of `a`"],
  ["quantile_over_time(0.01, a[1h])", "the 1st percentile of `a` over 1h"],
  ["quantile_over_time(0.11, a[1h])", "the 11th percentile of `a` over 1h"],
  ["histogram_quantile(scalar(b), a)", "the quantile `scalar(b)` of `a`"],
  ["predict_linear(a[6h], 4 * 3600)", "what `a` over 6h leads to in 4h"],
  ["predict_linear(a[6h], scalar(b))", "what `a` over 6h leads to in `b`"],
  ["clamp_min(a, 1)", "`a`, at least 1"],
  ["clamp_max(a, 2)", "`a`, at most 2"],
  ['label_replace(a, "b", "c", "d", "e")', "`a`"],
  ["round(a, 5)", "the rounded value of `a`"],
  ["clamp(a, 1, 2)", "`clamp(a, 1, 2)`"],
  ["abs(a)", "the absolute value of `a`"],
  ["scalar(a)", "`a`"],
  ["time() - a", "the present time minus `a`"],
  ["hour()", "`hour()`"],
  ["days_in_month(a)", "`days_in_month(a)`"],
  ["(a + b) / c", "(`a` plus `b`) divided by `c`"],
  ["a / (2 - 1)", "`a` divided by 1"],
  ["a * -1", "`a` times -1"],
  ["-a", "minus `a`"],
  ["+a", "`a`"],
  ["a atan2 b", "`a atan2 b`"],
  ["(a > 1) * 2", "(`a` is above **1**) times 2"],
  ["a and b", "`a` where there is also `b`"],
  ["2 ^ 3 * a", "8 times `a`"],
  ["b ^ 3 * a", "(`b` to the power of 3) times `a`"],
  ["2 * 3", "6"],
  ["6 / 3", "2"],
  ["6 - +3 + 1", "4"],
  ["5 % 2", "1"],
  ["a % 2", "`a` modulo 2"],
  ["(6)", "6"],
  ["-(1 + 2)", "minus 3"],
  ["a * -(1 + 2)", "`a` times minus 3"],
  ["a * +(1)", "`a` times 1"],
  ["a * -b", "`a` times minus `b`"],
  ["group(a)", "the presence of `a`"],
  ["sum(a > 1)", "the sum of (`a` is above **1**)"],
  ['"text"', "`text`"],
  ["a[1h:5m]", "`a` over 1h"],
])("the value %s reads: %s", (text, words) => {
  expect(measure(text)).toBe(words);
});
