import type { Unit } from "../../values/quantity.ts";
import type { Aggregation, Binary, BinaryOperator, Call, Expr, Selector } from "../syntax/ast.ts";
import { isComparison, MIRRORED } from "../syntax/precedence.ts";
import { print } from "../syntax/print.ts";
import { ageOf } from "./age.ts";
import { ANYTHING, NOT_NEGATIVE, type Range, type SeriesCatalogue } from "./catalogue.ts";
import { constantOf } from "./constant.ts";
import { add, divide, hull, multiply, narrowed, negate, subtract } from "./interval.ts";
import { isPartOf } from "./part.ts";

/** What the values of an expression count, and what they lie within. `unit` is undefined where it isn't known. */
export interface Meaning {
  readonly unit: Unit | undefined;
  readonly range: Range;
}

const UNKNOWN: Meaning = { unit: undefined, range: ANYTHING };

/** The unit and the range of an expression's values, from what is declared of the series that it reads. */
export function infer(expr: Expr, catalogue: SeriesCatalogue): Meaning {
  switch (expr.kind) {
    case "number":
      return { unit: undefined, range: { from: expr.value, to: expr.value } };
    case "string":
      return UNKNOWN;
    case "selector":
      return selected(expr, catalogue);
    case "call":
      return called(expr, catalogue);
    case "aggregation":
      return aggregated(expr, catalogue);
    case "binary":
      return combined(expr, catalogue);
    case "unary": {
      const inner = infer(expr.expr, catalogue);
      return expr.operator === "-" ? { ...inner, range: negate(inner.range) } : inner;
    }
    default:
      return infer(expr.expr, catalogue);
  }
}

function selected(selector: Selector, catalogue: SeriesCatalogue): Meaning {
  const series = selector.metric === undefined ? undefined : catalogue.get(selector.metric);
  return series === undefined ? UNKNOWN : { unit: series.unit, range: series.range };
}

const SAME = new Set([
  "avg_over_time",
  "max_over_time",
  "min_over_time",
  "last_over_time",
  "first_over_time",
  "quantile_over_time",
  "sort",
  "sort_desc",
  "label_replace",
  "label_join",
  "ceil",
  "floor",
  "scalar",
  "vector",
]);

const COUNT: Meaning = { unit: undefined, range: NOT_NEGATIVE };

function called(call: Call, catalogue: SeriesCatalogue): Meaning {
  const ofClock = CLOCK[call.name];
  if (ofClock !== undefined) return ofClock;
  if (call.name === "histogram_quantile") return quantile(call, catalogue);
  const operand = call.args[call.name === "quantile_over_time" ? 1 : 0];
  if (operand === undefined) return UNKNOWN;
  const inner = infer(operand, catalogue);
  if (call.name.startsWith("clamp")) return { ...inner, range: clamped(call, inner.range) };
  if (SAME.has(call.name)) return inner;
  return FUNCTIONS[call.name]?.(inner) ?? UNKNOWN;
}

const CLOCK: Readonly<Record<string, Meaning>> = {
  time: { unit: "seconds", range: NOT_NEGATIVE },
  minute: within(0, 59),
  hour: within(0, 23),
  day_of_week: within(0, 6),
  day_of_month: within(1, 31),
  day_of_year: within(1, 366),
  days_in_month: within(28, 31),
  month: within(1, 12),
};

function within(from: number, to: number): Meaning {
  return { unit: undefined, range: { from, to } };
}

