import * as z from "zod";
import { shapleyValues } from "../../../src/detector/numerics/shapley.ts";
import { compared, numbers, type ParityPart, paired } from "./part.ts";

const section = z.object({
  mean: numbers,
  inv_cov: z.array(numbers),
  cases: z.array(z.object({ x: numbers, score: z.number(), phi: numbers })),
});

/** Exact Shapley values of a squared Mahalanobis distance, absent features at their means. */
export const shapley: ParityPart = (golden) => {
  const { cases, inv_cov, mean } = section.parse(golden["shapley_exact"]);
  const distance = (row: Float64Array): number => {
    const from = Array.from(row, (value, index) => value - Number(mean[index]));
    return inv_cov.reduce((sum, line, i) => {
      return sum + line.reduce((inner, entry, j) => inner + entry * Number(from[i]) * Number(from[j]), 0);
    }, 0);
  };
  const background = [Float64Array.from(mean)];
  const values = cases.map(({ x }) => shapleyValues(distance, Float64Array.from(x), background));
  return [
    compared(
      "Shapley values",
      1e-9,
      cases.flatMap(({ phi }, index) => paired(values[index] ?? [], phi)),
    ),
    compared(
      "their sum",
      1e-9,
      cases.map(
        ({ score }, index) => [(values[index] ?? new Float64Array(0)).reduce((a, b) => a + b, 0), score] as const,
      ),
    ),
  ];
};
