import { list, number, object, pair, text } from "../../schema/index.ts";
import type { Parameters } from "./parameters.ts";

/** Where an entity stands in its sequence. */
export interface Entity {
  /** Its number in contexts. */
  readonly number: number;
  /** Numbers of its last events' names, the newest last. */
  readonly before: readonly number[];
  /** −ln of the probability of its last events or rarer ones, the newest last. */
  readonly surprises: readonly number[];
  readonly lastSeconds: number;
}

const whole = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const numbers = list(number(), { most: 100 });

/** The state of a detector with these parameters. */
export const savedState = ({ maximumEntities, maximumNames, maximumTransitions }: Parameters) =>
  object({
    model: object({
      names: list(text(), { most: maximumNames }),
      transitions: list(pair(text(), list(pair(whole, whole), { most: maximumTransitions })), {
        most: maximumTransitions,
      }),
      concentrations: list(numbers, { most: 5 }),
    }),
    entities: list(
      pair(
        text(),
        object({ number: whole, before: list(whole, { most: 5 }), surprises: numbers, lastSeconds: number() }),
      ),
      { most: maximumEntities },
    ),
    count: whole,
    nextEntity: whole,
  });
