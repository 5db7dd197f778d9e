import { describe, expect, test } from "vitest";
import type { Expr } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import type { EvaluationOptions } from "./context.ts";
import { evaluate, prepare } from "./evaluate.ts";
import { LabelPool } from "./labels.ts";
import { type SeriesInput, Storage } from "./storage.ts";

const minute = 60_000;

function tree(text: string): Expr {
  const { expr, errors } = parse(text, {
    experimentalFunctions: true,
    durationExpressions: true,
    extendedRangeSelectors: true,
    fillModifiers: true,
  });
  if (!expr) throw new Error(JSON.stringify(errors));
  return expr;
}

/** A sample a minute from the start; a gap where there is none, an end where the series says that it ends. */
function series(labels: Readonly<Record<string, string>>, samples: readonly (number | "gap" | "end")[]): SeriesInput {
  const kept = samples
    .map((sample, index) => ({ sample, time: index * minute }))
    .filter(({ sample }) => sample !== "gap");
  return {
    labels: Object.entries(labels),
    timestamps: Float64Array.from(kept, ({ time }) => time),
    values: Float64Array.from(kept, ({ sample }) => (sample === "end" ? Number.NaN : Number(sample))),
    stale: Uint8Array.from(kept, ({ sample }) => (sample === "end" ? 1 : 0)),
  };
}

const line = (slope: number, length = 31) => Array.from({ length }, (_, index) => index * slope);

const storage = () =>
  new Storage([
    series({ __name__: "a", job: "x" }, line(1)),
    series({ __name__: "a", job: "y" }, line(60)),
    series({ __name__: "gone", job: "x" }, [1, 2, "end"]),
    series({ __name__: "again", job: "x" }, [5, "end", "gap", 7, 8]),
    series({ __name__: "odd", job: "x" }, [Number.NaN, Number.POSITIVE_INFINITY, 1e23, 1e-7, -0.5, 2 ** 53]),
    series({ __name__: "h_bucket", le: "1" }, line(1)),
    series({ __name__: "h_bucket", le: "2" }, line(3)),
    series({ __name__: "h_bucket", le: "+Inf" }, line(4)),
    series({ __name__: "h_bucket", le: "nonsense" }, line(4)),
  ]);

/** What an expression is, as text, in the order of the labels. */
function shown(text: string, timeMs = 10 * minute, options: EvaluationOptions = {}, data = storage()): string {
  const outcome = evaluate(tree(text), data, timeMs, options);
  if (outcome.kind === "scalar") return String(outcome.value);
  if (outcome.kind === "failed") return `failed: ${outcome.reason}`;
  if (outcome.kind === "unsupported") return `unsupported: ${outcome.feature}`;
  return outcome.labels
    .map((labels, index) => `${labels} ${outcome.values[index]}`)
    .sort()
    .join("; ");
}

describe("what is experimental", () => {
  test("is said to be unknown, where it isn't known", () => {
    expect(shown("a anchored")).toBe("unsupported: anchored selectors");
    expect(shown("rate(a[5m] smoothed) > 1")).toBe("unsupported: smoothed selectors");
    expect(shown("a + fill (0) b")).toBe("unsupported: fill modifiers");
  });

  test("lengths are computed as an instant query computes them, which has no step", () => {
    expect(shown("sum_over_time(a[2m * 2])")).toBe(shown("sum_over_time(a[4m])"));
    expect(shown("a offset (step() + 3m)")).toBe(shown("a offset 3m"));
    expect(shown("sum_over_time(a[step()])")).toBe("failed: the computed range must be longer than nothing");
    expect(shown("sum_over_time(a[5m:step()])")).toBe("failed: the computed step must be longer than nothing");
    expect(shown("a offset (1m / step())")).toBe("failed: the computed offset is no length of time");
  });

  test("what is below a millisecond is cut off", () => {
    expect(shown("sum_over_time(a[120.0009])")).toBe(shown("sum_over_time(a[2m])"));
    expect(shown("a offset -0.0009")).toBe(shown("a"));
  });
});

