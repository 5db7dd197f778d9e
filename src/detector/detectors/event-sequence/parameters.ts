import { number, type OutputOf, object, withDefault } from "../../schema/index.ts";
import { eventParameters, whole } from "../event-parameters.ts";
import type { DetectorKind } from "../kind.ts";

/** Parameters of the surprise of event sequences. */
export const parameters = object({
  ...eventParameters,
  /** Bits of surprise beyond which an event, or a window of events, is an anomaly: 9 is one in 512. */
  threshold: withDefault(number({ above: 0, maximum: 100 }), 9),
  /** How many events before tell what comes next: 1 is a Markov chain, 2 trigrams. */
  order: whole(2, 1, 5),
  /** So many events of an entity are judged together, too. */
  windowEvents: whole(5, 1, 100),
  /** Events, of all entities together, before the first verdict. */
  warmUpEvents: whole(500, 10, 1_000_000),
  /** After this silence of an entity, in seconds, its next event begins a new sequence. */
  sessionGapSeconds: withDefault(number({ above: 0, maximum: 1e9 }), 1800),
  /** Names of events that are told apart; further ones count as one. */
  maximumNames: whole(500, 1, 10_000),
  /** Pairs of context and following event that are counted. */
  maximumTransitions: whole(50_000, 100, 10_000_000),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "events",
  measures: "how surprising an event is after those before it, in bits",
  parameters,
  atSensitivity: (sensitivity) => ({ threshold: Math.min(100, 9 / sensitivity) }),
} satisfies DetectorKind;
