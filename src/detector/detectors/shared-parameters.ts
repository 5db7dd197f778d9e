import { choice, type Mistake, number, withDefault } from "../schema/index.ts";
import { type SeasonName, seasons } from "./season.ts";

/** A number of samples. */
export const samples = (fallback: number, minimum: number) =>
  withDefault(number({ integer: true, minimum, maximum: 100_000 }), fallback);

/** A positive number. */
export const positive = (fallback: number) => withDefault(number({ above: 0, maximum: 1e6 }), fallback);

/** Parameters that all detectors of single series share. */
export const sharedParameters = {
  /** Which side of the expected value is an anomaly. */
  direction: withDefault(choice("above", "below", "both"), "both"),
  /** The least scale, in the unit of the series: deviations are never divided by less. */
  minimumScale: withDefault(number({ minimum: 1e-100, maximum: 1e100 }), 1e-9),
  /** The least scale as a fraction of the expected value: rounding noise of a constant series is no anomaly. */
  minimumRelativeScale: withDefault(number({ minimum: 0, maximum: 1 }), 1e-6),
  /** After a silence longer than this, in seconds, what was learnt is forgotten. */
  forgetAfterSeconds: withDefault(number({ above: 0, maximum: 1e9 }), 86_400),
} as const;

/** Parameters of detectors whose scale an outlier would inflate. */
export const outlierParameters = {
  /** Whether an outlier is learnt as it is, or as the nearest value that would have been none. */
  outliers: withDefault(choice("clip", "learn"), "clip"),
  /** A deviation that lasts longer than this many samples is the new normal, and learnt as it is. */
  acceptAfterSamples: samples(60, 1),
} as const;

/** Parameters of the statistical detectors. */
export const seasonParameters = {
  /** Whether what is usual at the hour of the day, or of the week, is taken off before a value is judged; hours are UTC. */
  season: withDefault(choice(...seasons), "none"),
  /** The share of samples that may be anomalies: the threshold follows until it is so; 0 leaves the threshold as it is. */
  alarmRate: withDefault(number({ minimum: 0, maximum: 0.5 }), 0),
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
  readonly season?: SeasonName;
  readonly alarmRate?: number;
}

/** A window must be able to hold what warming up takes. */
export function warmUpMistake(given: {
  readonly warmUpSamples: number;
  readonly windowSamples: number;
}): Mistake | undefined {
  if (given.warmUpSamples <= given.windowSamples) return undefined;
  return { path: "warmUpSamples", problem: "must not exceed windowSamples: there would never be a verdict" };
}