describe("selectors", () => {
  test("look back five minutes, not including their very start, and see that a series has ended", () => {
    expect(shown("gone", minute)).toBe('gone{job="x"} 2');
    expect(shown("gone", 2 * minute)).toBe("");
    expect(shown("again", 2 * minute)).toBe("");
    expect(shown("again", 9 * minute - 1)).toBe('again{job="x"} 8');
    expect(shown("again", 9 * minute)).toBe("");
    expect(shown("again", 9 * minute, { lookback: 10 * minute })).toBe('again{job="x"} 8');
    expect(shown("a", -1)).toBe("");
  });

  test("ranges leave out their start and the ends of series; Prometheus 2 took the start in", () => {
    expect(shown("count_over_time(a{job='x'}[5m])")).toBe('{job="x"} 5');
    expect(shown("count_over_time(a{job='x'}[5m])", 10 * minute, { closedRanges: true })).toBe('{job="x"} 6');
    expect(shown("count_over_time(a{job='x'}[5m:1m])", 10 * minute, { closedRanges: true })).toBe('{job="x"} 6');
    expect(shown("sum_over_time(again[10m])")).toBe('{job="x"} 15');
    expect(shown("sum_over_time(gone[30s])", 2 * minute)).toBe("");
  });

  test("offset and @ move what they see; all series are searched where no metric is named", () => {
    expect(shown("a{job='x'} offset 3m")).toBe('a{job="x"} 7');
    expect(shown("a{job='x'} offset -3m")).toBe('a{job="x"} 13');
    expect(shown("a{job='x'} @ 120 offset 1m")).toBe('a{job="x"} 1');
    expect(shown("a{job='x'} @ end()")).toBe('a{job="x"} 10');
    expect(shown("last_over_time(a{job='x'}[2m:1m] @ 120)")).toBe('a{job="x"} 2');
    expect(shown("max_over_time((a{job='x'} @ end())[5m:1m])")).toBe('{job="x"} 10');
    expect(shown('{__name__=~"a|gone", job="x"}')).toBe('a{job="x"} 10');
    expect(shown('{__name__="a", job="y"}')).toBe('a{job="y"} 600');
  });

  test("timestamp tells a sample's own time directly before a selector only", () => {
    expect(shown("timestamp((a{job='x'}))", 10 * minute + 5000)).toBe('{job="x"} 600');
    expect(shown("timestamp(-a{job='x'})", 10 * minute + 5000)).toBe('{job="x"} 605');
  });
});

