import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of half-space trees. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 1 }),
  trees: withDefault(number({ integer: true, minimum: 1, maximum: 200 }), 25),
  /** How often a tree halves the space. */
  height: withDefault(number({ integer: true, minimum: 1, maximum: 15 }), 8),
  /** How many rows the mass of a half-space is counted over. */
  windowSamples: samples(250, 4),
  /** Seed of the random halves. */
  seed: withDefault(number({ integer: true, minimum: 1, maximum: 4_294_967_295 }), 1),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "how sparse the half-spaces around a row are, in halvings",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
