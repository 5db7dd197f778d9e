import { number, object, refined, withDefault } from "../../schema/index.ts";
import { changeParameters, probability } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of the windowed Kolmogorov–Smirnov test. */
export const parameters = refined(
  object({
    ...changeParameters,
    /** How many values the window holds. */
    windowSamples: withDefault(number({ integer: true, minimum: 20, maximum: 5000 }), 100),
    /** How many of the newest values are compared with as many drawn from the older ones. */
    recentSamples: samples(30, 10),
    /** Probability of a change where there is none, at each value. */
    level: probability(0.0001),
    /** Seed of what is drawn. */
    seed: withDefault(number({ integer: true, minimum: 1, maximum: 4_294_967_295 }), 1),
  }),
  ({ recentSamples, windowSamples }) =>
    2 * recentSamples <= windowSamples
      ? undefined
      : {
          path: "recentSamples",
          problem: "must not exceed half of windowSamples: as many are drawn from the older ones",
        },
);

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "how unlikely the newest values are beside older ones, as minus the logarithm of the probability",
  parameters,
  atSensitivity: (sensitivity) => ({ level: Math.max(1e-100, Math.min(0.5, 0.0001 ** (1 / sensitivity))) }),
} satisfies DetectorKind;
