import { list, nullable, number, object, refined } from "../schema/index.ts";

const exactly = (length: number) => ({ least: length, most: length });
const wholeNumber = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const notNegative = number({ minimum: 0, maximum: Number.MAX_VALUE });
const integer32 = number({ integer: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 });

/** How large a network in training is: what its state is held against. */
export interface TrainingSize {
  readonly features: number;
  readonly weights: number;
  readonly replayRows: number;
}

/** State of the moments that features are standardised by. */
export const standardiserState = (features: number) =>
  object({
    count: wholeNumber,
    means: list(number(), exactly(features)),
    variances: list(notNegative, exactly(features)),
  });

/** State of a network in training. */
export const trainingState = ({ features, replayRows, weights }: TrainingSize) =>
  object({
    random: object({ state: integer32, spare: nullable(number()) }),
    standardiser: standardiserState(features),
    replay: refined(object({ values: list(number(), { most: features * replayRows }) }), ({ values }) =>
      values.length % features === 0 ? undefined : { path: "values", problem: "must be whole rows" },
    ),
    weights: list(number(), exactly(weights)),
    adam: object({
      steps: wholeNumber,
      first: list(number(), exactly(weights)),
      second: list(notNegative, exactly(weights)),
    }),
  });
