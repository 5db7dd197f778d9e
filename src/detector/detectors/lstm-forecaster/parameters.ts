import { type OutputOf, object, refined } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { networkParameters, whole } from "../network-parameters.ts";
import { outlierParameters, positive, samples, sharedParameters } from "../shared-parameters.ts";

/** Parameters of the LSTM forecaster. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...outlierParameters,
    /** From so many of the last values the next is forecast. */
    windowSamples: whole(16, 2, 256),
    /** Hidden units of the network. */
    hiddenUnits: whole(8, 1, 64),
    /** So many of the last values it is trained on, again and again. */
    historySamples: whole(256, 3, 10_000),
    ...networkParameters,
    /** After this many samples a value weighs half in the mean and deviation that values are standardised by. */
    halfLifeSamples: positive(240),
    /** The errors of so many of the last forecasts say what is ordinary. */
    errorSamples: samples(240, 5),
    /** Robust standard deviations of the errors beyond which a value is an anomaly. */
    threshold: positive(4),
    warmUpSamples: samples(60, 3),
  }),
  ({ historySamples, windowSamples }) =>
    historySamples > windowSamples
      ? undefined
      : {
          path: "historySamples",
          problem: "must exceed windowSamples: a window and its next value are learnt together",
        },
);

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the distance from what a small recurrent network forecasts, in robust standard deviations of its errors",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: 4 / sensitivity }),
} satisfies DetectorKind;
