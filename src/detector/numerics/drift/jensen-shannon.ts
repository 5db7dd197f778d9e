import { countInBins } from "./bins.ts";
import { shares } from "./population-stability.ts";

/** Divergence of Jensen and Shannon between two histograms over the same bins, in nats: 0..ln 2 (Lin 1991). */
export function jensenShannonDivergence(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const [p, q] = [shares(left), shares(right)];
  let sum = 0;
  for (const [bin, share] of p.entries()) {
    const other = Number(q[bin]);
    const middle = (share + other) / 2;
    sum += relativeEntropy(share, middle) + relativeEntropy(other, middle);
  }
  return Math.max(0, sum / 2);
}

/** Distance of Jensen and Shannon: the root of the divergence, in the given base. A metric; 0..1 in base 2. */
export function jensenShannonDistance(left: ArrayLike<number>, right: ArrayLike<number>, base = 2): number {
  return Math.sqrt(jensenShannonDivergence(left, right) / Math.log(base));
}

/** Distance of two samples, in base 2, over bins of the same width from their least to their greatest value. */
export function jensenShannonOfSamples(left: ArrayLike<number>, right: ArrayLike<number>, bins = 20): number {
  const all = Float64Array.from([...Array.from(left), ...Array.from(right)]).sort();
  const low = Number(all[0]);
  const width = (Number(all[all.length - 1]) - low) / bins;
  const edges = Array.from({ length: bins - 1 }, (_, index) => low + width * (index + 1));
  return jensenShannonDistance(countInBins(left, edges), countInBins(right, edges));
}

function relativeEntropy(share: number, of: number): number {
  return share === 0 ? 0 : share * Math.log(share / of);
}
