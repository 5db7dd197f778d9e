import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowNetworkParameters } from "../network-parameters.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";

/** Parameters of the variational autoencoder. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 8 }),
  ...rowNetworkParameters,
  /** Variance of a feature around what the network gives back, in variances of the feature. */
  variance: withDefault(number({ minimum: 1e-6, maximum: 1e6 }), 0.1),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures:
    "the improbability under a density that a small network has learnt, as twice the negative evidence lower bound",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
