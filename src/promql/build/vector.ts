import type { Duration, Quantity } from "../../values/types.ts";
import { isObject, type Recorded, recorded } from "./record.ts";

declare const labels: unique symbol;
declare const unit: unique symbol;

/** A node as the sandbox records it; `node.ts` says what the schema lets pass. */
export type RecordedNode = Recorded & { readonly op: string };

type ComparisonOp = "above" | "atLeast" | "below" | "atMost" | "equals" | "differsFrom";

/** `A / B` of equal units is a ratio. */
type Divided<U extends string, V extends string> = U extends V ? "ratio" : `${U} per ${V}`;

/**
 * Series with the labels `L`, each value counting `U`. Every method makes a new expression; nothing is computed until
 * Prometheus does.
 */
export class Vector<L extends string, U extends string> {
  // Invariant in both: a vector by service is no vector by route, and a ratio no number of seconds.
  declare readonly [labels]: (_: L) => L;
  declare readonly [unit]: (_: U) => U;

  readonly "~node": RecordedNode;

  constructor(node: RecordedNode) {
    this["~node"] = node;
  }

  /** What the declaration holds of this expression. */
  toJSON(): RecordedNode {
    return this["~node"];
  }

  /** The sum over all series that share these labels. */
  by<const K extends readonly L[]>(...by: K): Vector<K[number], U> {
    return new Vector(recorded(["by[]"], { op: "aggregate", how: "sum", of: this["~node"], by }));
  }

  /** The sum over all series. */
  sum(): Vector<never, U> {
    return new Vector(recorded([], { op: "aggregate", how: "sum", of: this["~node"], by: [] }));
  }

  /** The mean over the series that share these labels. */
  averageBy<const K extends readonly L[]>(...by: K): Vector<K[number], U> {
    return new Vector(recorded(["by[]"], { op: "aggregate", how: "average", of: this["~node"], by }));
  }

  /** The highest of the series that share these labels. */
  maximumBy<const K extends readonly L[]>(...by: K): Vector<K[number], U> {
    return new Vector(recorded(["by[]"], { op: "aggregate", how: "maximum", of: this["~node"], by }));
  }

  /** The lowest of the series that share these labels. */
  minimumBy<const K extends readonly L[]>(...by: K): Vector<K[number], U> {
    return new Vector(recorded(["by[]"], { op: "aggregate", how: "minimum", of: this["~node"], by }));
  }

  /** How many series share these labels. */
  countBy<const K extends readonly L[]>(...by: K): Vector<K[number], "series"> {
    return new Vector(recorded(["by[]"], { op: "aggregate", how: "count", of: this["~node"], by }));
  }

  /** The ratio to something of the same unit and the same labels. */
  dividedBy(other: Vector<L, U>): Vector<L, "ratio"> {
    const parts = { how: "/", ratio: true, left: this["~node"], right: nodeOf(other) };
    return new Vector(recorded(["right"], { op: "arithmetic", ...parts }));
  }

  /** The quotient with something of another unit: seconds per request, euros per listener. */
  per<V extends string>(other: Vector<L, V>): Vector<L, Divided<U, V>> {
    return new Vector(recorded(["right"], { op: "arithmetic", how: "/", left: this["~node"], right: nodeOf(other) }));
  }

  /** The sum with something of the same unit and labels. */
  plus(other: Vector<L, U>): Vector<L, U> {
    return new Vector(recorded(["right"], { op: "arithmetic", how: "+", left: this["~node"], right: nodeOf(other) }));
  }

  /** The difference from something of the same unit and labels. */
  minus(other: Vector<L, U>): Vector<L, U> {
    return new Vector(recorded(["right"], { op: "arithmetic", how: "-", left: this["~node"], right: nodeOf(other) }));
  }

  /** The same as it was so long ago: `plays.rate("1h").offset("1w")`. */
  offset(ago: Duration): Vector<L, U> {
    return new Vector(recorded(["ago"], { op: "offset", of: this["~node"], ago }));
  }

