import { chiSquaredTail } from "../../numerics/chi-squared.ts";
import { countInBins, quantileEdges } from "../../numerics/drift/bins.ts";
import { homogeneity } from "../../numerics/drift/homogeneity.ts";
import { jensenShannonDivergence } from "../../numerics/drift/jensen-shannon.ts";
import { kolmogorovSmirnov } from "../../numerics/drift/kolmogorov-smirnov.ts";
import { populationStability } from "../../numerics/drift/population-stability.ts";
import type { Parameters } from "./parameters.ts";

/** Added to each count, so that an empty bin isn't held for impossible: with it the probabilities below are about true. */
const UNSEEN = 0.5;

/**
 * Probability that two windows of one distribution differ as much. The population stability index and 8 × the divergence of Jensen and
 * Shannon are, in small differences, chi-squared × (1/n + 1/m) (Yurdakul 2018; their expansions to the second order).
 */
export function probabilityOf(
  reference: readonly number[],
  current: readonly number[],
  { bins, test }: Parameters,
): number {
  if (test === "kolmogorov-smirnov") return kolmogorovSmirnov(reference, current).probability;
  const edges = quantileEdges(reference, bins);
  if (edges.length === 0) return 1;
  const [before, after] = [countInBins(reference, edges), countInBins(current, edges)];
  if (test === "chi-squared") return homogeneity([before, after]).probability;
  const distanceOf = test === "population-stability" ? populationStability : eightfoldDivergence;
  const distance = distanceOf(before.map(withUnseen), after.map(withUnseen));
  const weight = (reference.length * current.length) / (reference.length + current.length);
  return chiSquaredTail(distance * weight, edges.length);
}

function eightfoldDivergence(left: Float64Array, right: Float64Array): number {
  return 8 * jensenShannonDivergence(left, right);
}

function withUnseen(count: number): number {
  return count + UNSEEN;
}
