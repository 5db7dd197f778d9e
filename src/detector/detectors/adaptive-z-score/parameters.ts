import { choice, type OutputOf, object, refined, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import {
  outlierParameters,
  positive,
  samples,
  seasonParameters,
  sharedParameters,
  warmUpMistake,
} from "../shared-parameters.ts";

/** Parameters of the adaptive z-score. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...seasonParameters,
    ...outlierParameters,
    /** Whether old values fade or leave a window. */
    memory: withDefault(choice("exponential", "window"), "exponential"),
    /** After this many samples a value weighs half (memory "exponential"). */
    halfLifeSamples: positive(60),
    /** How many samples the window holds (memory "window"). */
    windowSamples: samples(240, 5),
    /** Standard deviations from the mean beyond which a value is an anomaly. */
    threshold: positive(4),
    warmUpSamples: samples(30, 3),
  }),
  (given) => (given.memory === "window" ? warmUpMistake(given) : undefined),
);

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the distance from a mean that follows the series, in standard deviations",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: 4 / sensitivity }),
} satisfies DetectorKind;
