import type { Aggregation, Binary, ComparisonOperator, Expr, Matcher, Selector } from "../../../promql/syntax/ast.ts";
import { isComparison, isSetOperator, MIRRORED } from "../../../promql/syntax/precedence.ts";
import { print } from "../../../promql/syntax/print.ts";
import type { SeriesCatalogue } from "../../../promql/types/catalogue.ts";
import { constantOf } from "../../../promql/types/constant.ts";
import { infer } from "../../../promql/types/infer.ts";
import { printDuration } from "../../../values/duration.ts";
import { printQuantity } from "../../../values/quantity.ts";
import { code, enumerated, type Markdown, md } from "../markdown/markdown.ts";
import { callInWords, percentile } from "./calls.ts";

/** What the words of an expression depend on. */
export interface Vocabulary {
  /** The label whose matcher every selector has, and which goes without saying. */
  readonly tenantLabel: string;
  /** Series that have a name for people, with their unit: `the error ratio of player over 1h`. */
  readonly series: ReadonlyMap<string, { readonly name: Markdown; readonly unit: string }>;
  /** What the series mean that expressions read. */
  readonly catalogue: SeriesCatalogue;
  /** The unit of what the condition compares, where the catalogue doesn't tell. */
  readonly unit: string;
}

const relation: Readonly<Record<ComparisonOperator, string>> = {
  ">": "is above",
  ">=": "is at least",
  "<": "is below",
  "<=": "is at most",
  "==": "is",
  "!=": "is not",
};

/** A condition as a clause: `the rate per second of … is above 5`. */
export function conditionInWords(expr: Expr, words: Vocabulary): Markdown {
  if (expr.kind === "paren") return conditionInWords(expr.expr, words);
  if (constantOf(expr) !== undefined) return md`Prometheus evaluates its rules`;
  if (expr.kind === "call" && (expr.name === "absent" || expr.name === "vector"))
    return presence(expr.name, expr.args, words);
  if (expr.kind !== "binary") return md`there is ${measureInWords(expr, words)}`;
  if (isSetOperator(expr.operator)) return combined(expr, words);
  const { operator } = expr;
  return comparison(operator) ? compared(expr, operator, words) : md`there is ${measureInWords(expr, words)}`;
}

function presence(name: "absent" | "vector", [inner]: readonly Expr[], words: Vocabulary): Markdown {
  if (inner === undefined || name === "vector") return md`Prometheus evaluates its rules`;
  return md`no series of ${measureInWords(inner, words)} exists`;
}

function comparison(operator: Binary["operator"]): operator is ComparisonOperator {
  return isComparison(operator);
}

function combined({ operator, left, right }: Binary, words: Vocabulary): Markdown {
  const conjunction =
    operator === "and" ? (left.kind === "binary" && left.operator === "and" ? "and" : "while") : operator;
  const [first, second] = [conditionInWords(left, words), conditionInWords(right, inheriting(left, right, words))];
  return md`${first}, ${conjunction} ${second}`;
}

// A second condition on something else, like a number of events, has no part in the unit of the first.
function inheriting(left: Expr, right: Expr, words: Vocabulary): Vocabulary {
  return shape(left) === shape(right) ? words : { ...words, unit: "" };
}

/** An expression without its numbers and lengths of time: equal for two windows of one measure. */
function shape(expr: Expr): string {
  return print(expr).replaceAll(/\d+(?:\.\d+)?(?:ms|[smhdwy])?/g, "#");
}

function compared({ left, right }: Binary, operator: ComparisonOperator, words: Vocabulary): Markdown {
  if (constantOf(left) !== undefined)
    return compared({ left: right, right: left, kind: "binary", operator }, MIRRORED[operator], words);
  const bound = constantOf(right);
  const unit = unitOf(left, words);
  const limit = bound === undefined ? measureInWords(right, words) : md`**${printQuantity(bound, unit)}**`;
  return md`${measureInWords(left, words)} ${relation[operator]} ${limit}`;
}

/** The unit of what an expression measures. */
export function unitOf(expr: Expr, words: Vocabulary): string {
  const named = expr.kind === "selector" ? words.series.get(expr.metric ?? "") : undefined;
  return named?.unit ?? infer(expr, words.catalogue).unit ?? words.unit;
}

