import { firesWhenHealthy, otherDirection } from "../../../diagnostics/codes/intent.ts";
import type { Place } from "../../../diagnostics/diagnostic.ts";
import { plainText } from "../../../program/text.ts";
import { COMPARISONS } from "../../../promql/build/node.ts";
import type { Call, ComparisonOperator, Expr, Selector } from "../../../promql/syntax/ast.ts";
import { print } from "../../../promql/syntax/print.ts";
import { selectors } from "../../../promql/syntax/walk.ts";
import { type Comparison, conjuncts, mainComparison } from "../../../promql/types/comparison.ts";
import { constantOf } from "../../../promql/types/constant.ts";
import { isPartOf } from "../../../promql/types/part.ts";
import type { Check, Report } from "../check.ts";
import { type Recorded, recordedBy } from "../recorded.ts";
import { type Conditioned, conditioned } from "./conditions.ts";
import { badValues, type Direction, saidDirection, saysNothing, shareSubject } from "./words.ts";

/**
 * A comparison that is the other way round than what is bad: told by the alert's words together with the metric's, by what
 * counts failures, by targets that are up.
 */
export const directions: Check = (program, report) => {
  const recorded = recordedBy(program);
  for (const one of conditioned(program)) {
    const { authored } = one.expression;
    const main = mainComparison(authored.expr);
    if (main === undefined) continue;
    const healthy = healthyState(main, authored.expr, recorded);
    if (healthy !== undefined) report(firesWhenHealthy, authored.placeOf(main.right), healthy);
    else checkWords(main, one, recorded, report);
  }
};

/** What is so while nothing is wrong, where it fulfils the comparison. */
function healthyState(main: Comparison, condition: Expr, recorded: Recorded) {
  const common = { operator: main.operator, bound: String(Number(main.bound.toPrecision(6))) };
  if (isUp(main) && conjuncts(condition).length === 1) {
    const left = selectors(main.left)[0]?.metric ?? "up";
    return { ...common, left, state: left === "up" ? "is 1 while targets are up" : "is 1 while it is up" };
  }
  return isSmallShareOfFailures(main, recorded)
    ? { ...common, left: "the share of what fails", state: "is 0 while nothing fails" }
    : undefined;
}

function isUp({ left, operator, bound }: Comparison): boolean {
  const read = left.kind === "aggregation" && /^(avg|min|max)$/.test(left.operator) ? left.expr : left;
  if (read.kind !== "selector" || !isFlagOfUp(read)) return false;
  const fulfils: Readonly<Record<ComparisonOperator, boolean>> = {
    "==": bound === 1,
    "!=": bound === 0,
    ">": bound < 1,
    ">=": bound <= 1,
    "<": bound > 1,
    "<=": bound >= 1,
  };
  return fulfils[operator];
}

function isFlagOfUp({ metric = "" }: Selector): boolean {
  return /(?:^|_)up$/.test(metric);
}

function isSmallShareOfFailures({ left, operator, bound }: Comparison, recorded: Recorded): boolean {
  if ((operator !== "<" && operator !== "<=") || bound >= 0.5) return false;
  const share = resolved(left, recorded);
  if (share.kind !== "binary" || share.operator !== "/") return false;
  return isPartOf(share.left, share.right) && selectors(share.left).some(countsFailures);
}

// Through names of recordings, and what keeps values as they are.
function resolved(expr: Expr, recorded: Recorded): Expr {
  const inner = insideOf(expr, recorded);
  return inner === undefined ? expr : resolved(inner, recorded);
}

function insideOf(expr: Expr, recorded: Recorded): Expr | undefined {
  if (expr.kind === "paren") return expr.expr;
  if (expr.kind === "selector") return expr.matchers.length === 0 ? recorded.get(expr.metric ?? "") : undefined;
  return expr.kind === "aggregation" && (expr.operator === "max" || expr.operator === "min") ? expr.expr : undefined;
}

const FAILING = /^(5|fail|error|timeout|reject|denied|abort|lost|late$|late\||dropped|expired)/i;