describe("functions beside those that promtool compares", () => {
  test.each([
    ["mad_over_time(a{job='x'}[5m])", '{job="x"} 1'],
    ["mad_over_time(odd[11m])", '{job="x"} NaN'],
    ["ts_of_max_over_time(a{job='x'}[5m])", '{job="x"} 600'],
    ["ts_of_min_over_time(a{job='x'}[5m])", '{job="x"} 360'],
    ["ts_of_first_over_time(a{job='x'}[5m])", '{job="x"} 360'],
    ["ts_of_last_over_time(a{job='x'}[5m])", '{job="x"} 600'],
    ["deriv(a{job='x'}[5m] offset 5m) * 60", '{job="x"} 1'],
    ["predict_linear(vector(3)[5m:1m], 60)", "{} 3"],
    ["deriv(vector(Inf)[5m:1m])", "{} NaN"],
    ["pi()", String(Math.PI)],
    ["-time()", "-600"],
    ["2 ^ 3 ^ 2", "512"],
    ["1 ^ NaN", "1"],
    ["(-1) ^ Inf", "1"],
    ["1 > bool 2", "0"],
    ["7 % 4 atan2 1", String(Math.atan2(3, 1))],
    ["round(vector(2.5))", "{} 3"],
    ["rad(vector(180))", `{} ${Math.PI}`],
    ["deg(vector(pi()))", "{} 180"],
    ["sgn(vector(-3)) + sgn(vector(0))", "{} -1"],
    [
      "month(vector(0)) + year(vector(0)) + day_of_month(vector(0)) + days_in_month(vector(3e6)) + day_of_year(vector(1e7)) + day_of_week(vector(0)) + minute(vector(90)) + hour(vector(7200))",
      `{} ${1 + 1970 + 1 + 28 + 116 + 4 + 1 + 2}`,
    ],
    ["histogram_quantile(0.5, h_bucket)", "{} 1.5"],
    ["histogram_quantile(0.99, h_bucket)", "{} 2"],
    ["histogram_quantile(-1, h_bucket) + histogram_quantile(0.1, h_bucket)", "{} -Infinity"],
    ["histogram_quantile(2, h_bucket)", "{} Infinity"],
    ["histogram_quantile(NaN, h_bucket)", "{} NaN"],
    ["histogram_quantile(0.5, h_bucket{le!='+Inf'})", "{} NaN"],
    ["histogram_quantile(0.5, h_bucket{le='+Inf'})", "{} NaN"],
    ["histogram_quantile(0.5, h_bucket * 0)", "{} NaN"],
    ["histogram_quantile(0.5, label_replace(h_bucket, 'le', '0', 'le', '1'))", `{} ${(2 * (0.5 * 40 - 10)) / 20}`],
    ["histogram_quantile(0.1, label_replace(h_bucket, 'le', '-Inf', 'le', '1'))", "{} -Infinity"],
    ["histogram_fraction(0.5, 1.5, h_bucket)", "{} 0.375"],
    ["histogram_fraction(-1, 9, h_bucket)", "{} 0.75"],
    ["histogram_fraction(2, 1, h_bucket)", "{} 0"],
    ["histogram_fraction(NaN, 1, h_bucket)", "{} NaN"],
    ["histogram_fraction(0, 1, h_bucket{le='1'})", "{} NaN"],
    ["histogram_fraction(-5, -1, label_replace(h_bucket, 'le', '-3', 'le', '1'))", "{} 0.2"],
    ["label_replace(a{job='x'}, 'b', '$n-${1}-$$-$9-$no', 'job', '(?P<n>.)')", 'a{b="x-x-$--",job="x"} 10'],
    ["label_replace(a{job='x'}, 'job', '', 'job', '.*')", "a{} 10"],
    ["label_join(a{job='x'}, 'b', '-', 'job', 'none', 'job')", 'a{b="x--x",job="x"} 10'],
    ["count_values('v', odd offset 5m)", '{v="2"} 1'],
    ["absent(none{a='b', a='c', d='e', f!='g'})", '{d="e"} 1'],
    ["absent(sum(none))", "{} 1"],
    ["absent(a)", ""],
    ["absent_over_time(a[5m])", ""],
    ["scalar(a)", "NaN"],
    ["stdvar(vector(Inf))", "{} NaN"],
    ["clamp(a, 5, 1)", ""],
    ["topk(0, a)", ""],
    ["bottomk(1, a)", 'a{job="x"} 10'],
    ["bottomk(5, a / 0 - a / 0 or vector(1))", '{job="x"} NaN; {job="y"} NaN; {} 1'],
    ["stdvar(a) - stddev(a) ^ 2", "{} 0"],
    ["stddev(a{job='x'} or a{job='x'} * 3 or vector(50))", `{} ${Math.sqrt(((10 - 30) ** 2 + (50 - 30) ** 2) / 2)}`],
    ["avg(a * 0 + 1.7e308)", "{} 1.7e+308"],
    ["avg_over_time((a{job='x'} * 0 - 1.7e308)[5m:1m])", '{job="x"} -1.7e+308'],
    ["sum(a * 0 + 1.7e308)", "{} Infinity"],
    ["min(a) + max(a)", "{} 610"],
    ["irate(a{job='x'}[30s])", ""],
    ["rate(a{job='x'}[1m])", ""],
    ["+a{job='x'}", 'a{job="x"} 10'],
    ["deriv(a{job='x'}[1m])", ""],
    ["changes(vector(NaN)[5m:1m])", "{} 0"],
    ["resets((a{job='x'} * -1)[5m:1m])", '{job="x"} 4'],
    ["ts_of_max_over_time(odd[11m])", '{job="x"} 60'],
    ["max_over_time(odd[11m])", '{job="x"} Infinity'],
    ["sum(vector(Inf))", "{} Infinity"],
    ["sum_over_time(vector(-Inf)[5m:1m])", "{} -Infinity"],
    ["absent({__name__='none', job='x'})", '{job="x"} 1'],
    ["sort(vector(NaN) or a{job='x'})", 'a{job="x"} 10; {} NaN'],
  ])("%s is %s", (query, expected) => {
    const text = query.startsWith("count_values") ? query.replace("odd offset 5m", "a{job='x'} * 0 + 2") : query;
    expect(shown(text)).toBe(expected);
  });

  test("values as labels are written without exponents", () => {
    const at = (index: number) => shown("count_values('v', odd)", index * minute);
    expect([0, 1, 2, 3, 4, 5].map(at)).toEqual([
      '{v="NaN"} 1',
      '{v="+Inf"} 1',
      `{v="1${"0".repeat(23)}"} 1`,
      '{v="0.0000001"} 1',
      '{v="-0.5"} 1',
      '{v="9007199254740992"} 1',
    ]);
    expect(shown("count_values('v', -vector(0))")).toBe('{v="-0"} 1');
    expect(shown("count_values('v', vector(-Inf))")).toBe('{v="-Inf"} 1');
    expect(shown("count_values('v', vector(1.5e-8))")).toBe('{v="0.000000015"} 1');
    expect(shown("count_values('v', vector(-1.5e-8))")).toBe('{v="-0.000000015"} 1');
    expect(shown("count_values('v', vector(-1.5e22))")).toBe(`{v="-15${"0".repeat(21)}"} 1`);
  });
});

