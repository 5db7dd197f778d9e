import * as z from "zod";
import { kolmogorovSmirnov } from "../../../src/detector/numerics/drift/kolmogorov-smirnov.ts";
import { compared, numbers, type ParityPart } from "./part.ts";

const section = z.object({
  cases: z.array(
    z.object({
      a: numbers,
      b: numbers,
      statistic: z.number(),
      p_auto: z.number(),
      p_asymp: z.number(),
      p_exact: z.number().optional(),
    }),
  ),
});

/** The test by Kolmogorov and Smirnov against scipy's. */
export const twoSamples: ParityPart = (golden) => {
  const { cases } = section.parse(golden["ks_2samp"]);
  const found = cases.map((one) => ({
    ...one,
    automatic: kolmogorovSmirnov(one.a, one.b),
    exact: kolmogorovSmirnov(one.a, one.b, "exact"),
    asymptotic: kolmogorovSmirnov(one.a, one.b, "asymptotic"),
  }));
  return [
    compared(
      "Kolmogorov–Smirnov: distance",
      1e-9,
      found.map((one) => [one.automatic.statistic, one.statistic] as const),
    ),
    compared(
      "Kolmogorov–Smirnov: p",
      1e-6,
      found.map((one) => [one.automatic.probability, one.p_auto] as const),
    ),
    compared(
      "Kolmogorov–Smirnov: exact p",
      1e-6,
      found.flatMap((one) => (one.p_exact === undefined ? [] : [[one.exact.probability, one.p_exact] as const])),
    ),
    compared(
      "Kolmogorov–Smirnov: asymptotic p",
      1e-6,
      found.map((one) => [one.asymptotic.probability, one.p_asymp] as const),
    ),
  ];
};
