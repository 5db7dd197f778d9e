import * as z from "zod/mini";

/** State of a window of at most `capacity` finite values, oldest first. */
export function windowState(capacity: number) {
  return z.object({ values: z.array(z.number()).check(z.maxLength(capacity)) });
}

/** A window that warms up must be able to hold what warming up takes. */
export const warmUpFitsWindow = {
  error: "warmUpSamples must not exceed windowSamples, or there would never be a verdict",
  path: ["warmUpSamples"],
};