describe("what there is no answer to", () => {
  test.each([
    ["limitk(1, a)", "limitk"],
    ["histogram_count(a)", "histogram_count"],
    ["info(a)", "info"],
    ["a </ 5", "operator </"],
    ["a[5m]", "a range as the result"],
    ["'x'", "a string as the result"],
    ["hour(vector(NaN))", "the date of a value that is no time"],
    ["topk(1, a * 0)", "topk or bottomk that must choose between equal values"],
  ])("%s", (query, feature) => {
    expect(shown(query)).toBe(`unsupported: ${feature}`);
  });

  test.each([
    ["a + on () a", "found duplicate series"],
    ["a + on () vector(1)", "multiple matches for labels: many-to-one"],
    ["label_replace(a, 'job', '', 'job', '.*') * on () group_left () vector(1)", "same labelset"],
    ["label_join(a, 'n', '', 'job') * on () group_left (job) vector(1)", ""],
    ["-label_replace(a, 'job', 'z', 'job', '.*')", "same labelset"],
    ["sum(label_replace(a, '', '', 'job', '.*'))", "invalid destination label"],
    ["label_replace(a, 'x', '', 'job', '(')", "invalid regular expression"],
    ["label_join(a, 'x', '', '')", "invalid label name"],
    ["count_values('', a)", "invalid label name"],
    ["topk(NaN, a)", "Parameter value is NaN"],
    ["topk(1e300, a)", "overflows"],
  ])("%s fails as in Prometheus: %s", (query, reason) => {
    expect(shown(query)).toContain(reason === "" ? "{" : `failed: `);
    expect(shown(query)).toContain(reason);
  });

  test("a grouping match that gives two results the same labels", () => {
    const data = new Storage([
      series({ __name__: "m", a: "1", b: "1" }, [1]),
      series({ __name__: "m", a: "1", b: "2" }, [1]),
      series({ __name__: "o", a: "1" }, [1]),
    ]);
    expect(shown("m * on (a) group_left (b) o", 0, {}, data)).toContain("grouping labels must ensure unique matches");
  });

  test("trees that check would refuse fail, whatever they are", () => {
    const a: Expr = { kind: "selector", metric: "a", matchers: [] };
    const range: Expr = { kind: "selector", metric: "a", matchers: [], range: minute };
    const one: Expr = { kind: "number", value: 1 };
    const text: Expr = { kind: "string", value: "x" };
    const broken: readonly Expr[] = [
      { kind: "unary", operator: "-", expr: range },
      { kind: "binary", operator: "+", left: a, right: range },
      { kind: "binary", operator: "+", left: range, right: one },
      { kind: "binary", operator: "+", left: one, right: range },
      { kind: "subquery", expr: one, range: minute },
      { kind: "aggregation", operator: "sum", expr: one },
      { kind: "aggregation", operator: "topk", expr: a, parameter: range },
      { kind: "aggregation", operator: "topk", expr: a, parameter: text },
      { kind: "call", name: "rate", args: [a] },
      { kind: "call", name: "abs", args: [one] },
      { kind: "call", name: "vector", args: [a] },
      { kind: "call", name: "label_replace", args: [a, one, one, one, one] },
    ];
    for (const expr of broken) expect(evaluate(expr, storage(), 0).kind, JSON.stringify(expr)).toBe("failed");
  });
});

