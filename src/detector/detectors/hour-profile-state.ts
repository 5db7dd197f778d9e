import { list, number, object } from "../schema/index.ts";

const whole = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** State of a profile of so many hours. */
export const hourProfileState = (hours: number) =>
  object({
    usual: list(number(), { least: hours, most: hours }),
    times: list(whole, { least: hours, most: hours }),
    hour: number({ integer: true, maximum: Number.MAX_VALUE }),
    mean: number(),
    samples: whole,
  });
