import { robustScale } from "../../numerics/robust-scale.ts";
import { SortedWindow } from "../../numerics/sorted-window.ts";
import { parse } from "../../schema/index.ts";
import { defineDetector } from "../define.ts";
import type { DetectorDefinition } from "../detector.ts";
import { sortedWindowState } from "../window-state.ts";
import { parameters } from "./parameters.ts";

/** 0.6745 · (x − median) / MAD over the last values: half of them may be outliers before it is misled. */
export const definition: DetectorDefinition = defineDetector({
  name: "modified-z-score",
  parameters,
  wording: ({ windowSamples }) => ({
    statistic: "modified z-score",
    adaptsWithinSamples: Math.ceil(windowSamples / 2),
  }),
  modelBytes: ({ windowSamples }) => 20 * windowSamples + 512,
  model({ threshold, windowSamples }, saved) {
    const state = saved === undefined ? undefined : parse(sortedWindowState(windowSamples), saved);
    const window = new SortedWindow(windowSamples, state);
    return {
      get count() {
        return window.count;
      },
      baseline() {
        const median = window.median();
        return { expected: median, low: median, high: median, scale: robustScale(window), threshold };
      },
      learn: (value) => window.push(value),
      toJSON: () => window.toJSON(),
    };
  },
});