describe("a prepared query", () => {
  test("sees what is appended, and new series, and forgets steps when time goes back or series come in", () => {
    const data = storage();
    const query = prepare(tree("sum(max_over_time((a)[5m:1m]))"), data);
    const value = (timeMs: number) => {
      const outcome = query.at(timeMs);
      return outcome.kind === "vector" ? outcome.values[0] : outcome;
    };
    expect([value(10 * minute), value(11 * minute), value(9 * minute)]).toEqual([610, 671, 549]);
    data.append(
      data.pool.of([
        ["__name__", "a"],
        ["job", "z"],
      ]),
      12 * minute,
      1000,
    );
    expect(value(12 * minute)).toBe(1732);
    data.add(series({ __name__: "a", job: "late" }, line(10)));
    expect(value(12 * minute)).toBe(1852);
  });

  test("an error of ours isn't taken for an outcome", () => {
    const data = storage();
    data.select = () => {
      throw new TypeError("broken");
    };
    expect(() => evaluate(tree("a"), data, 0)).toThrow("broken");
  });
});

describe("storage", () => {
  test("grows, keeps order, and remembers where series end", () => {
    const data = new Storage();
    const labels = data.pool.of([["__name__", "m"]]);
    for (let index = 0; index < 40; index++) data.append(labels, index * 1000, index, index % 10 === 9);
    data.append(labels, 5000, -1);
    const [stored] = data.select({ metric: "m", matchers: [] });
    expect(stored?.length).toBe(40);
    expect(stored?.stale?.[39]).toBe(1);
    expect(stored?.values[38]).toBe(38);
    expect(shown("count_over_time(m[1h])", 60_000, {}, data)).toBe("{} 36");
  });

  test("a pool gives the same labels the same object, and drops what is empty", () => {
    const pool = new LabelPool();
    const first = pool.of([
      ["b", "2"],
      ["a", "1"],
      ["c", ""],
    ]);
    expect(
      pool.of([
        ["a", "1"],
        ["b", "x"],
        ["b", "2"],
      ]),
    ).toBe(first);
    expect(first.get("c")).toBe("");
    expect(
      String(
        pool.of([
          ["__proto__", "x"],
          ["__name__", "n"],
        ]),
      ),
    ).toBe('n{__proto__="x"}');
  });
});
