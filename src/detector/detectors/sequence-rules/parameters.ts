import { list, number, type OutputOf, object, text, withDefault } from "../../schema/index.ts";
import { eventParameters } from "../event-parameters.ts";
import type { DetectorKind } from "../kind.ts";

const word = text({ shortest: 1, longest: 200 });

/** Parameters of sequence rules. */
export const parameters = object({
  ...eventParameters,
  /** Events that are an anomaly when they happen to one entity in this order, whatever happens between them. */
  rules: withDefault(
    list(
      object({
        /** What the sequence means, as in "account taken over". */
        name: word,
        /** Names of events, the first first. */
        steps: list(word, { least: 2, most: 20 }),
        /** From the first event to the last, in seconds. */
        withinSeconds: withDefault(number({ above: 0, maximum: 1e9 }), 3600),
      }),
      { most: 200 },
    ),
    [],
  ),
});

/** The parameters after defaults. */
export type Parameters = OutputOf<typeof parameters>;

/** What a declaration knows of it. */
export const kind = {
  takes: "events",
  measures: "how far a sequence of events that was described has come, from 0 to 1",
  parameters,
  atSensitivity: () => ({}),
} satisfies DetectorKind;
