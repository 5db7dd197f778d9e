import { list, number, object } from "../schema/index.ts";

/** State of the ranges of so many features. */
export const rangesState = (features: number) => {
  const values = { least: features, most: features };
  return object({
    lows: list(number(), values),
    widths: list(number({ minimum: 0, maximum: Number.MAX_VALUE }), values),
    medians: list(number(), values),
  });
};
