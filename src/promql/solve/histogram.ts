import type { Cell } from "./cells.ts";
import { rounded, type Setting, tidy } from "./signal.ts";

/** What a histogram's series gain from sample to sample. */
export interface HistogramGrowth {
  /** Events at or below each bound, from sample to sample. */
  readonly upTo: readonly number[];
  readonly sum: number;
}

/** How a histogram grows with a setting; remembered, as all its series ask for the same one after the other. */
export function histogramGrowth({ family }: Cell, isSpread: boolean): (setting: Setting) => HistogramGrowth {
  const middles = middlesOf(family.bounds);
  const known = new Map<string, HistogramGrowth>();
  return ({ amount, shape }) => {
    const key = `${amount} ${shape}`;
    const found = known.get(key);
    if (found) return found;
    if (known.size > 16) known.clear();
    const last = family.bounds.length - 1;
    const beyond = isSpread ? 0 : Math.max(0, shape - last);
    const bins = sharesOf(family.bounds.length, Math.min(shape, last), isSpread).map((share) =>
      rounded(share * amount),
    );
    let total = 0;
    const upTo = bins.map((bin) => {
      total = tidy(total + bin);
      return total;
    });
    const growth = {
      upTo,
      sum: tidy(
        bins.reduce((sum, bin, index) => sum + bin * (middles[index] ?? 0) * (index === last ? 10 ** beyond : 1), 0),
      ),
    };
    known.set(key, growth);
    return growth;
  };
}

/** How a histogram's events are shared among its bins. `spread`: evenly, drawn towards the last bound by the shape. */
function sharesOf(bins: number, shape: number, isSpread: boolean): readonly number[] {
  const shares = Array.from({ length: bins }, () => 0);
  if (isSpread) {
    const last = Math.max(0, bins - 2);
    return shares.map((_, bin) => (1 - shape) / bins + (bin === last ? shape : 0));
  }
  const lower = Math.min(bins - 1, Math.floor(shape));
  shares[lower] = 1 - (shape - lower);
  if (lower + 1 < bins) shares[lower + 1] = shape - lower;
  return shares;
}

/** A typical value of each bin, for sums: its middle; beyond the last bound half as much again. */
function middlesOf(bounds: readonly number[]): readonly number[] {
  return bounds.map((bound, index) => {
    const below = bounds[index - 1] ?? Math.min(0, bound);
    return tidy(Number.isFinite(bound) ? (below + bound) / 2 : below * 1.5);
  });
}
