import { number, object, withDefault } from "../../schema/index.ts";
import { deviationParameters } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";
import { positive } from "../shared-parameters.ts";

/** Parameters of Page and Hinkley's test. */
export const parameters = object({
  ...deviationParameters,
  /** Deviations from the mean smaller than this count for nothing. */
  tolerance: withDefault(number({ minimum: 0, maximum: 1e6 }), 0.25),
  /** The accumulated deviations beyond which the level has changed. */
  threshold: positive(20),
  /** What is left of accumulated deviations one value later. */
  fading: withDefault(number({ above: 0, maximum: 1 }), 0.9999),
});

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the accumulated deviations from the running mean, in standard deviations",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: Math.max(1e-6, Math.min(1e6, 20 / sensitivity)) }),
} satisfies DetectorKind;
