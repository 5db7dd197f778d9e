import * as z from "zod";
import { averagePathLength } from "../../../src/detector/numerics/average-path-length.ts";
import { dbscan } from "../../../src/detector/numerics/dbscan.ts";
import { compared, equalLists, numbers, type ParityPart, paired } from "./part.ts";

const figures = z.object({
  iforest_c_factor: z.object({ n: numbers, c: numbers }),
  dbscan: z.object({
    cases: z.array(z.object({ X: z.array(numbers), eps: z.number(), min_samples: z.number(), labels: numbers })),
  }),
});

/** The average path of isolation trees, and the clusters of DBSCAN. */
export const trees: ParityPart = (golden) => {
  const { iforest_c_factor, dbscan: clusters } = figures.parse(golden);
  const paths = iforest_c_factor.n.map(averagePathLength);
  const labelled = clusters.cases.map(({ X, eps, labels, min_samples }) => {
    const found = dbscan(Float64Array.from(X.flat()), X[0]?.length ?? 0, { epsilon: eps, minSamples: min_samples });
    return [[...found], labels] as const;
  });
  return [
    compared("isolation forest, average path", 1e-9, paired(paths, iforest_c_factor.c)),
    equalLists("DBSCAN, labels", labelled),
  ];
};
