/**
 * A PromQL expression as plain data: what the parser returns, the printer prints, and every analysis walks.
 * Durations are milliseconds. `span` is the half-open range of UTF-16 offsets in the text it was parsed from;
 * trees made by the DSL have none.
 */
export type Expr = NumberLiteral | StringLiteral | Selector | Subquery | Call | Aggregation | Binary | Unary | Paren;

export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly span?: Span;
}

export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly value: number;
  /** As written (`1e3`, `0x1f`, `5m` as a number of seconds), where the text is to survive printing. */
  readonly text?: string;
}

export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
}

export type MatchOperator = "=" | "!=" | "=~" | "!~";

export interface Matcher extends Node {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A length of time that is computed where the query runs, in seconds. */
export type Duration =
  | DurationLiteral
  | { readonly kind: "query"; readonly name: "step" | "range" }
  | { readonly kind: "choice"; readonly name: "max_of" | "min_of"; readonly left: Duration; readonly right: Duration }
  | { readonly kind: "negative"; readonly duration: Duration }
  /** A plain length in parentheses: Prometheus computes it, though there is nothing to compute. */
  | { readonly kind: "paren"; readonly duration: DurationLiteral }
  | {
      readonly kind: "arithmetic";
      readonly operator: DurationOperator;
      readonly left: Duration;
      readonly right: Duration;
    };

export interface DurationLiteral {
  readonly kind: "length";
  readonly value: number;
  /** As written (`5m`), where the text is to survive printing. */
  readonly text?: string;
}

export type DurationOperator = "+" | "-" | "*" | "/" | "%" | "^";

/** Which lengths of a selector or subquery are computed. */
export interface Computed {
  readonly range?: Duration;
  readonly step?: Duration;
  readonly offset?: Duration;
}

/** Offset and `@` modifiers, as selectors and subqueries take them. */
export interface TimeShift {
  /**
   * Lengths that are computed. The number beside each is what it is in an instant query, as rules are: NaN where
   * Prometheus would refuse to go on.
   */
  readonly computed?: Computed;
  /** Milliseconds into the past; negative looks ahead. */
  readonly offset?: number;
  /** Seconds since the epoch, or the ends of the query's range. */
  readonly at?: number | "start" | "end";
}

export interface Selector extends Node, TimeShift {
  readonly kind: "selector";
  /** Absent where only matchers select (`{__name__=~"…"}`). */
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
  /** Milliseconds. Present: a range vector; absent: an instant vector. */
  readonly range?: number;
  /** What is beyond the range counts, too: exactly at its ends, or between the samples around them. */
  readonly extended?: Extended;
}

export type Extended = "anchored" | "smoothed";

export interface Subquery extends Node, TimeShift {
  readonly kind: "subquery";
  readonly expr: Expr;
  readonly range: number;
  readonly step?: number;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expr[];
}

export type AggregationOperator =
  | "sum"
  | "avg"
  | "min"
  | "max"
  | "count"
  | "group"
  | "stddev"
  | "stdvar"
  | "topk"
  | "bottomk"
  | "quantile"
  | "count_values"
  | "limitk"
  | "limit_ratio";

export interface Grouping {
  readonly kind: "by" | "without";
  readonly labels: readonly string[];
}

export interface Aggregation extends Node {
  readonly kind: "aggregation";
  readonly operator: AggregationOperator;
  readonly grouping?: Grouping;
  /** `k` of topk, the quantile of quantile, the label of count_values. */
  readonly parameter?: Expr;
  readonly expr: Expr;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^" | "atan2";
export type ComparisonOperator = "==" | "!=" | ">" | "<" | ">=" | "<=";
export type SetOperator = "and" | "or" | "unless";
/** Cut a native histogram's buckets above or below a value. */
export type TrimOperator = "</" | ">/";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

export interface Matching {
  readonly kind: "on" | "ignoring";
  readonly labels: readonly string[];
  /** `group_left` or `group_right` with the labels it carries over. */
  readonly group?: { readonly side: "left" | "right"; readonly include: readonly string[] };
}

/** The values that stand for series which one side has and the other lacks. */
export interface Fill {
  readonly left?: number;
  readonly right?: number;
}

export interface Binary extends Node {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly bool?: boolean;
  readonly matching?: Matching;
  readonly fill?: Fill;
  readonly left: Expr;
  readonly right: Expr;
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly operator: "+" | "-";
  readonly expr: Expr;
}

export interface Paren extends Node {
  readonly kind: "paren";
  readonly expr: Expr;
}
