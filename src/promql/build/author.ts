import {
  invalidPromql,
  malformedBound,
  malformedWindow,
  undeclaredMetric,
  wrongMetricType,
} from "../../diagnostics/codes/expression.ts";
import type { Place } from "../../diagnostics/diagnostic.ts";
import { guessDuration, parseDuration } from "../../values/duration.ts";
import { parseQuantity, quantityExample } from "../../values/quantity.ts";
import type { Expr, Matcher, Selector } from "../syntax/ast.ts";
import { depthOf } from "../syntax/depth.ts";
import { describe } from "../syntax/describe.ts";
import { guessOf } from "../syntax/guess.ts";
import { parse } from "../syntax/parse.ts";
import { childrenOf } from "../syntax/walk.ts";
import type { Series } from "../types/catalogue.ts";
import type { Lowering } from "./authored.ts";
import { matchersOf } from "./match.ts";
import type { ExpressionNode, MetricNode } from "./node.ts";

/** What Prometheus itself adds to every scrape, which is seldom what was meant. */
const OF_SCRAPES = /^(?:up|scrape_\w+)$/;

/** Stands for a window that is no duration, so that the rest of the expression can be looked at. */
const INSTEAD = 300_000;

/** The most mistakes of one expression that are told. */
const MOST_ERRORS = 10;
/** An author's expression is no larger than that; what is made of it grows, and is read again. */
const LONGEST_TEXT = 100_000;
const MOST_LEVELS = 1000;

/** Lowers a part of an expression. */
export type Lowered = (node: ExpressionNode, place: Place) => Expr | undefined;

/**
 * What all of an expression's parts are lowered with: it remembers where each was written, and makes the selectors of
 * declared metrics.
 */
export class Author {
  readonly places = new Map<Expr, Place>();
  /** Where selectors were moved into the past. */
  readonly offsets = new Map<Expr, Place>();
  readonly named = new Map<Matcher, Place>();
  readonly lowering: Lowering;

  constructor(lowering: Lowering) {
    this.lowering = lowering;
  }

  /** Whether a tree is no larger than what can be worked on; says so where it is. */
  isWorkable(expr: Expr, place: Place): boolean {
    const isWorkable = depthOf(expr) <= MOST_LEVELS;
    if (!isWorkable) this.tooComplex(MOST_LEVELS, "levels", place);
    return isWorkable;
  }

  tooComplex(limit: number, unit: "characters" | "levels", place: Place): void {
    this.lowering.report(invalidPromql, place, { problem: describe({ kind: "too-complex", limit, unit }) });
  }

  text(source: string, place: Place): Expr | undefined {
    if (source.length > LONGEST_TEXT) {
      this.tooComplex(LONGEST_TEXT, "characters", place);
      return undefined;
    }
    const parsed = parse(source);
    if (parsed.errors !== undefined) {
      for (const [index, error] of parsed.errors.slice(0, MOST_ERRORS).entries()) {
        if (index > 0 && error.kind === "unexpected" && error.expected.length === 0) continue;
        const at = error.span === undefined ? place : { ...place, span: error.span };
        const guess = guessOf(error);
        const data = { problem: describe(error), ...(guess === undefined ? {} : { guess }) };
        this.lowering.report(invalidPromql, at, data);
      }
      return undefined;
    }
    this.remember(parsed.expr, place);
    return parsed.expr;
  }

  remember(expr: Expr, place: Place): void {
    this.places.set(expr, expr.span === undefined ? place : { ...place, span: expr.span });
    for (const child of childrenOf(expr)) this.remember(child, place);
  }

  declared(node: ExpressionNode, place: Place): Series | undefined {
    if (node.op !== "metric") {
      const data = { metric: "the expression", type: "computed vector", needs: "a metric as it is scraped" };
      this.lowering.report(wrongMetricType, whereUsed(place), data);
      return undefined;
    }
    const metric = this.lowering.metrics.get(node.metric);
    if (metric === undefined) {
      const known = [...this.lowering.metrics.keys()].filter((name) => !OF_SCRAPES.test(name));
      this.lowering.report(undeclaredMetric, whereUsed(place), { metric: node.metric, known });
    }
    return metric;
  }

  /** The selector of a metric that was written as PromQL. */
  metricText(source: string, place: Place): Selector | undefined {
    const expr = this.text(source, place);
    if (expr === undefined) return undefined;
    if (expr.kind === "selector" && expr.range === undefined && expr.metric !== undefined) {
      return this.declared({ op: "metric", metric: expr.metric }, place) === undefined ? undefined : expr;
    }
    const data = { metric: source, type: "computed vector", needs: "a metric as it is scraped, with matchers" };
    this.lowering.report(wrongMetricType, place, data);
    return undefined;
  }

  /** The selector of a metric that was written with the builder. */
  metricNode(node: ExpressionNode, place: Place): Selector | undefined {
    const metric = this.declared(node, place);
    return metric === undefined || node.op !== "metric" ? undefined : this.selector(node.metric, node, place);
  }

  selector(series: string, node: MetricNode, place: Place, range?: number): Selector {
    const matchers = this.matchers(node, place);
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
  matchers(node: MetricNode, place: Place): readonly Matcher[] {
    const at = below(place, "where");
    const own = matchersOf(node.where ?? {}, at, this.lowering);
    for (const matcher of own) this.named.set(matcher, { path: [...at.path, matcher.label] });
    const named = new Set(Object.keys(node.where ?? {}));
    const earlier = node.of === undefined ? [] : this.matchers(node.of, below(place, "of"));
    return [...earlier.filter(({ label }) => !named.has(label)), ...own].sort(byLabel);
  }

  window(text: string, place: Place): number {
    const window = parseDuration(text);
    if (window !== undefined) return window;
    const guess = guessDuration(text);
    const data = { found: JSON.stringify(text), ...(guess === undefined ? {} : { guess }) };
    this.lowering.report(malformedWindow, place, data);
    return INSTEAD;
  }

  quantity(bound: string | number, unit: string, place: Place): number | undefined {
    const bare = typeof bound === "number" && (unit.includes(" per ") || !/^(ratio|seconds|bytes)$|\/s$/.test(unit));
    const value = bare ? bound : typeof bound === "string" ? parseQuantity(bound, unit) : undefined;
    if (value !== undefined && Number.isFinite(value)) return value;
    this.lowering.report(malformedBound, place, {
      found: JSON.stringify(bound),
      unit,
      example: quantityExample(unit),
    });
    return undefined;
  }
}

function byLabel(a: Matcher, b: Matcher): number {
  return a.label < b.label ? -1 : 1;
}

/** The place of a property of what stands at a place. */
export function below(place: Place, property: string): Place {
  return { path: [...place.path, property] };
}

/** A metric, or an expression with a name, is made elsewhere; what is wrong is that it stands here. */
export function whereUsed(place: Place): Place {
  return place.span === undefined ? { path: place.path, part: "use" } : place;
}
