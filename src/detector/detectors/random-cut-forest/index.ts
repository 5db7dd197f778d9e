import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { RandomCutModel } from "./model.ts";
import { parameters } from "./parameters.ts";

/** By how much a row would change trees of random cuts over the last ones. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "random-cut-forest",
  parameters,
  wording: ({ windowSamples }) => ({ statistic: "collusive displacement", adaptsWithinSamples: windowSamples }),
  modelBytes: ({ sampleRows, trees }, features) =>
    4096 + trees * (2048 + sampleRows * (32 * features + 96)) + 256 * features,
  model: (parameters, features, state) => new RandomCutModel(parameters, features, state),
});