/** A value as a noun: `the sum of the rate per second of … for each service`. */
export function measureInWords(expr: Expr, words: Vocabulary): Markdown {
  switch (expr.kind) {
    case "number":
      return md`${printQuantity(expr.value, "")}`;
    case "string":
      return code(expr.value);
    case "selector":
      return selectorInWords(expr, words);
    case "binary":
      return binaryInWords(expr, words);
    default:
      return appliedInWords(expr, (inner) => measureInWords(inner, words));
  }
}

function appliedInWords(
  expr: Exclude<Expr, { kind: "number" | "string" | "selector" | "binary" }>,
  name: (inner: Expr) => Markdown,
): Markdown {
  switch (expr.kind) {
    case "call":
      return callInWords(expr, name);
    case "aggregation":
      return aggregationInWords(expr, name);
    case "unary":
      return expr.operator === "-" ? md`minus ${name(expr.expr)}` : name(expr.expr);
    case "subquery":
      return md`${name(expr.expr)} over ${printDuration(expr.range)}`;
    case "paren":
      return name(expr.expr);
  }
}

function selectorInWords(selector: Selector, words: Vocabulary): Markdown {
  const named = words.series.get(selector.metric ?? "");
  const implied = named === undefined ? [words.tenantLabel] : [words.tenantLabel, "slo", "drift"];
  const matchers = selector.matchers.filter(({ label }) => !implied.includes(label));
  const metric = named?.name ?? code(selector.metric ?? "series");
  const where = matchers.length === 0 ? md`` : md` with ${enumerated(matchers.map(matcherInWords))}`;
  const shift = selector.offset
    ? md` as of ${printDuration(Math.abs(selector.offset))} ${selector.offset > 0 ? "before" : "later"}`
    : md``;
  return md`${metric}${where}${shift}`;
}

const matching = { "=": "=", "!=": "other than", "=~": "like", "!~": "unlike" } as const;

function matcherInWords({ label, operator, value }: Matcher): Markdown {
  if (value === "") return operator === "=" ? md`no ${code(label)}` : md`any ${code(label)}`;
  return operator === "=" ? code(`${label}=${value}`) : md`${code(label)} ${matching[operator]} ${code(value)}`;
}

const aggregated: Readonly<Partial<Record<Aggregation["operator"], string>>> = {
  sum: "the sum",
  avg: "the average",
  min: "the smallest",
  max: "the largest",
  count: "the number of series",
  group: "the presence",
  stddev: "the standard deviation",
  stdvar: "the variance",
  topk: "the largest",
  bottomk: "the smallest",
};

function aggregationInWords(expr: Aggregation, name: (inner: Expr) => Markdown): Markdown {
  const { operator, parameter, grouping } = expr;
  if (operator === "quantile" && parameter !== undefined)
    return md`${percentile(parameter)} of ${name(expr.expr)}${groupingInWords(grouping)}`;
  const words = aggregated[operator];
  if (words === undefined) return code(print(expr));
  const count = parameter === undefined ? md`` : md` ${name(parameter)}`;
  return md`${words}${count} of ${name(expr.expr)}${groupingInWords(grouping)}`;
}

function groupingInWords(grouping: Aggregation["grouping"]): Markdown {
  if (grouping === undefined || (grouping.kind === "by" && grouping.labels.length === 0)) return md``;
  const labels = enumerated(grouping.labels.map(code));
  return grouping.kind === "by" ? md` for each ${labels}` : md` over all ${labels}`;
}

const arithmetic: Readonly<Record<string, string>> = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  "/": "divided by",
  "%": "modulo",
  "^": "to the power of",
  and: "where there is also",
  or: "or else",
  unless: "where there is no",
};

function binaryInWords(expr: Binary, words: Vocabulary): Markdown {
  const constant = constantOf(expr);
  if (constant !== undefined) return md`${printQuantity(constant, "")}`;
  const { operator } = expr;
  if (comparison(operator)) return md`(${compared(expr, operator, { ...words, unit: "" })})`;
  const between = arithmetic[operator];
  if (between === undefined) return code(print(expr));
  return md`${operand(expr.left, words)} ${between} ${operand(expr.right, words)}`;
}

/** Words have no precedence: what is computed first stands in parentheses. */
function operand(expr: Expr, words: Vocabulary): Markdown {
  const inner = measureInWords(expr, words);
  const computed = expr.kind === "paren" ? expr.expr : expr;
  const loose = computed.kind === "binary" && constantOf(computed) === undefined && !isComparison(computed.operator);
  return loose ? md`(${inner})` : inner;
}
