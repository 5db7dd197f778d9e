import { number, object } from "../schema/index.ts";

/** A number of values in a state. */
export const tally = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** State of a running mean. */
export const runningMeanState = object({ count: tally, mean: number() });
