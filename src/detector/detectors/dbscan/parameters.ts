import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";

/** Parameters of DBSCAN. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 1 }),
  /** How near neighbours are, in ranges of the features; 0 takes what makes 95 % of the last rows cores. */
  epsilon: withDefault(number({ minimum: 0, maximum: 1e6 }), 0),
  /** How many rows within epsilon, the row itself included, make it a core. */
  minSamples: withDefault(number({ integer: true, minimum: 2, maximum: 64 }), 5),
  windowSamples: withDefault(number({ integer: true, minimum: 8, maximum: 4096 }), 512),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "the distance from the nearest dense group of the last rows",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
