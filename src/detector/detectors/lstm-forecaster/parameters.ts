import { type OutputOf, object, refined } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { networkParameters, whole } from "../network-parameters.ts";
import { rowsAtSensitivity, tailParameters } from "../row-parameters.ts";
import { positive, samples } from "../shared-parameters.ts";

/** Parameters of the LSTM forecaster. */
export const parameters = refined(
  object({
    ...tailParameters,
    warmUpSamples: samples(60, 3),
    /** From so many of the last values the next is forecast. */
    windowSamples: whole(16, 2, 256),
    /** Hidden units of the network. */
    hiddenUnits: whole(8, 1, 64),
    /** So many of the last values it is trained on, again and again. */
    historySamples: whole(256, 3, 10_000),
    ...networkParameters,
    /** After this many samples a value weighs half in the mean and deviation that values are standardised by. */
    halfLifeSamples: positive(240),
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
  measures: "the distance from what a small recurrent network forecasts, in standard deviations of the series",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
