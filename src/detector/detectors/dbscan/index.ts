import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { DbscanModel } from "./model.ts";
import { parameters } from "./parameters.ts";

/** The distance from the nearest core row among the last ones. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "dbscan",
  parameters,
  wording: ({ windowSamples }) => ({
    statistic: "distance from the nearest core in epsilons",
    adaptsWithinSamples: windowSamples,
  }),
  modelBytes: ({ windowSamples }, features) => 2048 + 8 * windowSamples * (features + 3) + 256 * features,
  model: (parameters, features, state) => new DbscanModel(parameters, features, state),
});
