import { number, type OutputOf, object, refined, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { outlierParameters, positive, samples, sharedParameters } from "../shared-parameters.ts";

/** Parameters of the forecast by smoothing. */
export const parameters = refined(
  object({
    ...sharedParameters,
    ...outlierParameters,
    /** Samples after which the series repeats, as 288 for a day of every five minutes; 0 for none. */
    periodSamples: withDefault(number({ integer: true, minimum: 0, maximum: 20_160 }), 0),
    /** The errors of so many of the last forecasts say what is ordinary. */
    errorSamples: samples(240, 5),
    /** Robust deviations of the errors beyond which a value is an anomaly. */
    threshold: positive(4),
    /** No verdict before so many values, beyond the first season. */
    warmUpSamples: samples(30, 3),
  }),
  ({ periodSamples }) =>
    periodSamples === 1 ? { path: "periodSamples", problem: "must be 0 for no season, or at least 2" } : undefined,
);

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the distance from what level, trend and season lead to, in robust standard deviations of the errors",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: 4 / sensitivity }),
} satisfies DetectorKind;
