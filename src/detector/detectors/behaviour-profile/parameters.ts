import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import { eventParameters, whole } from "../event-parameters.ts";
import type { DetectorKind } from "../kind.ts";

/** Parameters of behaviour profiles. */
export const parameters = object({
  ...eventParameters,
  /** Bits of surprise beyond which an event is an anomaly: 7 is one in 128, if nothing but chance were at work. */
  threshold: withDefault(number({ above: 0, maximum: 100 }), 7),
  /** Events of an entity before the first verdict on it. */
  warmUpEvents: whole(50, 5, 100_000),
  /** After this many events of an entity an old one weighs half. */
  halfLifeEvents: withDefault(number({ minimum: 10, maximum: 1e6 }), 2000),
  /** Names of events that are told apart for one entity; the first ones. */
  maximumNames: whole(100, 1, 10_000),
  /** Numbers of events that are followed for one entity; the first ones. */
  maximumValues: whole(16, 0, 256),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "events",
  measures: "how unlike an entity's own past an event is, in bits",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: Math.min(100, 7 / sensitivity) }),
} satisfies DetectorKind;
