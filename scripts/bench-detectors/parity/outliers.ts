import * as z from "zod";
import { addWeighted, type ExponentialMoments } from "../../../src/detector/numerics/exponential-moments.ts";
import { extreme, grubbsCritical, grubbsOutliers } from "../../../src/detector/numerics/grubbs.ts";
import { sampleVariance } from "../../../src/detector/numerics/moments.ts";
import { robustScale } from "../../../src/detector/numerics/robust-scale.ts";
import { SortedWindow } from "../../../src/detector/numerics/sorted-window.ts";
import { studentQuantile } from "../../../src/detector/numerics/student-t.ts";
import { WindowMoments } from "../../../src/detector/numerics/window-moments.ts";
import { compared, equalLists, numbers, type Pair, type ParityPart, paired } from "./part.ts";

const grubbs = z.object({
  critical_values: z.record(z.string(), z.number()),
  critical_alpha01: z.record(z.string(), z.number()),
  t_ppf_check: z.array(z.object({ p: z.number(), df: z.number(), t: z.number() })),
  cases: z.array(z.object({ x: numbers, index: z.number(), G: z.number(), iterative_outliers: numbers })),
});
const robust = z.object({
  cases: z.array(
    z.object({
      x: numbers,
      median: z.number(),
      mad: z.number(),
      modified_z: numbers,
      q1: z.number(),
      q3: z.number(),
      mean: z.number(),
      sd: z.number(),
    }),
  ),
});
const smoothed = z.object({ mean: numbers, var_bias: numbers, z_before_update: z.array(z.number().nullable()) });
const exponential = z.object({ x: numbers, "alpha_0.05": smoothed, "alpha_0.2": smoothed });

/** Tests for outliers, robust statistics and moving averages against scipy's and pandas'. */
export const outliers: ParityPart = (golden) => [
  ...grubbsRows(grubbs.parse(golden["grubbs"])),
  ...robustRows(robust.parse(golden["robust"])),
  ...exponentialRows(exponential.parse(golden["ewma"])),
];

function grubbsRows({ cases, critical_alpha01, critical_values, t_ppf_check }: z.infer<typeof grubbs>) {
  const critical = (of: Readonly<Record<string, number>>, alpha: number) =>
    Object.entries(of).map(([count, value]) => [grubbsCritical(Number(count), alpha, 2), value] as const);
  return [
    compared(
      "Student's t quantile",
      1e-9,
      t_ppf_check.map(({ df, p, t }) => [studentQuantile(1 - p, df), t] as const),
    ),
    compared("Grubbs: critical values", 1e-9, [
      ...critical(critical_values, 0.05),
      ...critical(critical_alpha01, 0.01),
    ]),
    compared(
      "Grubbs: statistic",
      1e-9,
      cases.map(({ G, x }) => [extreme(x)?.g ?? 0, G] as const),
    ),
    equalLists(
      "Grubbs: outliers, one by one",
      cases.map(({ iterative_outliers, x }) => [grubbsOutliers(x, 0.05), iterative_outliers] as const),
    ),
  ];
}

function robustRows({ cases }: z.infer<typeof robust>) {
  const found = cases.map((expected) => {
    const window = new SortedWindow(expected.x.length, { values: expected.x });
    const plain = new WindowMoments(expected.x.length, { values: expected.x, older: 0 });
    return { expected, window, moments: plain.moments() };
  });
  return [
    compared(
      "median, quartiles, median deviation",
      1e-9,
      found.flatMap(({ expected, window }): Pair[] => [
        [window.median(), expected.median],
        [window.quantile(0.25), expected.q1],
        [window.quantile(0.75), expected.q3],
        [window.medianAbsoluteDeviation(), expected.mad],
      ]),
    ),
    compared(
      "modified z-score",
      1e-9,
      found.flatMap(({ expected, window }) => {
        const [median, scale] = [window.median(), robustScale(window)];
        return paired(
          expected.x.map((value) => (value - median) / scale),
          expected.modified_z,
        );
      }),
    ),
    compared(
      "mean and standard deviation",
      1e-9,
      found.flatMap(({ expected, moments }): Pair[] => [
        [moments.mean, expected.mean],
        [Math.sqrt(sampleVariance(moments)), expected.sd],
      ]),
    ),
  ];
}

function exponentialRows(at: z.infer<typeof exponential>) {
  const pairs = (["alpha_0.05", "alpha_0.2"] as const).flatMap((name) => {
    const { mean, var_bias, z_before_update } = at[name];
    let moments: ExponentialMoments = { count: 0, mean: 0, variance: 0 };
    return at.x.flatMap((value, index): Pair[] => {
      const score = (value - moments.mean) / Math.sqrt(moments.variance);
      moments = addWeighted(moments, value, Number(name.slice("alpha_".length)));
      const expected = z_before_update[index] ?? null;
      const known: Pair[] = expected === null ? [] : [[score, expected]];
      return [[moments.mean, Number(mean[index])], [moments.variance, Number(var_bias[index])], ...known];
    });
  });
  return [compared("exponential mean, variance and z-score", 1e-9, pairs)];
}
