/**
 * What the DSL's expressions record: one node a call, as plain data. `lower` turns nodes into PromQL trees outside the
 * sandbox. Texts are the author's own (`"5m"`, `"1%"`): whoever lowers them judges them.
 */
export type ExpressionNode =
  | MetricNode
  | OverTimeNode
  | HistogramNode
  | AggregateNode
  | ArithmeticNode
  | ComparisonNode
  | CombinationNode
  | AbsentNode
  | OffsetNode
  | PromqlNode;

/** What a label must be: a value, one of several, a regular expression, or none of these. */
export type MatchNode =
  | string
  | readonly string[]
  | { readonly regex: string; readonly flags?: string }
  | { readonly not: string | readonly string[] | { readonly regex: string; readonly flags?: string } };

export interface MetricNode {
  readonly op: "metric";
  readonly metric: string;
  /** The metric as an earlier call narrowed it; labels that both name are as this one says. */
  readonly of?: MetricNode;
  readonly where?: Readonly<Record<string, MatchNode>>;
}

export const OVER_TIME = [
  "rate",
  "increase",
  "average",
  "maximum",
  "minimum",
  "total",
  "change",
  "slope",
  "predicted",
] as const;

export interface OverTimeNode {
  readonly op: (typeof OVER_TIME)[number];
  readonly of: ExpressionNode;
  readonly window: string;
  /** How far `predicted` looks ahead. */
  readonly ahead?: string;
}

/** Statistics of a histogram over a window: a percentile, the mean, or the ratio of events at or below a bound. */
export interface HistogramNode {
  readonly op: "percentile" | "mean" | "within";
  readonly of: ExpressionNode;
  readonly window: string;
  readonly percentile?: number;
  readonly bound?: string | number;
  readonly by?: readonly string[];
}

export const AGGREGATIONS = ["sum", "average", "maximum", "minimum", "count"] as const;

export interface AggregateNode {
  readonly op: "aggregate";
  readonly how: (typeof AGGREGATIONS)[number];
  readonly of: ExpressionNode;
  readonly by: readonly string[];
}

export interface ArithmeticNode {
  readonly op: "arithmetic";
  readonly how: "+" | "-" | "*" | "/";
  readonly left: ExpressionNode;
  readonly right: ExpressionNode | number;
  /** The author means a ratio: both sides must count the same. */
  readonly ratio?: true;
}

export const COMPARISONS = {
  above: ">",
  atLeast: ">=",
  below: "<",
  atMost: "<=",
  equals: "==",
  differsFrom: "!=",
} as const;

export interface ComparisonNode {
  readonly op: keyof typeof COMPARISONS;
  readonly left: ExpressionNode;
  readonly bound: ExpressionNode | string | number;
}

export interface CombinationNode {
  readonly op: "and" | "or" | "unless";
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

export interface AbsentNode {
  readonly op: "absent";
  readonly of: ExpressionNode;
}

/** An expression as it was `ago`. */
export interface OffsetNode {
  readonly op: "offset";
  readonly of: ExpressionNode;
  readonly ago: string;
}

/** PromQL written by hand, where the builder has no words for it. */
export interface PromqlNode {
  readonly op: "promql";
  readonly text: string;
}
