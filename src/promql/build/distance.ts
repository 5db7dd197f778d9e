import type { Expr, Selector } from "../syntax/ast.ts";
import { aggregate, call, number, quotient, subtract, sum } from "./construct.ts";

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
  const all = sum(call("increase", count), []);
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

/**
 * The population stability index of two windows over the bins between a histogram's bounds and the one beyond:
 * `Σ (p − q) ln(p / q)`, shares of less than 0.0001 taken as that.
 */
export function populationStability(current: Window, reference: Window, bounds: readonly string[]): Expr {
  const terms = [...bounds, undefined].map((bound, index) => {
    const share = (window: Window) => shareOf(window, bounds[index - 1], bound);
    const [p, q] = [share(current), share(reference)];
    const logarithm = call("ln", quotient(p, q));
    return { kind: "binary", operator: "*", left: subtract(p, q), right: logarithm } as const;
  });
  return terms.reduce<Expr>(
    (total, term, index) => (index === 0 ? term : { kind: "binary", operator: "+", left: total, right: term }),
    number(0),
  );
}

// Events above `below` and up to `bound`, as a share of all.
function shareOf(window: Window, below: string | undefined, bound: string | undefined): Expr {
  const all = sum(call("increase", window.count), []);
  const upTo = bound === undefined ? all : upToBound(window, bound);
  const within = below === undefined ? upTo : subtract(upTo, upToBound(window, below));
  return call("clamp_min", quotient(within, all), number(LEAST_SHARE));
}

function upToBound({ bucket }: Window, bound: string): Expr {
  const le = { label: "le", operator: "=", value: bound } as const;
  return sum(call("increase", { ...bucket, matchers: [...bucket.matchers, le] }), []);
}
