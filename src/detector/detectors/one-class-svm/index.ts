import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { OneClassModel } from "./model.ts";
import { parameters } from "./parameters.ts";

/** The angle to the last rows in the space of a kernel. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "one-class-svm",
  parameters,
  wording: ({ windowSamples }) => ({ statistic: "distance from the support", adaptsWithinSamples: windowSamples }),
  modelBytes: ({ fourierFeatures }, features) => 6144 + 8 * fourierFeatures * (features + 4) + 800 * features,
  model: (parameters, features, state) => new OneClassModel(parameters, features, state),
});
