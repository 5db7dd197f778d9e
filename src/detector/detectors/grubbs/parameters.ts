import * as z from "zod/mini";
import { outlierParameters, sharedParameters, warmUpSamples, windowSamples } from "../shared-parameters.ts";
import { warmUpFitsWindow } from "../window-state.ts";

/** Parameters of Grubbs' test. */
export const parameters = z
  .strictObject({
    ...sharedParameters,
    ...outlierParameters,
    windowSamples: windowSamples(60),
    /** Probability that a sample of clean, normal values has an outlier by this test. */
    alpha: z._default(z.number().check(z.minimum(1e-12), z.maximum(0.5)), 0.05),
    warmUpSamples: warmUpSamples(20),
  })
  .check(z.refine((given) => given.warmUpSamples <= given.windowSamples, warmUpFitsWindow));
