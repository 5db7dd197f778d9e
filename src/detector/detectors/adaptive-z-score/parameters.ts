import { choice, type OutputOf, object, refined, withDefault } from "../../schema/index.ts";
import { outlierParameters, positive, samples, sharedParameters, warmUpMistake } from "../shared-parameters.ts";

/** Parameters of the adaptive z-score. */
export const parameters = refined(
  object({
    ...sharedParameters,
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
