import * as z from "zod/mini";
import { positive, sharedParameters, warmUpSamples, windowSamples } from "../shared-parameters.ts";
import { warmUpFitsWindow } from "../window-state.ts";

/** Parameters of the interquartile range detector. */
export const parameters = z
  .strictObject({
    ...sharedParameters,
    windowSamples: windowSamples(240),
    /** The fences lie 1.5 × this many interquartile ranges beyond the quartiles: 1 is Tukey's "outside", 2 his "far out". */
    sensitivity: positive(1),
    warmUpSamples: warmUpSamples(30),
  })
  .check(z.refine((given) => given.warmUpSamples <= given.windowSamples, warmUpFitsWindow));
