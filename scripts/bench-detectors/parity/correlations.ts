import * as z from "zod";
import { chiSquaredQuantile } from "../../../src/detector/numerics/chi-squared.ts";
import {
  crossCorrelation,
  kendall,
  pearson,
  pearsonProbability,
  spearman,
} from "../../../src/detector/numerics/correlation.ts";
import { spreadOf, squaredDistance } from "../../../src/detector/numerics/mahalanobis.ts";
import { compared, numbers, type ParityPart, paired } from "./part.ts";

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
  cov: z.array(numbers),
  mahalanobis: numbers,
  chi2_ppf_999_df3: z.number(),
});
const LONGEST_LAG = 10;

/** Correlations against scipy's. */
export const correlations: ParityPart = (golden) => {
  const at = section.parse(golden["correlation"]);
  const crossed = crossCorrelation(at.a, at.b, LONGEST_LAG);
  const lags = Object.entries(at.xcorr_lag_b_after_a);
  const rows = at.a.map((value, index) => [value, Number(at.b[index]), Number(at.c[index])]);
  const spread = spreadOf(rows);
  return [
    compared("covariance", 1e-9, paired(spread.covariances, at.cov.flat())),
    compared(
      "Mahalanobis distance",
      1e-9,
      paired(
        rows.map((row) => Math.sqrt(squaredDistance(row, spread))),
        at.mahalanobis,
      ),
    ),
    compared("chi-squared quantile", 1e-9, [[chiSquaredQuantile(0.001, 3), at.chi2_ppf_999_df3]]),
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
