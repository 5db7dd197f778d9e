import * as z from "zod/mini";
import { outlierParameters, positive, sharedParameters, warmUpSamples, windowSamples } from "../shared-parameters.ts";
import { warmUpFitsWindow } from "../window-state.ts";

/** Parameters of the adaptive z-score. */
export const parameters = z
  .strictObject({
    ...sharedParameters,
    ...outlierParameters,
    /** Whether old values fade or leave a window. */
    memory: z._default(z.enum(["exponential", "window"]), "exponential"),
    /** After this many samples a value weighs half (memory "exponential"). */
    halfLifeSamples: positive(60),
    /** How many samples the window holds (memory "window"). */
    windowSamples: windowSamples(240),
    /** Standard deviations from the mean beyond which a value is an anomaly. */
    threshold: positive(4),
    warmUpSamples: warmUpSamples(30),
  })
  .check(z.refine((given) => given.memory !== "window" || given.warmUpSamples <= given.windowSamples, warmUpFitsWindow));

/** The parameters after defaults. */
export type Parameters = z.output<typeof parameters>;
