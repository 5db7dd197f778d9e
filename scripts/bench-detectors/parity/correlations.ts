import * as z from "zod";
import {
  crossCorrelation,
  kendall,
  pearson,
  pearsonProbability,
  spearman,
} from "../../../src/detector/numerics/correlation.ts";
import { compared, numbers, type ParityPart } from "./part.ts";

const section = z.object({
  a: numbers,
  b: numbers,
  c: numbers,
  pearson_ab: z.number(),
  pearson_p: z.number(),
  spearman_ab: z.number(),
  kendall_ab: z.number(),
  xcorr_lag_b_after_a: z.record(z.string(), z.number()),
  best_lag: z.number(),
});
const LONGEST_LAG = 10;

/** Correlations against scipy's. */
export const correlations: ParityPart = (golden) => {
  const at = section.parse(golden["correlation"]);
  const crossed = crossCorrelation(at.a, at.b, LONGEST_LAG);
  const lags = Object.entries(at.xcorr_lag_b_after_a);
  return [
    compared("correlation by Pearson", 1e-9, [[pearson(at.a, at.b), at.pearson_ab]]),
    compared("correlation by Pearson: p", 1e-6, [[pearsonProbability(pearson(at.a, at.b), at.a.length), at.pearson_p]]),
    compared("correlation by Spearman", 1e-9, [[spearman(at.a, at.b), at.spearman_ab]]),
    compared("correlation by Kendall", 1e-9, [[kendall(at.a, at.b), at.kendall_ab]]),
    compared(
      "correlation by lag",
      1e-9,
      lags.map(([lag, value]) => [Number(crossed[Number(lag) + LONGEST_LAG]), value] as const),
    ),
    compared("correlation by lag: the best", 0, [[crossed.indexOf(Math.max(...crossed)) - LONGEST_LAG, at.best_lag]]),
  ];
};
