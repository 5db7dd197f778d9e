import { nullable, number, object } from "../schema/index.ts";

/** State of seeded random numbers. */
export const randomState = object({
  state: number({ integer: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }),
  spare: nullable(number()),
});
