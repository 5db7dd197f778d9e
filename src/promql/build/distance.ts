import type { Expr, Selector } from "../syntax/ast.ts";
import { aggregate, call, compare, number, quotient, subtract, sum } from "./construct.ts";

/** A histogram's series over a window: range vectors of its buckets and of its count. */
export interface Window {
  readonly bucket: Selector;
  readonly count: Selector;
}

/**
 * The Kolmogorov–Smirnov distance of two windows over a histogram's buckets: the largest difference of their cumulative
 * distributions at any bucket's bound, which is 0 to 1.
 */
export function kolmogorovSmirnov(current: Window, reference: Window): Expr {
  const difference = subtract(cumulative(current), cumulative(reference));
  return aggregate("max", call("abs", difference), []);
}

// The share of a window's events at or below each bound.
function cumulative({ bucket, count }: Window): Expr {
  const all = eventsIn(count);
  const upTo = sum(call("increase", bucket), ["le"]);
  return {
    kind: "binary",
    operator: "/",
    matching: { kind: "on", labels: [], group: { side: "left", include: [] } },
    left: upTo,
    right: all,
  };
}

/** The least share of a bin, where it is empty: the logarithm needs more than nothing. */
const LEAST_SHARE = 1e-4;

/** A bin between two bounds of a histogram, open below and beyond its ends. */
export interface Bin {
  /** `0.1..0.2`, `..0.1`, `5.0..`. */
  readonly name: string;
  readonly below?: string;
  readonly bound?: string;
}

/** The bins between a histogram's bounds, and the ones beyond them. */
export function binsOf(bounds: readonly string[]): readonly Bin[] {
  return [...bounds, undefined].map((bound, index) => {
    const below = bounds[index - 1];
    return {
      name: `${below ?? ""}..${bound ?? ""}`,
      ...(below === undefined ? {} : { below }),
      ...(bound === undefined ? {} : { bound }),
    };
  });
}

/** The share of a window's events that lie in a bin, 0.0001 at least. */
export function shareOf(window: Window, { below, bound }: Bin): Expr {
  const all = eventsIn(window.count);
  const upTo = bound === undefined ? all : upToBound(window, bound);
  const within = below === undefined ? upTo : subtract(upTo, upToBound(window, below));
  return call("clamp_min", quotient(within, all), number(LEAST_SHARE));
}

/** The population stability index `Σ (p − q) ln(p / q)` of recorded shares, which have the same labels but for their name. */
export function populationStability(current: Selector, reference: Selector): Expr {
  const term: Expr = {
    kind: "binary",
    operator: "*",
    left: subtract(current, reference),
    right: call("ln", quotient(current, reference)),
  };
  return sum(term, []);
}

// Where nothing happened there is no distribution, rather than one of no numbers.
function eventsIn(count: Selector): Expr {
  return compare(">", sum(call("increase", count), []), number(0));
}

function upToBound({ bucket }: Window, bound: string): Expr {
  const le = { label: "le", operator: "=", value: bound } as const;
  return sum(call("increase", { ...bucket, matchers: [...bucket.matchers, le] }), []);
}
