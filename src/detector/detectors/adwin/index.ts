import { Adwin, MOST_ROWS } from "../../numerics/concept-drift/adwin.ts";
import { list, nullable, number, object, parse, refined } from "../../schema/index.ts";
import { tally } from "../change-state.ts";
import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { StandardisedWatch } from "../standardised-watch.ts";
import { parameters } from "./parameters.ts";

const positive = number({ minimum: 0, maximum: Number.MAX_VALUE });

const rowsOf = <T>(of: Parameters<typeof list<T, T>>[0], bucketsPerSize: number) =>
  list(list(of, { most: bucketsPerSize }), { most: MOST_ROWS });

const stateOf = (bucketsPerSize: number) =>
  refined(
    object({
      totals: rowsOf(number(), bucketsPerSize),
      squares: rowsOf(positive, bucketsPerSize),
      width: tally,
      total: number(),
      squaredDeviations: positive,
      test: nullable(object({ statistic: positive, threshold: positive, before: number(), after: number() })),
    }),
    ({ squares, totals }) =>
      totals.every((row, index) => row.length === squares[index]?.length)
        ? undefined
        : { path: "squares", problem: "must have a number for each of totals" },
  );

/** A window as long as its values have one mean. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "adwin",
  parameters,
  wording: { level: "the mean", statistic: "difference of means in deviations" },
  watchBytes: ({ bucketsPerSize }) => 17 * MOST_ROWS * (bucketsPerSize + 1) + 512,
  watch: (given, saved) =>
    new StandardisedWatch(
      given,
      (state) =>
        new Adwin(
          { ...given, warmUpSamples: 0 },
          state === undefined ? undefined : parse(stateOf(given.bucketsPerSize), state),
        ),
      saved,
    ),
});
