import { SortedWindow } from "../../numerics/sorted-window.ts";
import { parse } from "../../schema/index.ts";
import { defineDetector } from "../define.ts";
import type { DetectorDefinition } from "../detector.ts";
import { sortedWindowState } from "../window-state.ts";
import { parameters } from "./parameters.ts";

/** Tukey's factor (Exploratory Data Analysis, 1977). */
const FENCE = 1.5;

/** Outside the quartiles of the last values by 1.5 × sensitivity interquartile ranges. */
export const definition: DetectorDefinition = defineDetector({
  name: "iqr",
  parameters,
  wording: ({ windowSamples }) => ({
    statistic: "distance from the nearer quartile in interquartile ranges",
    adaptsWithinSamples: Math.ceil(windowSamples / 4),
  }),
  modelBytes: ({ windowSamples }) => 20 * windowSamples + 512,
  model({ sensitivity, windowSamples }, saved) {
    const state = saved === undefined ? undefined : parse(sortedWindowState(windowSamples), saved);
    const window = new SortedWindow(windowSamples, state);
    return {
      get count() {
        return window.count;
      },
      baseline() {
        const low = window.quantile(0.25);
        const high = window.quantile(0.75);
        return { expected: window.median(), low, high, scale: high - low, threshold: FENCE * sensitivity };
      },
      learn: (value) => window.push(value),
      toJSON: () => window.toJSON(),
    };
  },
});
