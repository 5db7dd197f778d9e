import {
  impossibleQuantile,
  invalidPromql,
  malformedBound,
  malformedWindow,
  notABucket,
  notACondition,
  undeclaredMetric,
  unlikeAlternatives,
  unlikeUnits,
  wrongMetricType,
} from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { guessDuration, parseDuration } from "../../values/duration.ts";
import { parseQuantity, printQuantity, quantityExample } from "../../values/quantity.ts";
import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { describe } from "../syntax/describe.ts";
import type { Finding } from "../syntax/finding.ts";
import { aggregations, functions } from "../syntax/functions.ts";
import { parse } from "../syntax/parse.ts";
import { print } from "../syntax/print.ts";
import { childrenOf, map, selectors } from "../syntax/walk.ts";
import { absentLabels } from "../types/absent-labels.ts";
import { bucketLabel, labelCatalogue, type Series } from "../types/catalogue.ts";
import { infer } from "../types/infer.ts";
import { type LabelSet, labelsOf } from "../types/labels.ts";
import type { Authored, Lowering } from "./authored.ts";
import { aggregate, quotient, sum } from "./construct.ts";
import { matchersOf } from "./match.ts";
import {
  type AggregateNode,
  type ArithmeticNode,
  COMPARISONS,
  type CombinationNode,
  type ComparisonNode,
  type ExpressionNode,
  type HistogramNode,
  type MetricNode,
  type OffsetNode,
  type OverTimeNode,
} from "./node.ts";

/**
 * Turns what an author wrote, PromQL or the builder's nodes, into a tree. Undefined where a mistake left none; every
 * mistake is reported with its place.
 */
export function lower(source: string | ExpressionNode, place: Place, lowering: Lowering): Authored | undefined {
  const author = new Author(lowering);
  const expr = typeof source === "string" ? author.text(source, place) : author.node(source, place);
  return expr === undefined
    ? undefined
    : {
        expr,
        placeOf: (node) => author.places.get(node) ?? place,
        offsetPlaceOf: (node) => author.offsets.get(node),
        matcherPlaceOf: (matcher) => author.matchers.get(matcher),
        ...(typeof source === "string" ? { text: source } : {}),
      };
}

const FUNCTIONS = {
  rate: "rate",
  increase: "increase",
  average: "avg_over_time",
  maximum: "max_over_time",
  minimum: "min_over_time",
  total: "sum_over_time",
  change: "delta",
  slope: "deriv",
  predicted: "predict_linear",
} as const;

const AGGREGATION_OPERATORS = { sum: "sum", average: "avg", maximum: "max", minimum: "min", count: "count" } as const;

/** What Prometheus itself adds to every scrape, which is seldom what was meant. */
const OF_SCRAPES = /^(?:up|scrape_\w+)$/;

/** Operations besides comparisons that give something true or false. */
const CONDITIONS: ReadonlySet<ExpressionNode["op"]> = new Set(["and", "or", "unless", "absent", "promql"]);

/** What most expressions are made of, and so most typing errors. */
const COMMON_FUNCTIONS: ReadonlySet<string> = new Set([
  ...["rate", "increase", "histogram_quantile", "absent", "avg_over_time", "max_over_time", "min_over_time"],
  ...["sum", "avg", "min", "max", "count", "topk"],
]);

/** Stands for a window that is no duration, so that the rest of the expression can be looked at. */
const INSTEAD = 300_000;

class Author {
  readonly places = new Map<Expr, Place>();
  /** Where selectors were moved into the past. */
  readonly offsets = new Map<Expr, Place>();
  readonly matchers = new Map<Matcher, Place>();
  readonly #lowering: Lowering;

  constructor(lowering: Lowering) {
    this.#lowering = lowering;
  }

  text(source: string, place: Place): Expr | undefined {
    const parsed = parse(source);
    if (parsed.errors !== undefined) {
      for (const [index, error] of parsed.errors.entries()) {
        if (index > 0 && error.kind === "unexpected" && error.expected.length === 0) continue;
        const at = error.span === undefined ? place : { ...place, span: error.span };
        const guess = guessOf(error);
        const data = { problem: describe(error), ...(guess === undefined ? {} : { guess }) };
        this.#lowering.report(invalidPromql, at, data);
      }
      return undefined;
    }
    this.#remember(parsed.expr, place);
    return parsed.expr;
  }

