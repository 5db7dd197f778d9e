import { quantile } from "../order.ts";

/**
 * The inner edges of bins that hold about the same share of a sample each; equal edges are one, the least and the greatest value none. Bin k holds what is at or above k edges,
 * so that the first and the last bin are open.
 */
export function quantileEdges(values: ArrayLike<number>, bins: number): number[] {
  const sorted = Float64Array.from(values).sort();
  const edges = Array.from({ length: bins - 1 }, (_, index) => quantile(sorted, (index + 1) / bins));
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  return edges.filter((edge, index) => edge !== edges[index - 1] && edge !== low && edge !== high);
}

/** How many of the values lie in each bin between sorted edges. O(n log bins). */
export function countInBins(values: ArrayLike<number>, edges: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  for (let index = 0; index < values.length; index += 1) {
    const bin = edgesUpTo(Number(values[index]), edges);
    counts[bin] = Number(counts[bin]) + 1;
  }
  return counts;
}

function edgesUpTo(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(edges[middle]) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
