import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import type { DetectorKind } from "../kind.ts";
import { rowParameters, rowsAtSensitivity } from "../row-parameters.ts";
import { samples } from "../shared-parameters.ts";

/** Parameters of the one-class support vector machine. */
export const parameters = object({
  ...rowParameters({ shingleSamples: 1 }),
  /** The share of rows that may come to lie outside of what is learnt. */
  nu: withDefault(number({ minimum: 0.001, maximum: 1 }), 0.1),
  /** Width of the kernel exp(−γ‖x − y‖²) over standardised features; 0 takes one over their number. */
  gamma: withDefault(number({ minimum: 0, maximum: 1e6 }), 0),
  /** How many random features stand for the kernel. */
  fourierFeatures: withDefault(number({ integer: true, minimum: 8, maximum: 4096 }), 128),
  /** A row's part in what is learnt fades within about so many rows. */
  windowSamples: samples(1000, 16),
  /** Seed of the random features. */
  seed: withDefault(number({ integer: true, minimum: 1, maximum: 4_294_967_295 }), 1),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "rows",
  measures: "the angle to the last rows in the space of a kernel",
  parameters,
  atSensitivity: rowsAtSensitivity,
} satisfies DetectorKind;
