import { number, type OutputOf, object, refined, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { whole } from "../network-parameters.ts";
import { rowsAtSensitivity, tailParameters } from "../row-parameters.ts";

/** Parameters of the matrix profile. */
export const parameters = refined(
  object({
    ...tailParameters,
    /** How many values make a shape. */
    windowSamples: whole(32, 3, 1000),
    /** The last values, among which its like is looked for. */
    historySamples: whole(1024, 6, 10_000),
    /** A window that deviates less than this fraction of the series' deviation is flat, whatever its shape. */
    leastWindowDeviation: withDefault(number({ minimum: 1e-3, maximum: 1 }), 0.05),
  }),
  ({ historySamples, windowSamples }) =>
    historySamples >= 2 * windowSamples
      ? undefined
      : {
          path: "historySamples",
          problem: "must be at least twice windowSamples: a shape is compared with earlier ones",
        },
);

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "series",
  measures: "the distance of the shape of its last values to the nearest earlier shape",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
