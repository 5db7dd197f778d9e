import { type OutputOf, object } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowNetworkParameters } from "../network-parameters.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";

/** Parameters of the autoencoder. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 8 }),
  ...rowNetworkParameters,
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "the squared error with which a small network gives a row back through a narrow middle, in variances",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
