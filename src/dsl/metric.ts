import { type Recorded, recorded, spread } from "../promql/build/record.ts";
import { Condition, type RecordedNode, Samples, Vector } from "../promql/build/vector.ts";
import type { Duration, Quantity } from "../values/types.ts";
import { type Labels, matchNodes, type TargetLabels, upTo, type Where } from "./label.ts";

/** What every metric says of itself. */
export interface MetricOptions<U extends string> {
  /** What it counts, in a sentence; becomes the panel's description. */
  readonly help: string;
  /** Each label with its values, or with `upTo(count)` where they are not known beforehand. */
  readonly labels?: Labels;
  /** `seconds`, `bytes`, `ratio`, or a word of your own such as `requests` or `EUR`. */
  readonly unit?: U;
}

/** What a gauge says of itself. */
export interface GaugeOptions<U extends string> extends MetricOptions<U> {
  /** The lowest and highest value that it can take; a ratio has 0 % to 100 % without saying so. */
  readonly range?: { readonly from?: Quantity<U>; readonly to?: Quantity<U> };
}

/** What a histogram says of itself. */
export interface HistogramOptions<U extends string> extends MetricOptions<U> {
  /** Upper bounds in base units, rising, without infinity: `0.2` is 200 ms. */
  readonly buckets: readonly number[];
}

declare const unit: unique symbol;

/** A counter of any labels that counts `U`. */
export interface Events<U extends string> extends AnyMetric {
  readonly [unit]: (_: U) => U;
}

type NoLabels = Record<never, never>;

/** What a tenant lists under `metrics`. */
export interface AnyMetric {
  readonly "~kind": "metric";
  readonly name: string;
  readonly "~definition": Recorded;
}

/** What counters and histograms have in common. */
abstract class Scraped<L extends Labels, U extends string> implements Events<U> {
  declare readonly [unit]: (_: U) => U;
  readonly "~kind" = "metric";
  readonly name: string;
  readonly labels: L;
  readonly "~definition": Recorded;
  readonly "~node": RecordedNode;

  constructor(name: string, labels: L, definition: Recorded, node: RecordedNode) {
    this.name = name;
    this.labels = labels;
    this["~definition"] = definition;
    this["~node"] = node;
  }

  /** What the declaration holds where an expression uses this metric. */
  toJSON(): RecordedNode {
    return this["~node"];
  }

  /** True while there is no such series at all. */
  absent(): Condition<never> {
    return new Condition(recorded([], { op: "absent", of: this["~node"] }));
  }
}

/** A number that only grows: look at its rate or its increase. */
export class Counter<L extends Labels, U extends string> extends Scraped<L, U> {
  /** The series with these label values. */
  where(where: Where<L>): Counter<L, U> {
    return new Counter(this.name, this.labels, this["~definition"], narrowed(this.name, this["~node"], where));
  }

  /** Events per second, over the window. */
  rate(window: Duration): Vector<keyof (L & TargetLabels) & string, `${U}/s`> {
    return new Vector(recorded(["window"], { op: "rate", of: this["~node"], window }));
  }

  /** Events within the window. */
  increase(window: Duration): Vector<keyof (L & TargetLabels) & string, U> {
    return new Vector(recorded(["window"], { op: "increase", of: this["~node"], window }));
  }
}

/** A number that rises and falls. */
export class Gauge<L extends Labels, U extends string>
  extends Samples<keyof (L & TargetLabels) & string, U>
  implements AnyMetric
{
  readonly "~kind" = "metric";
  readonly name: string;
  readonly labels: L;
  readonly "~definition": Recorded;

  constructor(name: string, labels: L, definition: Recorded, node: RecordedNode) {
    super(node);
    this.name = name;
    this.labels = labels;
    this["~definition"] = definition;
  }

  /** The series with these label values. */
  where(where: Where<L>): Gauge<L, U> {
    return new Gauge(this.name, this.labels, this["~definition"], narrowed(this.name, this["~node"], where));
  }

  /** True while there is no such series at all. */
  absent(): Condition<never> {
    return new Condition(recorded([], { op: "absent", of: this["~node"] }));
  }
}

