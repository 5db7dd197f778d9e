import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { HalfSpaceModel } from "./model.ts";
import { parameters } from "./parameters.ts";

/** How sparse the half-spaces around a row were in the last window of rows. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "half-space-trees",
  parameters,
  wording: ({ windowSamples }) => ({ statistic: "sparsity in halvings", adaptsWithinSamples: windowSamples }),
  modelBytes: ({ height, trees, windowSamples }, features) =>
    2048 + trees * 2 ** height * 26 + 8 * windowSamples * (3 * features + 1) + 256 * features,
  model: (parameters, features, state) => new HalfSpaceModel(parameters, features, state),
});
