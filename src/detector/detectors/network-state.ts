import { list, nullable, number, object, refined } from "../schema/index.ts";

const exactly = (length: number) => ({ least: length, most: length });
const wholeNumber = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** What values of rows, and their variances, can be. */
const value = number({ minimum: -1e150, maximum: 1e150 });
const variance = number({ minimum: 0, maximum: 1e301 });
/** Far more than training makes of weights, and little enough for sums of products to be finite. */
const weight = number({ minimum: -1e9, maximum: 1e9 });
const square = number({ minimum: 0, maximum: 1e9 });
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
    means: list(value, exactly(features)),
    variances: list(variance, exactly(features)),
  });

/** State of a network in training. */
export const trainingState = ({ features, replayRows, weights }: TrainingSize) =>
  object({
    random: object({ state: integer32, spare: nullable(weight) }),
    standardiser: standardiserState(features),
    replay: refined(object({ values: list(value, { most: features * replayRows }) }), ({ values }) =>
      values.length % features === 0 ? undefined : { path: "values", problem: "must be whole rows" },
    ),
    weights: list(weight, exactly(weights)),
    adam: object({
      steps: wholeNumber,
      first: list(weight, exactly(weights)),
      second: list(square, exactly(weights)),
    }),
  });