/** Observations counted in buckets. */
export class Histogram<L extends Labels, U extends string> extends Scraped<L, U> {
  /** The series with these label values. */
  where(where: Where<L>): Histogram<L, U> {
    return new Histogram(this.name, this.labels, this["~definition"], narrowed(this.name, this["~node"], where));
  }

  /** The value that `percentile` percent of the observations within the window don't exceed, for each set of `by`. */
  percentile<const K extends readonly (keyof (L & TargetLabels) & string)[]>(
    percentile: number,
    window: Duration,
    ...by: K
  ): Vector<K[number], U> {
    const args = ["percentile", "window", "by[]"];
    return new Vector(recorded(args, { op: "percentile", of: this["~node"], percentile, window, by }));
  }

  /** The mean of the observations within the window, for each set of `by`. */
  mean<const K extends readonly (keyof (L & TargetLabels) & string)[]>(
    window: Duration,
    ...by: K
  ): Vector<K[number], U> {
    return new Vector(recorded(["window", "by[]"], { op: "mean", of: this["~node"], window, by }));
  }

  /** The share of the observations within the window that don't exceed `bound`, which is one of the buckets. */
  within<const K extends readonly (keyof (L & TargetLabels) & string)[]>(
    bound: Quantity<U>,
    window: Duration,
    ...by: K
  ): Vector<K[number], "ratio"> {
    return new Vector(recorded(["bound", "window", "by[]"], { op: "within", of: this["~node"], bound, window, by }));
  }

  /** Observations per second, over the window. */
  rate(window: Duration): Vector<keyof (L & TargetLabels) & string, "events/s"> {
    return new Vector(recorded(["window"], { op: "rate", of: this["~node"], window }));
  }

  /** Observations within the window. */
  increase(window: Duration): Vector<keyof (L & TargetLabels) & string, "events"> {
    return new Vector(recorded(["window"], { op: "increase", of: this["~node"], window }));
  }
}

/** Declares a counter; its name ends in `_total`. */
export function counter<const L extends Labels, const U extends string = "events">(
  name: string,
  options: MetricOptions<U> & { readonly labels: L },
): Counter<L, U>;
export function counter<const U extends string = "events">(
  name: string,
  options: MetricOptions<U>,
): Counter<NoLabels, U>;
export function counter(name: string, options: MetricOptions<string>): Counter<Labels, string> {
  return new Counter(name, labelsOf(options), defined("counter", name, options), reference(name));
}

/** Declares a gauge. */
export function gauge<const L extends Labels, const U extends string = "">(
  name: string,
  options: GaugeOptions<U> & { readonly labels: L },
): Gauge<L, U>;
export function gauge<const U extends string = "">(name: string, options: GaugeOptions<U>): Gauge<NoLabels, U>;
export function gauge(name: string, options: MetricOptions<string>): Gauge<Labels, string> {
  return new Gauge(name, labelsOf(options), defined("gauge", name, options), reference(name));
}

/** Declares a histogram with classic buckets. */
export function histogram<const L extends Labels, const U extends string = "">(
  name: string,
  options: HistogramOptions<U> & { readonly labels: L },
): Histogram<L, U>;
export function histogram<const U extends string = "">(
  name: string,
  options: HistogramOptions<U>,
): Histogram<NoLabels, U>;
export function histogram(name: string, options: MetricOptions<string>): Histogram<Labels, string> {
  return new Histogram(name, labelsOf(options), defined("histogram", name, options), reference(name));
}

/** The share of a target's scrapes that it answers: 100 % while it is up. Prometheus knows it of every scrape job. */
export const up: Gauge<TargetLabels, "ratio"> = new Gauge(
  "up",
  { instance: upTo(1000), job: upTo(100) },
  defined("gauge", "up", {}),
  reference("up"),
);

function defined(type: string, name: string, options: unknown): Recorded {
  return recorded(["name", "..."], { ...spread(options), name, type });
}

function reference(metric: string): RecordedNode {
  return recorded(["metric"], { op: "metric", metric });
}

function narrowed(metric: string, node: RecordedNode, where: unknown): RecordedNode {
  const earlier = "where" in node ? { of: node } : {};
  return recorded(["where"], { op: "metric", metric, ...earlier, where: matchNodes(where) });
}

function labelsOf(options: MetricOptions<string>): Labels {
  return options?.labels ?? {};
}