const FUNCTIONS: Readonly<Record<string, (inner: Meaning) => Meaning>> = {
  rate: ({ unit }) => ({ unit: perSecond(unit), range: NOT_NEGATIVE }),
  irate: ({ unit }) => ({ unit: perSecond(unit), range: NOT_NEGATIVE }),
  count_over_time: () => COUNT,
  changes: () => COUNT,
  resets: () => COUNT,
  present_over_time: () => COUNT,
  abs: ({ unit }) => ({ unit, range: NOT_NEGATIVE }),
  increase: ({ unit }) => ({ unit, range: NOT_NEGATIVE }),
  delta: ({ unit, range }) => ({ unit, range: extrapolated(subtract(range, range)) }),
  idelta: ({ unit, range }) => ({ unit, range: subtract(range, range) }),
  deriv: ({ unit }) => ({ unit: perSecond(unit), range: ANYTHING }),
  predict_linear: ({ unit }) => ({ unit, range: ANYTHING }),
  sum_over_time: ({ unit, range }) => ({ unit, range: summed(range) }),
  stddev_over_time: ({ unit, range }) => ({ unit, range: { from: 0, to: range.to - range.from } }),
  absent: () => ({ unit: undefined, range: { from: 1, to: 1 } }),
  absent_over_time: () => ({ unit: undefined, range: { from: 1, to: 1 } }),
  round: ({ unit }) => ({ unit, range: ANYTHING }),
  exp: () => ({ unit: undefined, range: NOT_NEGATIVE }),
  sqrt: () => ({ unit: undefined, range: NOT_NEGATIVE }),
};

/** Of two samples, as much again and a tenth is added at either side. */
const MOST_EXTRAPOLATED: Range = { from: 3.2, to: 3.2 };

function extrapolated(range: Range): Range {
  return multiply(range, MOST_EXTRAPOLATED);
}

function perSecond(unit: Unit | undefined): Unit | undefined {
  return unit === undefined ? undefined : `${unit}/s`;
}

// No quantile exceeds the highest finite bucket, whatever was observed. Inside the lowest one Prometheus interpolates from
// zero, so that none falls below its share of it.
function quantile({ args: [rank, buckets] }: Call, catalogue: SeriesCatalogue): Meaning {
  const selector = buckets === undefined ? undefined : firstSelector(buckets);
  const series = selector?.metric === undefined ? undefined : catalogue.get(selector.metric);
  if (series?.type !== "bucket") return UNKNOWN;
  const unit = catalogue.get(`${series.metric}_sum`)?.unit;
  return { unit, range: quantileRange(series.buckets, shareOf(rank)) };
}

function quantileRange(buckets: readonly number[], share: number): Range {
  const [lowest = 0] = buckets;
  const from = lowest > 0 ? Number((lowest * share).toPrecision(12)) : lowest;
  return { from, to: buckets.at(-1) ?? Number.POSITIVE_INFINITY };
}

function shareOf(rank: Expr | undefined): number {
  return Math.min(1, Math.max(0, (rank && constantOf(rank)) ?? 0));
}

function firstSelector(expr: Expr): Selector | undefined {
  if (expr.kind === "selector") return expr;
  if (expr.kind === "call") return expr.args.map(firstSelector).find((found) => found !== undefined);
  return expr.kind === "aggregation" || expr.kind === "paren" ? firstSelector(expr.expr) : undefined;
}

function clamped(call: Call, range: Range): Range {
  const bounds = call.args.slice(1).map((bound) => (bound.kind === "number" ? bound.value : Number.NaN));
  const [first = Number.NaN, second = Number.NaN] = bounds;
  const from = call.name === "clamp_max" ? Number.NEGATIVE_INFINITY : first;
  const to = call.name === "clamp_max" ? first : call.name === "clamp" ? second : Number.POSITIVE_INFINITY;
  if (Number.isNaN(from) || Number.isNaN(to)) return range;
  return { from: Math.min(Math.max(range.from, from), to), to: Math.min(Math.max(range.to, from), to) };
}

function summed(range: Range): Range {
  return { from: range.from >= 0 ? 0 : Number.NEGATIVE_INFINITY, to: range.to <= 0 ? 0 : Number.POSITIVE_INFINITY };
}

function aggregated(expr: Aggregation, catalogue: SeriesCatalogue): Meaning {
  const inner = infer(expr.expr, catalogue);
  switch (expr.operator) {
    case "sum":
      return { unit: inner.unit, range: summed(inner.range) };
    case "count":
    case "count_values":
      return { unit: "series", range: { from: 1, to: Number.POSITIVE_INFINITY } };
    case "group":
      return { unit: undefined, range: { from: 1, to: 1 } };
    case "stddev":
    case "stdvar":
      return { unit: undefined, range: NOT_NEGATIVE };
    default:
      return inner;
  }
}

