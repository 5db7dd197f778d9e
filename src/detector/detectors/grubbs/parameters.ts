import { number, object, refined, withDefault } from "../../schema/index.ts";
import { outlierParameters, samples, sharedParameters, warmUpMistake } from "../shared-parameters.ts";

/** Parameters of Grubbs' test. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...outlierParameters,
    windowSamples: samples(60, 5),
    /** Probability that a sample of clean, normal values has an outlier by this test. */
    alpha: withDefault(number({ minimum: 1e-12, maximum: 0.5 }), 0.05),
    warmUpSamples: samples(20, 3),
  }),
  warmUpMistake,
);
