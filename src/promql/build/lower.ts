import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Expr, Selector } from "../syntax/ast.ts";
import type { Series } from "../types/catalogue.ts";
import { Author, below, type Lowered } from "./author.ts";
import type { Authored, Lowering } from "./authored.ts";
import { combination, comparison } from "./condition-operations.ts";
import { histogram } from "./histogram-operations.ts";
import { absent, metric, overTime } from "./metric-operations.ts";
import type { ExpressionNode } from "./node.ts";
import { aggregated, arithmetic, offset } from "./vector-operations.ts";

/**
 * Turns what an author wrote, PromQL or the builder's nodes, into a tree. Undefined where a mistake left none; every
 * mistake is reported with its place.
 */
export function lower(source: string | ExpressionNode, place: Place, lowering: Lowering): Authored | undefined {
  const author = new Author(lowering);
  const expr = typeof source === "string" ? author.text(source, place) : lowererOf(author)(source, place);
  return expr === undefined || !author.isWorkable(expr, place)
    ? undefined
    : {
        expr,
        placeOf: (node) => author.places.get(node) ?? place,
        offsetPlaceOf: (node) => author.offsets.get(node),
        matcherPlaceOf: (matcher) => author.named.get(matcher),
        ...(typeof source === "string" ? { text: source } : {}),
      };
}

/** Lowers the builder's nodes by their operation. */
function lowererOf(author: Author): Lowered {
  const lowered: Lowered = (node, place) => {
    const expr = byOperation(node, place, author, lowered);
    if (expr !== undefined && !author.places.has(expr)) author.places.set(expr, place);
    return expr;
  };
  return lowered;
}

function byOperation(node: ExpressionNode, place: Place, author: Author, lowered: Lowered): Expr | undefined {
  switch (node.op) {
    case "metric":
      return metric(node, place, author);
    case "percentile":
    case "mean":
    case "within":
      return histogram(node, place, author);
    case "aggregate":
      return aggregated(node, place, lowered);
    case "arithmetic":
      return arithmetic(node, place, author, lowered);
    case "and":
    case "or":
    case "unless":
      return combination(node, place, author, lowered);
    case "absent":
      return absent(node, place, author);
    case "offset":
      return offset(node, place, author, lowered);
    case "promql":
      return author.text(node.text, below(place, "text"));
    case "above":
    case "atLeast":
    case "below":
    case "atMost":
    case "equals":
    case "differsFrom":
      return comparison(node, place, author, lowered);
    default:
      return overTime(node, place, author);
  }
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
    matcherPlaceOf: (matcher) => author.named.get(matcher),
  };
  return { metric, selector, authored };
}
