import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of the random cut forest. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 4 }),
  trees: withDefault(number({ integer: true, minimum: 1, maximum: 200 }), 40),
  /** How many rows each tree holds. */
  sampleRows: withDefault(number({ integer: true, minimum: 4, maximum: 1024 }), 128),
  /** A tree takes so few rows that what it holds reaches about so many rows back. */
  windowSamples: samples(1024, 4),
  /** Seed of the random cuts. */
  seed: withDefault(number({ integer: true, minimum: 1, maximum: 4_294_967_295 }), 1),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "by how much a row would change trees of random cuts over the last ones",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