  #remember(expr: Expr, place: Place): void {
    this.places.set(expr, expr.span === undefined ? place : { ...place, span: expr.span });
    for (const child of childrenOf(expr)) this.#remember(child, place);
  }

  node(node: ExpressionNode, place: Place): Expr | undefined {
    const expr = this.#lowered(node, place);
    if (expr !== undefined && !this.places.has(expr)) this.places.set(expr, place);
    return expr;
  }

  #lowered(node: ExpressionNode, place: Place): Expr | undefined {
    switch (node.op) {
      case "metric":
        return this.#metric(node, place);
      case "percentile":
      case "mean":
      case "within":
        return this.#histogram(node, place);
      case "aggregate":
        return this.#aggregate(node, place);
      case "arithmetic":
        return this.#arithmetic(node, place);
      case "and":
      case "or":
      case "unless":
        return this.#combination(node, place);
      case "absent":
        return this.#absent(node, place);
      case "offset":
        return this.#offset(node, place);
      case "promql":
        return this.text(node.text, below(place, "text"));
      case "above":
      case "atLeast":
      case "below":
      case "atMost":
      case "equals":
      case "differsFrom":
        return this.#comparison(node, place);
      default:
        return this.#overTime(node, place);
    }
  }

  #declared(node: ExpressionNode, place: Place): Series | undefined {
    if (node.op !== "metric") {
      const data = { metric: "the expression", type: "computed vector", needs: "a metric as it is scraped" };
      this.#lowering.report(wrongMetricType, whereUsed(place), data);
      return undefined;
    }
    const metric = this.#lowering.metrics.get(node.metric);
    if (metric === undefined) {
      const known = [...this.#lowering.metrics.keys()].filter((name) => !OF_SCRAPES.test(name));
      this.#lowering.report(undeclaredMetric, whereUsed(place), { metric: node.metric, known });
    }
    return metric;
  }

  #metric(node: MetricNode, place: Place): Selector | undefined {
    const metric = this.#declared(node, place);
    if (metric === undefined) return undefined;
    if (metric.type === "histogram") {
      const data = {
        metric: node.metric,
        type: "histogram",
        needs: "its percentile, mean, rate or share within a bound",
      };
      this.#lowering.report(wrongMetricType, whereUsed(place), data);
      return undefined;
    }
    return this.#selector(node.metric, node, place);
  }

  /** The selector of a metric that was written as PromQL. */
  metricText(source: string, place: Place): Selector | undefined {
    const expr = this.text(source, place);
    if (expr === undefined) return undefined;
    if (expr.kind === "selector" && expr.range === undefined && expr.metric !== undefined) {
      return this.#declared({ op: "metric", metric: expr.metric }, place) === undefined ? undefined : expr;
    }
    const data = { metric: source, type: "computed vector", needs: "a metric as it is scraped, with matchers" };
    this.#lowering.report(wrongMetricType, place, data);
    return undefined;
  }

  /** The selector of a metric that was written with the builder. */
  metricNode(node: ExpressionNode, place: Place): Selector | undefined {
    const metric = this.#declared(node, place);
    return metric === undefined || node.op !== "metric" ? undefined : this.#selector(node.metric, node, place);
  }

  #selector(series: string, node: MetricNode, place: Place, range?: number): Selector {
    const matchers = this.#matchers(node, place);
    const selector: Selector = {
      kind: "selector",
      metric: series,
      matchers,
      ...(range === undefined ? {} : { range }),
    };
    this.places.set(selector, whereUsed(place));
    return selector;
  }

  // Each label is looked up where it was named last.
  #matchers(node: MetricNode, place: Place): readonly Matcher[] {
    const at = below(place, "where");
    const own = matchersOf(node.where ?? {}, at, this.#lowering);
    for (const matcher of own) this.matchers.set(matcher, { path: [...at.path, matcher.label] });
    const named = new Set(Object.keys(node.where ?? {}));
    const earlier = node.of === undefined ? [] : this.#matchers(node.of, below(place, "of"));
    return [...earlier.filter(({ label }) => !named.has(label)), ...own].sort(byLabel);
  }

  #window(text: string, place: Place): number {
    const window = parseDuration(text);
    if (window !== undefined) return window;
    const guess = guessDuration(text);
    const data = { found: JSON.stringify(text), ...(guess === undefined ? {} : { guess }) };
    this.#lowering.report(malformedWindow, place, data);
    return INSTEAD;
  }

  #overTime(node: OverTimeNode, place: Place): Expr | undefined {
    const metric = this.#declared(node.of, below(place, "of"));
    const window = this.#window(node.window, below(place, "window"));
    const ahead = node.ahead === undefined ? 0 : this.#window(node.ahead, below(place, "ahead"));
    if (metric === undefined || node.of.op !== "metric" || window === undefined || ahead === undefined)
      return undefined;
    const series = metric.type === "histogram" ? `${metric.name}_count` : metric.name;
    const selector = this.#selector(series, node.of, below(place, "of"), window);
    const args: Expr[] = node.op === "predicted" ? [selector, { kind: "number", value: ahead / 1000 }] : [selector];
    return { kind: "call", name: FUNCTIONS[node.op], args };
  }

  #histogram(node: HistogramNode, place: Place): Expr | undefined {
    const metric = this.#declared(node.of, below(place, "of"));
    const window = this.#window(node.window, below(place, "window"));
    if (metric === undefined || node.of.op !== "metric" || window === undefined) return undefined;
    if (metric.type !== "histogram") {
      const data = { metric: metric.name, type: metric.type, needs: "a histogram" };
      this.#lowering.report(wrongMetricType, whereUsed(below(place, "of")), data);
      return undefined;
    }
    const rate = (suffix: string, more: MetricNode["where"] = {}): Expr => {
      const narrowed = metricOf(node);
      const leaf: MetricNode = { ...narrowed, where: { ...narrowed.where, ...more } };
      const selector = this.#selector(`${metric.name}_${suffix}`, leaf, below(place, "of"), window);
      return { kind: "call", name: "rate", args: [selector] };
    };
    return this.#statistic(node, metric, rate, place);
  }

  #statistic(
    node: HistogramNode,
    metric: Series,
    rate: (suffix: string, where?: MetricNode["where"]) => Expr,
    place: Place,
  ): Expr | undefined {
    const by = node.by ?? [];
    if (node.op === "mean") return quotient(sum(rate("sum"), by), sum(rate("count"), by));
    if (node.op === "percentile") {
      const percentile = node.percentile ?? Number.NaN;
      if (percentile >= 1 && percentile < 100) {
        const quantile: Expr = { kind: "number", value: Number((percentile / 100).toPrecision(12)) };
        return { kind: "call", name: "histogram_quantile", args: [quantile, sum(rate("bucket"), [...by, "le"])] };
      }
      const data = { found: percentile, from: 1, to: 100 };
      this.#lowering.report(impossibleQuantile, below(place, "percentile"), data);
      return undefined;
    }
    const le = this.bucket(node.bound ?? "", metric, below(place, "bound"));
    return le === undefined ? undefined : quotient(sum(rate("bucket", { le }), by), sum(rate("count"), by));
  }

  /** The `le` of the bucket that ends at a bound. */
  bucket(bound: string | number, metric: Series, place: Place): string | undefined {
    const value = this.#quantity(bound, metric.unit, place);
    if (value === undefined) return undefined;
    if (metric.buckets.includes(value)) return bucketLabel(value, this.#lowering.bucketForm);
    const buckets = metric.buckets.map((bucket) => printQuantity(bucket, metric.unit));
    this.#lowering.report(notABucket, place, { bound: String(bound), metric: metric.name, buckets });
    return undefined;
  }

  #aggregate(node: AggregateNode, place: Place): Expr | undefined {
    const expr = this.node(node.of, below(place, "of"));
    if (expr === undefined) return undefined;
    return aggregate(AGGREGATION_OPERATORS[node.how], expr, node.by);
  }

  #arithmetic(node: ArithmeticNode, place: Place): Expr | undefined {
    const left = this.node(node.left, below(place, "left"));
    const right: Expr | undefined =
      typeof node.right === "number"
        ? { kind: "number", value: node.right }
        : this.node(node.right, below(place, "right"));
    if (left === undefined || right === undefined) return undefined;
    if (node.ratio === true) this.#checkRatio(left, right, whereUsed(below(place, "right")));
    return { kind: "binary", operator: node.how, left, right };
  }

  #comparison({ op, left: of, bound }: ComparisonNode, place: Place): Expr | undefined {
    const left = this.node(of, below(place, "left"));
    const at = below(place, "bound");
    const right = typeof bound === "object" ? this.node(bound, at) : this.#literal(bound, this.#unitOf(of, left), at);
    if (left === undefined || right === undefined) return undefined;
    return { kind: "binary", operator: COMPARISONS[op], left, right };
  }

  // What was meant as a ratio is compared as one, also where its sides turn out to be unlike.
  #unitOf(node: ExpressionNode, expr: Expr | undefined): string | undefined {
    if (expr === undefined) return undefined;
    return node.op === "arithmetic" && node.ratio === true ? "ratio" : (infer(expr, this.#lowering.series).unit ?? "");
  }

  #literal(bound: string | number, unit: string | undefined, place: Place): Expr | undefined {
    if (unit === undefined) return undefined;
    const value = this.#quantity(bound, unit, place);
    const literal: Expr = { kind: "number", value: value ?? Number.NaN };
    this.places.set(literal, place);
    return literal;
  }

  #quantity(bound: string | number, unit: string, place: Place): number | undefined {
    const bare = typeof bound === "number" && (unit.includes(" per ") || !/^(ratio|seconds|bytes)$|\/s$/.test(unit));
    const value = bare ? bound : typeof bound === "string" ? parseQuantity(bound, unit) : undefined;
    if (value !== undefined && Number.isFinite(value)) return value;
    this.#lowering.report(malformedBound, place, {
      found: JSON.stringify(bound),
      unit,
      example: quantityExample(unit),
    });
    return undefined;
  }

  #checkRatio(left: Expr, right: Expr, place: Place): void {
    const [over, under] = [left, right].map((side) => infer(side, this.#lowering.series).unit);
    if (over === undefined || under === undefined || over === under) return;
    this.#lowering.report(unlikeUnits, place, { left: over, operator: "/", right: under });
  }

  #combination(node: CombinationNode, place: Place): Expr | undefined {
    const left = this.node(node.left, below(place, "left"));
    const right = this.node(node.right, below(place, "right"));
    if (left === undefined || right === undefined) return undefined;
    this.#checkCondition(node.left, left, below(place, "left"));
    this.#checkCondition(node.right, right, below(place, "right"));
    if (node.op === "or") this.#checkAlternatives(left, right, below(place, "right"));
    const shared = this.#sharedLabels(left, right);
    const matching = shared === undefined ? {} : { matching: { kind: "on", labels: shared } as const };
    return { kind: "binary", operator: node.op, ...matching, left, right };
  }

  #checkCondition({ op }: ExpressionNode, expr: Expr, place: Place): void {
    if (op in COMPARISONS || CONDITIONS.has(op)) return;
    this.#lowering.report(notACondition, whereUsed(place), { expression: print(expr) });
  }

  #checkAlternatives(left: Expr, right: Expr, place: Place): void {
    const [a, b] = [this.#labels(left), this.#labels(right)];
    if (a.open || b.open || [...a.labels].sort().join() === [...b.labels].sort().join()) return;
    const { series, tenantLabel } = this.#lowering;
    if ([left, right].some((side) => absentLabels(side, labelCatalogue(series), tenantLabel).size > 0)) return;
    const data = { first: [...a.labels].sort(), second: [...b.labels].sort() };
    this.#lowering.report(unlikeAlternatives, whereUsed(place), data);
  }

  // What is absent has only the labels that it was asked for with, which no text can rely on.
  #labels(expr: Expr): LabelSet {
    if (expr.kind === "call" && expr.name === "absent") return { open: false, labels: new Set() };
    return labelsOf(expr, labelCatalogue(this.#lowering.series));
  }

  // Conditions of unlike labels are paired on the labels that they share; of equal labels, on all.
  #sharedLabels(left: Expr, right: Expr): readonly string[] | undefined {
    const catalogue = labelCatalogue(this.#lowering.series);
    const [a, b] = [labelsOf(left, catalogue).labels, labelsOf(right, catalogue).labels];
    const shared = [...a].filter((label) => b.has(label)).sort();
    return shared.length === a.size && shared.length === b.size ? undefined : shared;
  }

  #offset(node: OffsetNode, place: Place): Expr | undefined {
    const expr = this.node(node.of, below(place, "of"));
    const ago = this.#window(node.ago, below(place, "ago"));
    if (expr === undefined || ago === undefined) return undefined;
    const shifted = map(expr, (inner) =>
      inner.kind === "selector" ? { ...inner, offset: (inner.offset ?? 0) + ago } : inner,
    );
    this.#moved(expr, shifted, place);
    for (const selector of selectors(shifted)) this.offsets.set(selector, below(place, "ago"));
    return shifted;
  }

  // A copy of a tree was written where the tree was.
  #moved(from: Expr, to: Expr, place: Place): void {
    this.places.set(to, this.places.get(from) ?? place);
    const copies = childrenOf(to);
    for (const [index, child] of childrenOf(from).entries()) this.#moved(child, copies[index] ?? child, place);
  }

  #absent(node: { readonly of: ExpressionNode }, place: Place): Expr | undefined {
    const at = below(place, "of");
    const metric = this.#declared(node.of, at);
    if (metric === undefined || node.of.op !== "metric") return undefined;
    const series = metric.type === "histogram" ? `${metric.name}_count` : metric.name;
    return { kind: "call", name: "absent", args: [this.#selector(series, node.of, at)] };
  }
}

