import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { CorrelationModel } from "./model.ts";
import { parameters } from "./parameters.ts";

/** Features that no longer go together as they did, or begin to. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "correlation-change",
  parameters,
  wording: ({ recentSamples, windowSamples }) => ({
    statistic: "change of correlation in deviations",
    adaptsWithinSamples: recentSamples + Math.ceil(windowSamples / 2),
  }),
  modelBytes: ({ longestLag, recentSamples, windowSamples }, features) =>
    2048 + 24 * features * (windowSamples + recentSamples + longestLag) + 160 * features * features,
  model: (parameters, features, state) => new CorrelationModel(parameters, features, state),
});
