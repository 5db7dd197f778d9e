import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of the isolation forest. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 1 }),
  trees: withDefault(number({ integer: true, minimum: 1, maximum: 1000 }), 100),
  /** How many rows each tree is grown over. */
  sampleRows: withDefault(number({ integer: true, minimum: 4, maximum: 4096 }), 256),
  /** The last rows, of which the samples are drawn. */
  windowSamples: samples(1024, 4),
  /** Seed of the random cuts. */
  seed: withDefault(number({ integer: true, minimum: 1, maximum: 4_294_967_295 }), 1),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "how few random cuts isolate a row from the last ones",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