  /** Each value multiplied by a factor without a unit. */
  times(factor: number): Vector<L, U> {
    return new Vector(recorded(["right"], { op: "arithmetic", how: "*", left: this["~node"], right: factor }));
  }

  /** True while the value is greater than the bound. */
  above(bound: Quantity<U> | Vector<L, U>): Condition<L> {
    return compare("above", this["~node"], bound);
  }

  /** True while the value is the bound or greater. */
  atLeast(bound: Quantity<U> | Vector<L, U>): Condition<L> {
    return compare("atLeast", this["~node"], bound);
  }

  /** True while the value is less than the bound. */
  below(bound: Quantity<U> | Vector<L, U>): Condition<L> {
    return compare("below", this["~node"], bound);
  }

  /** True while the value is the bound or less. */
  atMost(bound: Quantity<U> | Vector<L, U>): Condition<L> {
    return compare("atMost", this["~node"], bound);
  }

  /** True while the value is exactly the bound. */
  equals(bound: Quantity<U> | Vector<L, U>): Condition<L> {
    return compare("equals", this["~node"], bound);
  }

  /** True while the value is anything but the bound. */
  differsFrom(bound: Quantity<U> | Vector<L, U>): Condition<L> {
    return compare("differsFrom", this["~node"], bound);
  }
}

/** A gauge's series, which can also be looked at over a window. */
export class Samples<L extends string, U extends string> extends Vector<L, U> {
  /** The mean of each series over the window. */
  averageOver(window: Duration): Vector<L, U> {
    return new Vector(recorded(["window"], { op: "average", of: this["~node"], window }));
  }

  /** The highest value of each series over the window. */
  maximumOver(window: Duration): Vector<L, U> {
    return new Vector(recorded(["window"], { op: "maximum", of: this["~node"], window }));
  }

  /** The lowest value of each series over the window. */
  minimumOver(window: Duration): Vector<L, U> {
    return new Vector(recorded(["window"], { op: "minimum", of: this["~node"], window }));
  }

  /** How much each series changed over the window; negative where it fell. */
  changeOver(window: Duration): Vector<L, U> {
    return new Vector(recorded(["window"], { op: "change", of: this["~node"], window }));
  }

  /** The value that each series reaches `ahead` of now, if the trend of the window goes on (linear regression). */
  predicted(ahead: Duration, window: Duration): Vector<L, U> {
    return new Vector(recorded(["ahead", "window"], { op: "predicted", of: this["~node"], window, ahead }));
  }
}

/** Something that is true or false for each set of the labels `L`; an alert fires while it is true. */
export class Condition<L extends string> {
  declare readonly [labels]: (_: L) => L;

  readonly "~node": RecordedNode;

  constructor(node: RecordedNode) {
    this["~node"] = node;
  }

  /** What the declaration holds of this expression. */
  toJSON(): RecordedNode {
    return this["~node"];
  }

  /** True while both are, for the labels that they share. */
  and<M extends string>(other: Condition<M>): Condition<L> {
    return new Condition(recorded(["right"], { op: "and", left: this["~node"], right: nodeOf(other) }));
  }

  /** True while either is. */
  or(other: Condition<L>): Condition<L> {
    return new Condition(recorded(["right"], { op: "or", left: this["~node"], right: nodeOf(other) }));
  }

  /** True while this one is and the other isn't, for the labels that they share. */
  unless<M extends string>(other: Condition<M>): Condition<L> {
    return new Condition(recorded(["right"], { op: "unless", left: this["~node"], right: nodeOf(other) }));
  }
}

function compare<L extends string>(op: ComparisonOp, left: RecordedNode, bound: unknown): Condition<L> {
  return new Condition(recorded(["bound"], { op, left, bound: nodeOf(bound) }));
}

/** The data of an expression; whatever else an author passes is kept as it is, for the schema to judge. */
export function nodeOf(value: unknown): unknown {
  return isObject(value) && "~node" in value ? value["~node"] : value;
}
