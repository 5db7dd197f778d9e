import * as z from "zod";
import { dominantPeriods } from "../../../src/detector/numerics/cycles.ts";
import { autoProducts } from "../../../src/detector/numerics/fourier.ts";
import { periodogram, withoutTrend } from "../../../src/detector/numerics/periodogram.ts";
import { compared, equalLists, numbers, type ParityPart, paired } from "./part.ts";

const section = z.object({
  cases: z.array(
    z.object({
      x: numbers,
      true_periods: numbers,
      top5_periods: numbers,
      top5_power: numbers,
      fisher_g: z.number(),
      acf_at_true: z.record(z.string(), z.number()),
    }),
  ),
});

/** Power spectra and autocorrelation against scipy's and statsmodels', and cycles against the true ones. */
export const spectra: ParityPart = (golden) => {
  const found = section.parse(golden["periodogram"]).cases.map((expected) => {
    const power = periodogram(expected.x);
    const strongest = [...power.keys()].slice(1).sort((a, b) => Number(power[b]) - Number(power[a]));
    const total = power.subarray(1).reduce((sum, one) => sum + one, 0);
    return { expected, strongest: strongest.slice(0, 5), power, total };
  });
  const products = found.map(({ expected }) => autoProducts(withoutTrend(expected.x)));
  return [
    compared(
      "autocorrelation",
      1e-9,
      found.flatMap(({ expected }, index) =>
        Object.entries(expected.acf_at_true).map(
          ([lag, value]) => [Number(products[index]?.[Number(lag)]) / Number(products[index]?.[0]), value] as const,
        ),
      ),
    ),
    equalLists(
      "cycles: the true ones, and no others",
      found.map(({ expected }) => [
        ascending(dominantPeriods(expected.x).map(({ period }) => period)),
        ascending(expected.true_periods),
      ]),
    ),
    compared(
      "periodogram: five strongest periods",
      1e-9,
      found.flatMap(({ expected, strongest }) =>
        paired(
          strongest.map((k) => expected.x.length / k),
          expected.top5_periods,
        ),
      ),
    ),
    compared(
      "periodogram: their power",
      1e-9,
      found.flatMap(({ expected, power, strongest }) =>
        paired(
          strongest.map((k) => Number(power[k])),
          expected.top5_power,
        ),
      ),
    ),
    compared(
      "periodogram: Fisher's g",
      1e-9,
      found.map(({ expected, power, strongest, total }) => [
        Number(power[Number(strongest[0])]) / total,
        expected.fisher_g,
      ]),
    ),
  ];
};

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
