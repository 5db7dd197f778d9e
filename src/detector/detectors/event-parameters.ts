import { number, withDefault } from "../schema/index.ts";

/** A whole number within limits. */
export const whole = (fallback: number, minimum: number, maximum: number) =>
  withDefault(number({ integer: true, minimum, maximum }), fallback);

/** Parameters that all detectors of events share. */
export const eventParameters = {
  /** Users, hosts or other entities that are known at a time; the one unseen for longest leaves first. */
  maximumEntities: whole(10_000, 1, 1_000_000),
} as const;
