import type { Call, Expr } from "../../../promql/syntax/ast.ts";
import { print } from "../../../promql/syntax/print.ts";
import { constantOf } from "../../../promql/types/constant.ts";
import { printDuration } from "../../../values/duration.ts";
import { printQuantity } from "../../../values/quantity.ts";
import { code, type Markdown, md, type Piece } from "../markdown/markdown.ts";

/** What names an expression that stands inside another one. */
export type Name = (expr: Expr) => Markdown;

/** Functions of one vector, by what they make of it. */
const ofVector: Readonly<Record<string, string>> = {
  abs: "the absolute value of",
  ceil: "the next whole number above",
  floor: "the whole part of",
  round: "the rounded value of",
  sqrt: "the square root of",
  ln: "the natural logarithm of",
  exp: "the exponential of",
  timestamp: "the time of the last sample of",
  sort: "",
  sort_desc: "",
  scalar: "",
  vector: "",
};

/** Functions of a range, by what they make of it. */
const ofRange: Readonly<Record<string, string>> = {
  rate: "the rate per second of",
  irate: "the latest rate per second of",
  increase: "the increase of",
  delta: "the change of",
  idelta: "the latest change of",
  deriv: "the slope per second of",
  changes: "the number of changes of",
  resets: "the number of resets of",
  avg_over_time: "the average of",
  max_over_time: "the maximum of",
  min_over_time: "the minimum of",
  sum_over_time: "the sum of the samples of",
  count_over_time: "the number of samples of",
  last_over_time: "the last value of",
  present_over_time: "the presence of",
  absent_over_time: "the absence of",
  stddev_over_time: "the standard deviation of",
  stdvar_over_time: "the variance of",
};

/** A function's result in words; its PromQL where there are none. */
export function callInWords(call: Call, name: Name): Markdown {
  const [first, second] = call.args;
  if (first === undefined) return call.name === "time" ? md`the present time` : code(print(call));
  const vector = ofVector[call.name];
  if (vector !== undefined) return vector === "" ? name(first) : md`${vector} ${name(first)}`;
  const range = ofRange[call.name];
  if (range !== undefined) return md`${range} ${overRange(first, name)}`;
  return second === undefined ? code(print(call)) : ofTwo(call, first, second, name);
}

function ofTwo(call: Call, first: Expr, second: Expr, name: Name): Markdown {
  switch (call.name) {
    case "histogram_quantile":
      return md`${percentile(first)} of ${name(second)}`;
    case "quantile_over_time":
      return md`${percentile(first)} of ${overRange(second, name)}`;
    case "predict_linear":
      return md`what ${overRange(first, name)} leads to in ${ahead(second, name)}`;
    case "clamp_min":
    case "clamp_max":
      return md`${name(first)}, at ${call.name === "clamp_min" ? "least" : "most"} ${name(second)}`;
    case "label_replace":
    case "label_join":
      return name(first);
    default:
      return code(print(call));
  }
}

function ahead(seconds: Expr, name: Name): Piece {
  const constant = constantOf(seconds);
  return constant === undefined ? name(seconds) : printQuantity(constant, "seconds");
}

/** `the 95th percentile`, or the quantile's own expression. */
export function percentile(quantile: Expr): Markdown {
  const value = constantOf(quantile);
  if (value === undefined) return md`the quantile ${code(print(quantile))}`;
  if (value === 0.5) return md`the median`;
  return md`the ${ordinal(Number((value * 100).toPrecision(6)))} percentile`;
}

function ordinal(number: number): string {
  const ending = { 1: "st", 2: "nd", 3: "rd" }[number % 10];
  return `${number}${ending === undefined || (number % 100 > 10 && number % 100 < 14) ? "th" : ending}`;
}

/** What a function of a range is applied to, with the length of the range. */
function overRange(expr: Expr, name: Name): Markdown {
  if (expr.kind === "paren") return overRange(expr.expr, name);
  if (expr.kind === "subquery") {
    const { range, step, ...inner } = expr;
    return md`${name({ ...inner, kind: "paren" })} over ${printDuration(range)}`;
  }
  if (expr.kind !== "selector" || expr.range === undefined) return name(expr);
  const { range, ...instant } = expr;
  return md`${name(instant)} over ${printDuration(range)}`;
}
