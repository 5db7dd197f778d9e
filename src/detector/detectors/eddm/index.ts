import { Eddm } from "../../numerics/concept-drift/eddm.ts";
import { number, object, parse } from "../../schema/index.ts";
import { tally } from "../change-state.ts";
import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { ErrorWatch } from "../error-watch.ts";
import { parameters } from "./parameters.ts";

const positive = number({ minimum: 0, maximum: Number.MAX_VALUE });
const momentsState = object({ count: tally, mean: positive, squares: positive });
const savedState = object({
  count: tally,
  lastError: tally,
  distances: momentsState,
  best: momentsState,
  share: positive,
});

/** Errors that come closer to each other. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "eddm",
  parameters,
  wording: { level: "the rate of errors", statistic: "loss of distance between errors" },
  watchBytes: () => 512,
  watch: (given, saved) =>
    new ErrorWatch(
      given,
      (state) => new Eddm(given, state === undefined ? undefined : parse(savedState, state)),
      saved,
    ),
});
