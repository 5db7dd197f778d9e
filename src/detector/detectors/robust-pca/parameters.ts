import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";
import { positive } from "../shared-parameters.ts";

/** Parameters of robust principal components. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 8 }),
  /** Components for each feature, rounded up. */
  componentShare: withDefault(number({ above: 0, maximum: 1 }), 0.25),
  /** The least variance in any direction, in variances of a feature. */
  leastVariance: withDefault(number({ minimum: 1e-9, maximum: 1 }), 1e-3),
  /** After so many rows a row weighs half in means, deviations and components. */
  halfLifeSamples: positive(1000),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "the squared distance from the mean in the variances of robust principal components",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
