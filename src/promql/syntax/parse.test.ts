import { expect, describe as group, test } from "vitest";
import { describe } from "./describe.ts";
import { parse, parseSyntax } from "./parse.ts";

const said = (text: string) =>
  parse(text).errors?.map((error) => `${error.span?.start}-${error.span?.end} ${describe(error)}`);

group("what a reader is told about a broken query", () => {
  test("the word that doesn't fit, and what could stand there", () => {
    expect(said("a{b=c}")).toEqual(["4-5 unexpected c, expected a string"]);
    expect(said("sum by x (a)")).toEqual(["7-8 unexpected x, expected ("]);
    expect(said("sum by (job (up)")).toEqual(["12-13 unexpected (, expected one of )  ,"]);
    expect(said("a[5m")).toEqual(["4-4 unexpected end of input, expected one of ]  :  an operator"]);
  });

  test("several faults at once", () => {
    expect(parse("a{b=c} + d{e=f}").errors).toHaveLength(2);
    expect(parse('f(a) + "\\d" + 1x').errors?.map(({ kind }) => kind)).toEqual(["bad-string", "bad-number"]);
    expect(said("rate(a) + time(1) > bool clamp(b)")).toEqual([
      "5-6 argument 1 of rate must be a range vector, this is an instant vector",
      "10-17 time takes exactly 0 arguments, here are 1",
      "25-33 clamp takes exactly 3 arguments, here are 1",
    ]);
  });

  test("an unknown function is named once, at its place, and the rest is still read", () => {
    expect(said("nonsense(a{b=c})")).toEqual([
      "0-8 Prometheus has no function nonsense",
      "13-14 unexpected c, expected a string",
    ]);
    expect(said("1 + f(a)")).toEqual(["4-5 Prometheus has no function f"]);
    expect(said("Rate(a[5m])")).toEqual(["0-4 Prometheus has no function Rate"]);
  });

  test("each kind has its words", () => {
    const words: readonly (readonly [string, string])[] = [
      ["", "there is no expression"],
      ["a \u00e4", '"ä" has no meaning in PromQL here'],
      ["'a", "this string has no end"],
      ["'\\d'", "this string has an escape that PromQL doesn't know"],
      ["'\ufffd'", "this string holds a character that is no valid UTF-8"],
      ["1x", "1x is neither a number nor a duration"],
      ["a[5m1h]", "5m1h is no duration: units go from large to small, like 1h30m"],
      ["a[-5m]", "-5m must be longer than nothing"],
      ["a[999y]", "999y is longer than Prometheus can hold"],
      ["1 offset 5m", "offset goes only behind a selector or subquery"],
      ["a @ 1 @ 2", "@ is set twice"],
      ["a @ Inf", "Inf is no time that @ can hold"],
      ["label_join(a)", "label_join takes at least 3 arguments, here are 1"],
      ["round()", "round takes 1 to 2 arguments, here are 0"],
      ["-a[5m]", "- takes scalars and instant vectors, this is a range vector"],
      ["1 < 2", "a comparison of two scalars needs bool: < bool"],
      ["a + bool b", "bool belongs to comparisons, + is none"],
      ["a and 1", "and takes instant vectors, not scalars"],
      ["a and on (b) group_left () c", "and takes no group_left or group_right"],
      ["a + on (b) 1", "on and ignoring match instant vectors, + has a scalar here"],
      ["a + on (b) group_left (b) c", "b is matched by on already, group can't carry it over"],
      ["1[5m:]", "a subquery repeats an instant vector, this is a scalar"],
      ["{}", "this selects every series: at least one matcher must refuse the empty value"],
      ["a{__name__='b'}", "the metric is named twice: a and b"],
      ["sum by ('') (a)", '"" is no label name'],
      ["limitk(1, a)", "limitk is experimental and not turned on"],
    ];
    for (const [query, text] of words) expect(parse(query).errors?.map(describe), query).toContain(text);
    expect(parse("a{b=~'('}").errors?.map(describe)[0]).toMatch(/^the pattern \( of b is no RE2 expression: /);
    const info = parse("info(a, b)", { experimentalFunctions: true });
    expect(info.errors?.map(describe)).toEqual(["the second argument of info selects by labels only"]);
  });

  test("what could exhaust the stack is refused before it is read", () => {
    const deep = `${"(".repeat(5000)}1${")".repeat(5000)}`;
    const long = Array.from({ length: 2500 }, () => "a").join(" + ");
    for (const text of [deep, long, "-".repeat(5000), `"${"x".repeat(500_000)}"`, `a${"[5m:]".repeat(3000)}`]) {
      expect(parse(text).errors?.[0]).toMatchObject({ kind: "too-complex" });
      expect(describe(parse(text).errors?.[0] ?? { kind: "empty" })).toContain("larger than this tool reads");
    }
    const allowed = Array.from({ length: 1900 }, () => "a").join(" + ");
    expect(parse(allowed).expr?.kind).toBe("binary");
    expect(parse(`"${"\\n".repeat(190_000)}"`).expr?.kind).toBe("string");
  });
});

group("what becomes of a good query", () => {
  test("each node knows its place", () => {
    const { expr } = parse('sum by (x) (rate(a{b="c"}[5m] offset 1m)) > -1');
    expect(expr).toMatchObject({
      kind: "binary",
      span: { start: 0, end: 46 },
      left: {
        kind: "aggregation",
        span: { start: 0, end: 41 },
        grouping: { kind: "by", labels: ["x"] },
        expr: {
          kind: "call",
          name: "rate",
          args: [
            {
              kind: "selector",
              metric: "a",
              range: 300_000,
              offset: 60_000,
              span: { start: 17, end: 39 },
              matchers: [{ span: { start: 19, end: 24 } }],
            },
          ],
        },
      },
      right: { kind: "number", value: -1, span: { start: 44, end: 46 } },
    });
  });

  test.each([
    ["a offset 5m", 300_000],
    ["a offset +5m", 300_000],
    ["a offset -5m", -300_000],
    ["a offset -(5m)", -300_000],
    ["a offset 90", 90_000],
  ])("%s is so many milliseconds", (text, offset) => {
    expect(parse(text).expr).toMatchObject({ offset });
  });

  test.each([
    ["a[99999y]", "range"],
    ["a[0]", "not-positive"],
    ["a offset 99999y", "range"],
    ["a offset -99999y", "range"],
  ])("%s is no duration: %s", (text, problem) => {
    expect(parse(text).errors).toContainEqual(expect.objectContaining({ kind: "bad-duration", problem }));
  });

  test("offset belongs to its selector, and a sign is weaker than ^", () => {
    expect(parse("a + b offset 5m").expr).toMatchObject({ kind: "binary", right: { metric: "b", offset: 300_000 } });
    expect(parse("-1 ^ 2").expr).toMatchObject({ kind: "unary", expr: { kind: "binary", operator: "^" } });
    expect(parse("-1").expr).toMatchObject({ kind: "number", value: -1 });
    expect(parse("2 ^ 3 ^ 4").expr).toMatchObject({ right: { kind: "binary" } });
    expect(parse("a - b - c").expr).toMatchObject({ left: { kind: "binary" } });
  });

  test("numbers are Go's, durations stand for seconds", () => {
    const value = (text: string) => {
      const { expr } = parse(text);
      return expr?.kind === "number" ? expr.value : undefined;
    };
    expect(["0x1f", "017", "08", "1_000", "1e3", ".5", "5.", "1h", "Inf", "-inf"].map(value)).toEqual([
      31,
      15,
      8,
      1000,
      1000,
      0.5,
      5,
      3600,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(value("nan")).toBeNaN();
    expect(value("0x8000000000000000")).toBeUndefined();
    expect(value("9223372036854775808")).toBe(2 ** 63);
  });

  test("a quoted name is the metric, unless another one stands beside it", () => {
    expect(parse('{"a.b", c="d"}').expr).toMatchObject({ metric: "a.b", matchers: [{ label: "c" }] });
    expect(parse('{"a", __name__="b"}').expr).not.toHaveProperty("metric");
    expect(parse('a{"b"}').errors?.[0]?.kind).toBe("metric-twice");
  });

  test("the experimental functions are there where they are turned on", () => {
    const options = { experimentalFunctions: true };
    for (const query of [
      "mad_over_time(a[5m])",
      "limitk by (x) (2, a)",
      "max_of(1, 2)",
      "info(a, {b='c'})",
      "info(a, {})",
      "sort_by_label(a, 'x')",
    ]) {
      expect(parse(query, options).errors, query).toBeUndefined();
      expect(parse(query).errors?.[0]?.kind).toBe("experimental");
    }
    expect(parse("max_of(1, 2)", options).expr).toMatchObject({ name: "max_of" });
  });

  test("parseSyntax leaves types alone", () => {
    expect(parseSyntax("rate(a)").expr?.kind).toBe("call");
    expect(parseSyntax("rate(").errors).toHaveLength(1);
  });
});
