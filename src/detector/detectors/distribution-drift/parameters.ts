import { choice, number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import { changeParameters } from "../change-parameters.ts";
import type { DetectorKind } from "../kind.ts";

const window = (fallback: number) => withDefault(number({ integer: true, minimum: 20, maximum: 5000 }), fallback);

/** Parameters of the drift of a distribution. */
export const parameters = object({
  ...changeParameters,
  /** How many values, at first and from each change on, are what later ones are held against. */
  referenceSamples: window(240),
  /** Every so many values are tested together, each of them once. */
  currentSamples: window(60),
  /** How a window is held against the reference. */
  test: withDefault(
    choice("kolmogorov-smirnov", "population-stability", "jensen-shannon", "chi-squared"),
    "kolmogorov-smirnov",
  ),
  /** Bins of the reference, of about the same share each (all tests but "kolmogorov-smirnov"). */
  bins: withDefault(number({ integer: true, minimum: 3, maximum: 50 }), 10),
  /** Of all changes that are found, the share that may be false. */
  level: withDefault(number({ minimum: 1e-9, maximum: 0.5 }), 0.05),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "how unlikely the last window of values is beside a reference, as minus the logarithm of the probability",
  parameters,
  atSensitivity: (sensitivity) => ({ level: Math.max(1e-9, Math.min(0.5, 0.05 * sensitivity)) }),
} satisfies DetectorKind;
