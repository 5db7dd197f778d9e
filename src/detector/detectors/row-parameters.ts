import { number, withDefault } from "../schema/index.ts";
import { samples, sharedParameters } from "./shared-parameters.ts";

/** Parameters of detectors whose scores are held against the last ones. */
export const tailParameters = {
  ...sharedParameters,
  /** Share of rows that count as anomalies: the threshold is the score that as many of the last rows would exceed. */
  contamination: withDefault(number({ minimum: 1e-9, maximum: 0.5 }), 0.001),
  warmUpSamples: samples(256, 3),
};

/** Parameters that all detectors of rows share; of a single series, a row is its last `shingleSamples` values. */
export const rowParameters = ({ shingleSamples }: { readonly shingleSamples: number }) => ({
  ...tailParameters,
  /** How many values of a single series make a row. */
  shingleSamples: withDefault(number({ integer: true, minimum: 1, maximum: 256 }), shingleSamples),
});

/** The values of `tailParameters`. */
export interface RowParameters {
  readonly direction: "above" | "below" | "both";
  readonly minimumScale: number;
  readonly minimumRelativeScale: number;
  readonly forgetAfterSeconds: number;
  readonly contamination: number;
  readonly warmUpSamples: number;
}

/** The parameters that a declared sensitivity sets in detectors of rows. */
export const rowsAtSensitivity = (sensitivity: number) => ({
  contamination: Math.max(1e-9, Math.min(0.5, 0.001 * sensitivity)),
});
