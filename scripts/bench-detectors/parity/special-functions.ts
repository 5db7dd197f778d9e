import * as z from "zod";
import { chiSquaredTail } from "../../../src/detector/numerics/chi-squared.ts";
import { incompleteBeta } from "../../../src/detector/numerics/incomplete-beta.ts";
import { kolmogorovTail, oneSampleTail } from "../../../src/detector/numerics/kolmogorov.ts";
import { logGamma } from "../../../src/detector/numerics/log-gamma.ts";
import { normalQuantile, normalTail } from "../../../src/detector/numerics/normal.ts";
import { compared, type Pair, type ParityPart } from "./part.ts";

const byArgument = z.record(z.string(), z.number());
const section = z.object({
  norm_cdf: byArgument,
  norm_ppf: byArgument,
  chi2_sf: z.array(z.object({ x: z.number(), df: z.number(), p: z.number() })),
  kstwobign_sf: byArgument,
  kstwo_sf: z.array(z.object({ d: z.number(), n: z.number(), p: z.number() })),
  gammaln: byArgument,
  betainc: z.array(z.object({ a: z.number(), b: z.number(), x: z.number(), v: z.number() })),
});

/** Distributions against scipy's. */
export const specialFunctions: ParityPart = (golden) => {
  const at = section.parse(golden["special_functions"]);
  return [
    compared(
      "normal distribution",
      1e-12,
      ofArguments(at.norm_cdf, (x) => normalTail(-x)),
    ),
    compared(
      "normal quantile",
      1e-9,
      ofArguments(at.norm_ppf, (p) => -normalQuantile(p)),
    ),
    compared(
      "chi-squared tail",
      1e-12,
      at.chi2_sf.map(({ df, p, x }) => [chiSquaredTail(x, df), p] as const),
    ),
    compared("Kolmogorov's limit", 1e-12, ofArguments(at.kstwobign_sf, kolmogorovTail)),
    compared(
      "Kolmogorov, one sample",
      1e-9,
      at.kstwo_sf.map(({ d, n, p }) => [oneSampleTail(d, n), p] as const),
    ),
    compared("log-gamma", 1e-12, ofArguments(at.gammaln, logGamma)),
    compared(
      "incomplete beta",
      1e-12,
      at.betainc.map(({ a, b, v, x }) => [incompleteBeta(x, a, b), v] as const),
    ),
  ];
};

function ofArguments(expected: Readonly<Record<string, number>>, compute: (x: number) => number): Pair[] {
  return Object.entries(expected).map(([x, value]) => [compute(Number(x)), value] as const);
}
