import { KdTree } from "./kd-tree.ts";

/** The label of a row that belongs to no cluster. */
export const NOISE = -1;

/** What DBSCAN is told: how near neighbours are, and how many of them, the row itself included, make a row a core. */
export interface Density {
  readonly epsilon: number;
  readonly minSamples: number;
}

/**
 * The cluster of each row of a table by DBSCAN (Ester, Kriegel, Sander and Xu 1996, "A density-based algorithm for discovering
 * clusters"), NOISE where it is in none. Clusters are numbered by their first core row; a row at the border of
 * several belongs to the first of them. A k-d tree finds the neighbours.
 */
export function dbscan(rows: Float64Array, features: number, { epsilon, minSamples }: Density): Int32Array {
  const tree = new KdTree(rows, features);
  const neighbours = Array.from({ length: rows.length / features }, (_, row) => tree.within(row, epsilon));
  const isCore = (row: number) => (neighbours[row]?.length ?? 0) >= minSamples;
  const labels = new Int32Array(neighbours.length).fill(NOISE);
  let clusters = 0;
  for (let row = 0; row < labels.length; row += 1) {
    if (labels[row] !== NOISE || !isCore(row)) continue;
    const reached = [row];
    for (let next = reached.pop(); next !== undefined; next = reached.pop()) {
      if (labels[next] !== NOISE) continue;
      labels[next] = clusters;
      if (isCore(next)) reached.push(...(neighbours[next] ?? []));
    }
    clusters += 1;
  }
  return labels;
}
