import { sampleVariance } from "../../numerics/moments.ts";
import { WindowMoments } from "../../numerics/window-moments.ts";
import { parse } from "../../schema/index.ts";
import type { Model } from "../model.ts";
import { windowMomentsState } from "../window-state.ts";
import type { Parameters } from "./parameters.ts";

/** Mean and sample deviation of the last values. */
export function windowModel(parameters: Parameters, saved?: unknown): Model {
  const state = saved === undefined ? undefined : parse(windowMomentsState(parameters.windowSamples), saved);
  const window = new WindowMoments(parameters.windowSamples, state);
  return {
    get count() {
      return window.count;
    },
    baseline() {
      const moments = window.moments();
      const { mean } = moments;
      const scale = Math.sqrt(sampleVariance(moments));
      return { expected: mean, low: mean, high: mean, scale, threshold: parameters.threshold };
    },
    learn: (value) => window.push(value),
    toJSON: () => window.toJSON(),
  };
}
