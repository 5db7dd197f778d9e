import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { IsolationForestModel } from "./model.ts";
import { parameters } from "./parameters.ts";

/** How few random cuts isolate a row from the last ones. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "isolation-forest",
  parameters,
  wording: ({ windowSamples }) => ({ statistic: "isolation", adaptsWithinSamples: windowSamples }),
  modelBytes: ({ sampleRows, trees, windowSamples }, features) =>
    8192 + 34 * trees * 2 ** Math.ceil(Math.log2(sampleRows)) + 8 * windowSamples * (features + 1) + 256 * features,
  model: (parameters, features, state) => new IsolationForestModel(parameters, features, state),
});
