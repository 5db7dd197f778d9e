import * as z from "zod";
import { countInBins, quantileEdges } from "../../../src/detector/numerics/drift/bins.ts";
import { homogeneity } from "../../../src/detector/numerics/drift/homogeneity.ts";
import { jensenShannonDistance, jensenShannonOfSamples } from "../../../src/detector/numerics/drift/jensen-shannon.ts";
import { populationStability } from "../../../src/detector/numerics/drift/population-stability.ts";
import { energyDistance, wasserstein } from "../../../src/detector/numerics/drift/transport.ts";
import { compared, numbers, type ParityPart } from "./part.ts";

const stability = z.object({ cases: z.array(z.object({ ref: numbers, cur: numbers, psi: z.number() })) });
const jensenShannon = z.object({
  vectors: z.array(z.object({ p: numbers, q: numbers, distance_base2: z.number(), distance_nat: z.number() })),
  samples: z.array(z.object({ a: numbers, b: numbers, distance_base2: z.number() })),
});
const others = z.object({
  a: numbers,
  b: numbers,
  wasserstein: z.number(),
  energy: z.number(),
  chi2: z.object({ rows: z.array(numbers), stat: z.number(), p: z.number() }),
});

/** Distances of samples against scipy's and evidently's. */
export const distances: ParityPart = (golden) => {
  const { cases } = stability.parse(golden["psi"]);
  const { samples, vectors } = jensenShannon.parse(golden["jensen_shannon"]);
  const other = others.parse(golden["other_drift"]);
  const test = homogeneity(other.chi2.rows);
  return [
    compared(
      "population stability index",
      1e-9,
      cases.map(({ cur, psi, ref }) => {
        const edges = quantileEdges(ref, 10);
        return [populationStability(countInBins(ref, edges), countInBins(cur, edges)), psi] as const;
      }),
    ),
    compared(
      "Jensen–Shannon distance",
      1e-9,
      vectors.flatMap(
        ({ distance_base2, distance_nat, p, q }) =>
          [
            [jensenShannonDistance(p, q), distance_base2],
            [jensenShannonDistance(p, q, Math.E), distance_nat],
          ] as const,
      ),
    ),
    compared(
      "Jensen–Shannon distance of samples",
      1e-9,
      samples.map(({ a, b, distance_base2 }) => [jensenShannonOfSamples(a, b), distance_base2] as const),
    ),
    compared("Wasserstein distance", 1e-9, [[wasserstein(other.a, other.b), other.wasserstein]]),
    compared("energy distance", 1e-9, [[energyDistance(other.a, other.b), other.energy]]),
    compared("chi-squared test: statistic", 1e-9, [[test.statistic, other.chi2.stat]]),
    compared("chi-squared test: p", 1e-6, [[test.probability, other.chi2.p]]),
  ];
};