function combined(expr: Binary, catalogue: SeriesCatalogue): Meaning {
  const left = operand(expr, "left", catalogue);
  const right = operand(expr, "right", catalogue);
  if (isComparison(expr.operator)) return expr.bool === true ? TRUTH : compared(expr, left, right);
  const age = ageOf(expr);
  if (age !== undefined) return { unit: "seconds", range: age };
  const constant = constantOf(expr);
  if (constant !== undefined) return { unit: undefined, range: { from: constant, to: constant } };
  const mean = expr.operator === "/" ? unitOfMean(expr, catalogue) : undefined;
  const result = OPERATORS[expr.operator]?.(left, right, expr) ?? UNKNOWN;
  return mean === undefined ? result : { ...result, unit: mean };
}

/** What stands for series that a side lacks is a value of that side, too. */
function operand(expr: Binary, side: "left" | "right", catalogue: SeriesCatalogue): Meaning {
  const meaning = infer(expr[side], catalogue);
  const value = expr.fill?.[side];
  return value === undefined || Number.isNaN(value)
    ? meaning
    : { ...meaning, range: hull(meaning.range, { from: value, to: value }) };
}

const TRUTH: Meaning = { unit: undefined, range: { from: 0, to: 1 } };

// A comparison lets pass what fulfils it; what it compares with a number on the left is the right side.
function compared({ operator, left, right }: Binary, ofLeft: Meaning, ofRight: Meaning): Meaning {
  if (!isComparison(operator)) return UNKNOWN;
  if (constantOf(left) !== undefined) {
    return { ...ofRight, range: narrowed(ofRight.range, MIRRORED[operator], ofLeft.range) };
  }
  const bound = constantOf(right);
  return bound === undefined ? ofLeft : { ...ofLeft, range: narrowed(ofLeft.range, operator, ofRight.range) };
}

const OPERATORS: Readonly<Partial<Record<BinaryOperator, (left: Meaning, right: Meaning, expr: Binary) => Meaning>>> = {
  "+": (left, right) => ({ unit: left.unit ?? right.unit, range: add(left.range, right.range) }),
  "-": (left, right, expr) => ({ unit: left.unit ?? right.unit, range: difference(expr, left.range, right.range) }),
  "*": (left, right) => ({ unit: product(left.unit, right.unit), range: multiply(left.range, right.range) }),
  "/": (left, right, expr) => quotient(expr, left, right),
  and: (left) => left,
  unless: (left) => left,
  or: (left, right) => ({ unit: left.unit ?? right.unit, range: hull(left.range, right.range) }),
};

function difference(expr: Binary, left: Range, right: Range): Range {
  const range = subtract(left, right);
  return isPaired(expr) && isPartOf(expr.right, expr.left) ? { from: Math.max(0, range.from), to: range.to } : range;
}

// What a histogram observed by how often it did counts what it observes.
function unitOfMean({ left, right }: Binary, catalogue: SeriesCatalogue): Unit | undefined {
  const [sum, count] = [left, right].map((side) => catalogue.get(firstSelector(side)?.metric ?? ""));
  const isMean = sum?.name === `${sum?.metric}_sum` && count?.name === `${sum.metric}_count`;
  return isMean ? sum.unit : undefined;
}

// With on or ignoring, a part may meet another series than the whole that it is a part of.
function isPaired({ matching, fill }: Binary): boolean {
  return matching === undefined && fill === undefined;
}

function product(left: Unit | undefined, right: Unit | undefined): Unit | undefined {
  if (left === undefined || left === "ratio") return right ?? left;
  return right === undefined || right === "ratio" ? left : undefined;
}

function quotient(expr: Binary, left: Meaning, right: Meaning): Meaning {
  const range = divide(left.range, right.range);
  if (right.unit === undefined) return { unit: left.unit, range };
  if (left.unit !== right.unit) {
    return { unit: left.unit === undefined ? undefined : `${left.unit} per ${right.unit}`, range };
  }
  const part = isPaired(expr) && (isPartOf(expr.left, expr.right) || print(expr.left) === print(expr.right));
  return { unit: "ratio", range: part ? { from: 0, to: 1 } : range };
}
