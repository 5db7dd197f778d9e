import { grubbsCriticalT, grubbsStatistic, type Sides } from "../../numerics/grubbs.ts";
import { sampleVariance } from "../../numerics/moments.ts";
import { WindowMoments } from "../../numerics/window-moments.ts";
import { parse } from "../../schema/index.ts";
import { defineDetector } from "../define.ts";
import type { DetectorDefinition } from "../detector.ts";
import { windowMomentsState } from "../window-state.ts";
import { parameters } from "./parameters.ts";

/** Grubbs' test of the newest value in the sample that it forms with the last ones: one-sided where a direction is given. */
export const definition: DetectorDefinition = defineDetector({
  name: "grubbs",
  parameters,
  wording: ({ acceptAfterSamples, windowSamples }) => ({
    statistic: "Grubbs' G",
    adaptsWithinSamples: acceptAfterSamples + Math.ceil(windowSamples / 4),
  }),
  modelBytes: ({ windowSamples }) => 24 * windowSamples + 512,
  model({ alpha, direction, windowSamples }, saved) {
    const state = saved === undefined ? undefined : parse(windowMomentsState(windowSamples), saved);
    const window = new WindowMoments(windowSamples, state);
    const critical = rememberLast((count) => grubbsCriticalT(count, alpha, sidesOf(direction)));
    return {
      get count() {
        return window.count;
      },
      /** In terms of the deleted residual, which grows without bound where G can't: same test, no masking by the value itself. */
      baseline() {
        const moments = window.moments();
        const count = moments.count + 1;
        const scale = Math.sqrt((sampleVariance(moments) * count) / moments.count);
        const { mean } = moments;
        const statistic = (distance: number) => grubbsStatistic(distance, count);
        return { expected: mean, low: mean, high: mean, scale, threshold: critical(count), statistic };
      },
      learn: (value) => window.push(value),
      toJSON: () => window.toJSON(),
    };
  },
});

function sidesOf(direction: "above" | "below" | "both"): Sides {
  return direction === "both" ? 2 : 1;
}

/** Keeps the last answer: the sample grows only while its window fills. */
function rememberLast(compute: (count: number) => number): (count: number) => number {
  let last = { count: 0, result: 0 };
  return (count) => {
    if (last.count !== count) last = { count, result: compute(count) };
    return last.result;
  };
}
