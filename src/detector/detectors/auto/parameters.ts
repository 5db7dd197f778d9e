import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { positive, samples, sharedParameters } from "../shared-parameters.ts";

/** Parameters of the detector that is taken unless another is asked for. */
export const parameters = object({
  ...sharedParameters,
  minimumRelativeScale: withDefault(number({ minimum: 0, maximum: 1 }), 0.01),
  forgetAfterSeconds: withDefault(number({ above: 0, maximum: 1e9 }), 604_800),
  /** An anomaly is what is further from all before, in percent of the span, times −log₁₀ of its probability, than this. */
  threshold: positive(12),
  /** After this many samples the span and what is rare weigh half. */
  halfLifeSamples: positive(4000),
  /** How many different situations are remembered of each aspect. */
  prototypes: withDefault(number({ integer: true, minimum: 10, maximum: 10_000 }), 400),
  /** After an anomaly only what is a third odder is another, for this many samples. */
  quietSamples: samples(100, 0),
  warmUpSamples: samples(100, 3),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures:
    "how far a value lies from all that was seen before, in percent of the series' span, times how rare that is",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: 12 / sensitivity }),
} satisfies DetectorKind;