function byLabel(a: Matcher, b: Matcher): number {
  return a.label < b.label ? -1 : 1;
}

function below(place: Place, property: string): Place {
  return { path: [...place.path, property] };
}

function guessOf(error: Finding): string | undefined {
  if (error.kind === "unknown-function") {
    return nearest(error.name, [...functions.keys(), ...aggregations.keys()], COMMON_FUNCTIONS);
  }
  return error.kind === "bad-number" || error.kind === "bad-duration" ? guessDuration(error.text) : undefined;
}

// A metric, or an expression with a name, is made elsewhere; what is wrong is that it stands here.
function whereUsed(place: Place): Place {
  return place.span === undefined ? { path: place.path, part: "use" } : place;
}

function metricOf(node: HistogramNode): MetricNode {
  return node.of.op === "metric" ? node.of : { op: "metric", metric: "" };
}

/** A metric as it is scraped, with the matchers that narrow it. */
export interface LoweredMetric {
  readonly metric: Series;
  readonly authored: Authored;
  /** The selector; for a histogram it names the metric itself, which has no series of that name. */
  readonly selector: Selector;
}

/** Turns what must be a metric, narrowed or not, into its selector. */
export function lowerMetric(
  source: string | ExpressionNode,
  place: Place,
  lowering: Lowering,
): LoweredMetric | undefined {
  const author = new Author(lowering);
  const selector = typeof source === "string" ? author.metricText(source, place) : author.metricNode(source, place);
  const metric = selector?.metric === undefined ? undefined : lowering.metrics.get(selector.metric);
  if (selector === undefined || metric === undefined) return undefined;
  const authored: Authored = {
    expr: selector,
    placeOf: (node) => author.places.get(node) ?? place,
    matcherPlaceOf: (matcher) => author.matchers.get(matcher),
  };
  return { metric, selector, authored };
}
