import { defineTailDetector } from "../define-tail.ts";
import type { DetectorDefinition } from "../detector.ts";
import { parameters } from "./parameters.ts";
import { ProfileModel } from "./profile-model.ts";

/** How far the shape of the last values is from the nearest earlier one that is still kept. */
export const definition: DetectorDefinition = defineTailDetector({
  name: "matrix-profile",
  parameters,
  wording: ({ historySamples }) => ({
    statistic: "distance to the nearest earlier shape",
    adaptsWithinSamples: Math.ceil(historySamples / 4),
  }),
  modelBytes: ({ historySamples }) => 58 * historySamples + 2048,
  model: (given, state) => new ProfileModel(given, state),
});
