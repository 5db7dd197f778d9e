import * as z from "zod/mini";

const samples = (fallback: number, least: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(100_000)), fallback);

/** A number of samples of a window, at least 5. */
export const windowSamples = (fallback: number) => samples(fallback, 5);

/** A number of samples that must have been learnt before the first verdict. */
export const warmUpSamples = (fallback: number) => samples(fallback, 3);

/** A positive number. */
export const positive = (fallback: number) => z._default(z.number().check(z.positive(), z.maximum(1e6)), fallback);

/** Parameters that all detectors of single series share. */
export const sharedParameters = {
  /** Which side of the expected value is an anomaly. */
  direction: z._default(z.enum(["above", "below", "both"]), "both"),
  /** The least scale, in the unit of the series: deviations are never divided by less. */
  minimumScale: z._default(z.number().check(z.minimum(1e-100), z.maximum(1e100)), 1e-9),
  /** The least scale as a fraction of the expected value: rounding noise of a constant series is no anomaly. */
  minimumRelativeScale: z._default(z.number().check(z.minimum(0), z.maximum(1)), 1e-6),
  /** After a silence longer than this, in seconds, what was learnt is forgotten. */
  forgetAfterSeconds: z._default(z.number().check(z.positive(), z.maximum(1e9)), 86_400),
} as const;

/** Parameters of detectors whose scale an outlier would inflate. */
export const outlierParameters = {
  /** Whether an outlier is learnt as it is, or as the nearest value that would have been none. */
  outliers: z._default(z.enum(["clip", "learn"]), "clip"),
  /** A deviation that lasts longer than this many samples is the new normal, and learnt as it is. */
  acceptAfterSamples: samples(60, 1),
} as const;

/** The values of `sharedParameters`, and of `outlierParameters` where a detector has them. */
export interface SharedParameters {
  readonly direction: "above" | "below" | "both";
  readonly minimumScale: number;
  readonly minimumRelativeScale: number;
  readonly forgetAfterSeconds: number;
  readonly warmUpSamples: number;
  readonly outliers?: "clip" | "learn";
  readonly acceptAfterSamples?: number;
}
