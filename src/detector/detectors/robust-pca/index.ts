import { defineRowDetector } from "../define-row.ts";
import type { RowDetectorDefinition } from "../row-detector.ts";
import { ComponentModel, componentsOf } from "./component-model.ts";
import { parameters } from "./parameters.ts";

/** How far a row is from the mean, in the variances of principal components that far rows hardly move. */
export const definition: RowDetectorDefinition = defineRowDetector({
  name: "robust-pca",
  parameters,
  wording: ({ halfLifeSamples }) => ({
    statistic: "squared distance in variances of the components",
    adaptsWithinSamples: Math.ceil(halfLifeSamples / 2),
  }),
  modelBytes: (given, features) => 8 * features * (features + 2 * componentsOf(given, features)) + 64 * features + 2048,
  model: (given, features, state) => new ComponentModel(given, features, state),
});