function countsFailures({ metric = "", matchers }: Selector): boolean {
  if (badValues(metric) === "high" && /error|fail|timeout/.test(metric)) return true;
  return matchers.some(({ operator, value }) => (operator === "=" || operator === "=~") && FAILING.test(value));
}

function checkWords(main: Comparison, { alert, expression }: Conditioned, recorded: Recorded, report: Report): void {
  const { left, operator } = main;
  if (!/^[<>]/.test(operator)) return;
  const asks: Direction = operator.startsWith(">") ? "high" : "low";
  const text = `${alert.name} ${plainText(alert.summary)}`;
  const said = saidDirection(text);
  if (said === undefined || !isOpposite(said.direction, asks, left, text, recorded)) return;
  const short = print(left);
  const place = expression.authored.placeOf(main.right);
  const data = { words: said.word, operator: inForm(operator, place), left: short.length > 60 ? "the value" : short };
  report(otherDirection, place, data);
}

function isOpposite(
  said: Direction | "trouble",
  asks: Direction,
  left: Expr,
  text: string,
  recorded: Recorded,
): boolean {
  const names = namesIn(left, recorded);
  const bad = badValuesOf(left, recorded) ?? badValues(names);
  if (said === "trouble") return bad !== undefined && bad !== asks;
  if (said === asks || bad === asks) return false;
  return bad !== undefined || shareSubject(text, names) || isMissed(text, left);
}

const BUILDER = new Map(Object.entries(COMPARISONS).map(([word, operator]) => [operator, word]));

/** A comparison as its author wrote it: an operator of PromQL, or a word of the builder. */
function inForm(operator: ComparisonOperator, { span }: Place): string {
  return span === undefined ? (BUILDER.get(operator) ?? operator) : operator;
}

// Events that nothing calls bad are wanted, and missed where a text says that there are none.
function isMissed(text: string, left: Expr): boolean {
  return saysNothing(text) && isOfEvents(left);
}

function isOfEvents(expr: Expr): boolean {
  if (expr.kind === "paren" || expr.kind === "aggregation") return isOfEvents(expr.expr);
  return expr.kind === "call" && /^(rate|irate|increase)$/.test(expr.name);
}

function namesIn(expr: Expr, recorded: Recorded): string {
  return selectors(expr)
    .map(({ metric = "" }) => `${metric} ${namesOfRecorded(metric, recorded)}`)
    .join(" ");
}

function namesOfRecorded(metric: string, recorded: Recorded): string {
  const source = recorded.get(metric);
  return source === undefined
    ? ""
    : selectors(source)
        .map(({ metric: inner = "" }) => inner)
        .join(" ");
}

/** Which values of an expression are bad, as far as the names of what it measures say. */
function badValuesOf(expr: Expr, recorded: Recorded): Direction | undefined {
  const inner = resolved(expr, recorded);
  switch (inner.kind) {
    case "selector":
      return ofSelector(inner);
    case "call":
      return ofCall(inner, recorded);
    case "aggregation":
      return inner.operator === "count" ? undefined : badValuesOf(inner.expr, recorded);
    case "subquery":
      return badValuesOf(inner.expr, recorded);
    case "binary":
      return ofBinary(inner, recorded);
    default:
      return undefined;
  }
}

function ofSelector(selector: Selector): Direction | undefined {
  if (countsFailures(selector)) return "high";
  return isFlagOfUp(selector) ? "low" : badValues(selector.metric ?? "");
}

function ofCall({ name, args }: Call, recorded: Recorded): Direction | undefined {
  const argument = args.at(name === "histogram_quantile" || name === "quantile_over_time" ? 1 : 0);
  const isOther = /^(absent|changes|time|scalar)/.test(name);
  return argument === undefined || isOther ? undefined : badValuesOf(argument, recorded);
}

function ofBinary(
  { operator, left, right }: Extract<Expr, { kind: "binary" }>,
  recorded: Recorded,
): Direction | undefined {
  if (operator === "/" || operator === "*") {
    return constantOf(left) === undefined ? badValuesOf(left, recorded) : badValuesOf(right, recorded);
  }
  const turned = operator === "-" && constantOf(left) !== undefined ? badValuesOf(right, recorded) : undefined;
  return turned === undefined ? undefined : turned === "high" ? "low" : "high";
}
