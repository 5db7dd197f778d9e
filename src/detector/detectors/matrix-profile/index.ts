import { defineRowDetector } from "../define-row.ts";
import type { DetectorDefinition } from "../detector.ts";
import { parameters } from "./parameters.ts";
import { ProfileModel } from "./profile-model.ts";

const THE_SERIES = ["the series"];

/** Rows of one feature: their scores are held against the last ones as those of all rows. */
const rows = defineRowDetector({
  name: "matrix-profile",
  parameters,
  wording: ({ historySamples }) => ({
    statistic: "distance to the nearest earlier shape",
    adaptsWithinSamples: Math.ceil(historySamples / 4),
  }),
  modelBytes: ({ historySamples }) => 58 * historySamples + 2048,
  model: (given, _, state) => new ProfileModel(given, state),
});

/** How far the shape of the last values is from the nearest earlier one that is still kept. */
export const definition: DetectorDefinition = {
  takes: "series",
  name: rows.name,
  parameters,
  memoryBytes: (given) => rows.memoryBytes(given, THE_SERIES.length),
  create(given, state) {
    const detector = rows.create(given, THE_SERIES, state);
    return {
      score: (value, timestampSeconds) => detector.score([value], timestampSeconds),
      learn: (value, timestampSeconds) => detector.learn([value], timestampSeconds),
      toJSON: () => detector.toJSON(),
    };
  },
};
