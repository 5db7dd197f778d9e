import fc from "fast-check";
import type {
  Aggregation,
  Binary,
  BinaryOperator,
  Call,
  Expr,
  Grouping,
  Matcher,
  Matching,
  Selector,
  Subquery,
} from "../../src/promql/syntax/ast.ts";

const metric = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("up", "job:up:sum", "a_total", "b_bucket") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "sum",
      "by",
      "offset",
      "bool",
      "on",
      "NaN",
      "http.requests",
      "a b",
      "ü",
      'quote"d',
      "back\\slash",
      "9lives",
    ),
  },
);
const label = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("job", "instance", "le", "code") },
  { weight: 1, arbitrary: fc.constantFrom("on", "by", "http.route", "ö", "with space", 'q"') },
);
const text = fc.oneof(
  fc.constantFrom("", "a", "x|y", "10\\..*", 'say "hi"', "tab\t\n", "\u0000\u007f", "né€𝄞"),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const duration = fc.oneof(
  fc.constantFrom(1, 250, 1000, 60_000, 5_400_000, 86_400_000, 604_800_000, 31_536_000_000),
  fc.integer({ min: 1, max: 10 ** 10 }),
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, -2.5, 1e21, 1e-9, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);

const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({ label, operator: fc.constantFrom("=" as const, "!=" as const), value: text }),
  fc.record({
    label,
    operator: fc.constantFrom("=~" as const, "!~" as const),
    value: fc.constantFrom("a|b", ".+", "10\\..*", ""),
  }),
);

const shift = fc.record(
  {
    offset: fc.oneof(
      duration,
      duration.map((length) => -length),
    ),
    at: fc.oneof(
      fc.constantFrom("start" as const, "end" as const),
      fc.integer({ min: -(10 ** 6), max: 10 ** 12 }).map((ms) => ms / 1000),
    ),
  },
  { requiredKeys: [] },
);

const selector: fc.Arbitrary<Selector> = fc
  .tuple(metric, fc.array(matcher, { maxLength: 3 }), shift)
  .map(([name, matchers, moved]) => ({ kind: "selector", metric: name, matchers, ...moved }));

const labels = fc.uniqueArray(label, { maxLength: 3 });
const grouping: fc.Arbitrary<Grouping> = fc.record({
  kind: fc.constantFrom("by" as const, "without" as const),
  labels,
});

const matching: fc.Arbitrary<Matching> = fc
  .tuple(
    fc.constantFrom("on" as const, "ignoring" as const),
    labels,
    fc.option(fc.tuple(fc.constantFrom("left" as const, "right" as const), labels), { nil: undefined }),
  )
  .map(([kind, names, group]) => ({
    kind,
    labels: names,
    ...(group
      ? { group: { side: group[0], include: group[1].filter((name) => kind === "ignoring" || !names.includes(name)) } }
      : {}),
  }));

const arithmetic = fc.constantFrom<BinaryOperator>("+", "-", "*", "/", "%", "^", "atan2");
const comparison = fc.constantFrom<BinaryOperator>("==", "!=", ">", "<", ">=", "<=");
const sets = fc.constantFrom<BinaryOperator>("and", "or", "unless");

function binary(operator: BinaryOperator, left: Expr, right: Expr, bool: boolean, match: Matching | undefined): Binary {
  return { kind: "binary", operator, left, right, ...(bool ? { bool } : {}), ...(match ? { matching: match } : {}) };
}

function call(name: string, ...args: Expr[]): Call {
  return { kind: "call", name, args };
}

function aggregation(
  operator: Aggregation["operator"],
  by: Grouping | undefined,
  expr: Expr,
  parameter?: Expr,
): Aggregation {
  return { kind: "aggregation", operator, ...(by ? { grouping: by } : {}), ...(parameter ? { parameter } : {}), expr };
}

const string = text.map((value): Expr => ({ kind: "string", value }));
const sign = fc.constantFrom("+" as const, "-" as const);

/** Random well-typed trees of a vector and a scalar, parentheses and odd names included. */
export const trees = fc.letrec<{ vector: Expr; scalar: Expr; range: Expr }>((tie) => ({
  vector: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    selector,
    fc
      .tuple(arithmetic, tie("vector"), tie("vector"), fc.option(matching, { nil: undefined }))
      .map(([operator, left, right, match]) => binary(operator, left, right, false, match)),
    fc
      .tuple(comparison, tie("vector"), tie("vector"), fc.boolean(), fc.option(matching, { nil: undefined }))
      .map(([operator, left, right, bool, match]) => binary(operator, left, right, bool, match)),
    fc
      .tuple(sets, tie("vector"), tie("vector"), fc.option(matching, { nil: undefined }))
      .map(([operator, left, right, match]) =>
        binary(operator, left, right, false, match && { kind: match.kind, labels: match.labels }),
      ),
    fc
      .tuple(fc.oneof(arithmetic, comparison), tie("scalar"), tie("vector"))
      .map(([operator, left, right]) => binary(operator, left, right, false, undefined)),
    fc.tuple(sign, tie("vector")).map(([operator, expr]): Expr => ({ kind: "unary", operator, expr })),
    tie("vector").map((expr): Expr => ({ kind: "paren", expr })),
    fc
      .tuple(
        fc.constantFrom("sum" as const, "avg" as const, "count" as const, "stddev" as const),
        fc.option(grouping, { nil: undefined }),
        tie("vector"),
      )
      .map(([operator, by, expr]) => aggregation(operator, by, expr)),
    fc
      .tuple(
        fc.constantFrom("topk" as const, "quantile" as const),
        fc.option(grouping, { nil: undefined }),
        tie("vector"),
        tie("scalar"),
      )
      .map(([operator, by, expr, k]) => aggregation(operator, by, expr, k)),
    fc.tuple(tie("vector"), string).map(([expr, name]) => aggregation("count_values", undefined, expr, name)),
    fc
      .tuple(fc.constantFrom("rate", "increase", "max_over_time", "absent_over_time"), tie("range"))
      .map(([name, range]) => call(name, range)),
    fc
      .tuple(fc.constantFrom("abs", "ceil", "absent", "hour", "sort"), tie("vector"))
      .map(([name, expr]) => call(name, expr)),
    fc
      .tuple(tie("vector"), string, string, string)
      .map(([expr, to, value, from]) => call("label_join", expr, to, value, from)),
    tie("scalar").map((expr) => call("vector", expr)),
  ),
  scalar: fc.oneof(
    { maxDepth: 3 },
    number.map((value): Expr => ({ kind: "number", value })),
    fc.constant(call("time")),
    tie("vector").map((expr) => call("scalar", expr)),
    fc
      .tuple(arithmetic, tie("scalar"), tie("scalar"))
      .map(([operator, left, right]) => binary(operator, left, right, false, undefined)),
    fc
      .tuple(comparison, tie("scalar"), tie("scalar"))
      .map(([operator, left, right]) => binary(operator, left, right, true, undefined)),
    fc.tuple(sign, tie("scalar")).map(([operator, expr]): Expr => ({ kind: "unary", operator, expr })),
    tie("scalar").map((expr): Expr => ({ kind: "paren", expr })),
  ),
  range: fc.oneof(
    fc.tuple(selector, duration).map(([from, range]): Expr => ({ ...from, range })),
    fc.tuple(tie("vector"), duration, fc.option(duration, { nil: undefined }), shift).map(
      ([expr, range, step, moved]): Subquery => ({
        kind: "subquery",
        expr,
        range,
        ...(step === undefined ? {} : { step }),
        ...moved,
      }),
    ),
  ),
}));
