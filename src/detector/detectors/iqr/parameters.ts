import { object, refined } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { positive, samples, seasonParameters, sharedParameters, warmUpMistake } from "../shared-parameters.ts";

/** Parameters of the interquartile range detector. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...seasonParameters,
    windowSamples: samples(240, 5),
    /** The fences lie 1.5 × this many interquartile ranges beyond the quartiles: 1 is Tukey's "outside", 2 his "far out". */
    sensitivity: positive(1),
    warmUpSamples: samples(30, 3),
  }),
  warmUpMistake,
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the distance from the quartiles, in interquartile ranges",
  parameters,
  atSensitivity: (sensitivity) => ({ sensitivity: 1 / sensitivity }),
} satisfies DetectorKind;
