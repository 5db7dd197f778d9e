import { number, object, withDefault } from "../../schema/index.ts";
import { deviationParameters, probability, probabilityAtSensitivity } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of adaptive windowing. */
export const parameters = object({
  ...deviationParameters,
  /** Probability that a test finds a change where there is none. */
  level: probability(0.002),
  /** Every how many values the window is tested. */
  everySamples: samples(32, 1),
  /** How many buckets of each size are kept. */
  bucketsPerSize: withDefault(number({ integer: true, minimum: 2, maximum: 64 }), 5),
  /** The fewest values on either side of a change. */
  leastSamples: samples(5, 1),
});

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the difference of means between the older and the newer part of an adaptive window",
  parameters,
  atSensitivity: (sensitivity) => ({ level: probabilityAtSensitivity(0.002, sensitivity) }),
} satisfies DetectorKind;
