import { number, withDefault } from "../schema/index.ts";
import { positive, samples, sharedParameters } from "./shared-parameters.ts";

/** Parameters that all detectors of changes share. */
export const changeParameters = {
  direction: sharedParameters.direction,
  forgetAfterSeconds: sharedParameters.forgetAfterSeconds,
};

/** Parameters of those that measure in standard deviations of the first values, and of the first after each change. */
export const deviationParameters = {
  ...sharedParameters,
  /** From so many values mean and deviation are learnt before the test begins, at first and after each change. */
  warmUpSamples: samples(60, 10),
  /** A value further from that mean counts as this many deviations: a spike is no change of the level. */
  clipDeviations: positive(4),
};

/** Parameters of those that watch how often errors come. */
export const errorParameters = {
  ...changeParameters,
  /** A value above this is an error. */
  errorAbove: withDefault(number({ minimum: -1e150, maximum: 1e150 }), 0.5),
  /** How many values come before the first verdict, at first and after each change. */
  warmUpSamples: samples(100, 2),
};

/** A probability that sets a threshold. */
export const probability = (fallback: number) => withDefault(number({ minimum: 1e-100, maximum: 0.5 }), fallback);

/** The probability at which half the deviation is found where the threshold grows with the root of its logarithm. */
export function probabilityAtSensitivity(fallback: number, sensitivity: number): number {
  return Math.max(1e-100, Math.min(0.5, fallback ** (1 / sensitivity ** 2)));
}
