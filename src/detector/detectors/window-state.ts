import { list, number, object } from "../schema/index.ts";

/** State of a window of at most `capacity` finite values, oldest first. */
export const sortedWindowState = (capacity: number) => object({ values: list(number(), { most: capacity }) });

/** State of a window that keeps moments: also how many values its older half holds. */
export const windowMomentsState = (capacity: number) =>
  object({
    values: list(number(), { most: capacity }),
    older: number({ integer: true, minimum: 0, maximum: capacity }),
  });
