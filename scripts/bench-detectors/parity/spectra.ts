import * as z from "zod";
import { periodogram } from "../../../src/detector/numerics/periodogram.ts";
import { compared, numbers, type ParityPart, paired } from "./part.ts";

const section = z.object({
  cases: z.array(z.object({ x: numbers, top5_periods: numbers, top5_power: numbers, fisher_g: z.number() })),
});

/** Power spectra against scipy's. */
export const spectra: ParityPart = (golden) => {
  const found = section.parse(golden["periodogram"]).cases.map((expected) => {
    const power = periodogram(expected.x);
    const strongest = [...power.keys()].slice(1).sort((a, b) => Number(power[b]) - Number(power[a]));
    const total = power.subarray(1).reduce((sum, one) => sum + one, 0);
    return { expected, strongest: strongest.slice(0, 5), power, total };
  });
  return [
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
