import { smoothings } from "../../numerics/forecast/smoothing-bank.ts";
import { defineDetector } from "../define.ts";
import type { DetectorDefinition } from "../detector.ts";
import { parameters } from "./parameters.ts";
import { SmoothingModel } from "./smoothing-model.ts";

/** Far from what level, trend and season of the last values lead to, by Holt and Winters' smoothing that tunes itself. */
export const definition: DetectorDefinition = defineDetector({
  name: "forecast",
  parameters,
  wording: ({ acceptAfterSamples, errorSamples }) => ({
    statistic: "distance from the forecast in robust standard deviations of its errors",
    adaptsWithinSamples: acceptAfterSamples + Math.ceil(errorSamples / 4),
  }),
  modelBytes: ({ errorSamples, periodSamples }) => 8 * smoothings * (periodSamples + 3) + 20 * errorSamples + 1024,
  model: (given, state) => new SmoothingModel(given, state),
});
