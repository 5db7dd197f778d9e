import * as z from "zod/mini";
import { positive, sharedParameters, warmUpSamples, windowSamples } from "../shared-parameters.ts";
import { warmUpFitsWindow } from "../window-state.ts";

/** Parameters of the modified z-score. */
export const parameters = z
  .strictObject({
    ...sharedParameters,
    windowSamples: windowSamples(240),
    /** Modified z-score beyond which a value is an anomaly; 3.5 is Iglewicz and Hoaglin's advice. */
    threshold: positive(3.5),
    warmUpSamples: warmUpSamples(30),
  })
  .check(z.refine((given) => given.warmUpSamples <= given.windowSamples, warmUpFitsWindow));
