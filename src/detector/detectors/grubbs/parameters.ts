import { number, object, refined, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { outlierParameters, samples, seasonParameters, sharedParameters, warmUpMistake } from "../shared-parameters.ts";

/** Parameters of Grubbs' test. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...seasonParameters,
    ...outlierParameters,
    windowSamples: samples(60, 5),
    /** Probability that a sample of clean, normal values has an outlier by this test. */
    alpha: withDefault(number({ minimum: 1e-12, maximum: 0.5 }), 0.05),
    warmUpSamples: samples(20, 3),
  }),
  warmUpMistake,
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "Grubbs' test for one outlier in a window",
  parameters,
  atSensitivity: (sensitivity) => ({ alpha: Math.max(1e-12, Math.min(0.5, 0.05 * sensitivity)) }),
} satisfies DetectorKind;
