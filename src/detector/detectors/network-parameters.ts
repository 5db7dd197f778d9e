import { number, withDefault } from "../schema/index.ts";
import { positive, samples } from "./shared-parameters.ts";

/** A whole number within limits. */
export const whole = (fallback: number, minimum: number, maximum: number) =>
  withDefault(number({ integer: true, minimum, maximum }), fallback);

/** Parameters of networks that are trained while values come. */
export const networkParameters = {
  /** Steps of training for each row or value that comes. */
  stepsPerSample: whole(1, 0, 16),
  learningRate: withDefault(number({ above: 0, maximum: 1 }), 0.01),
  /** Of the numbers that are drawn. */
  seed: whole(1, 0, 2 ** 31 - 1),
};

/** Parameters of networks of rows. */
export const rowNetworkParameters = {
  ...networkParameters,
  /** Rows that a step of training takes. */
  batchRows: whole(8, 1, 256),
  /** The last rows, from which they are drawn. */
  replayRows: samples(512, 1),
  /** After so many rows a row weighs half in the means and deviations that features are standardised by. */
  halfLifeSamples: positive(1000),
};
