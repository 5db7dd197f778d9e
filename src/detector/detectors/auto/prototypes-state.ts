import { list, number, object } from "../../schema/index.ts";

/** State of at most so many prototypes. */
export const prototypesState = (capacity: number) => {
  const coordinates = list(number(), { most: capacity });
  const moment = number({ integer: true, minimum: 0, maximum: 0xffffffff });
  const moments = list(moment, { most: capacity });
  return object({ x: coordinates, y: coordinates, first: moments, last: moments, learnt: moment });
};
