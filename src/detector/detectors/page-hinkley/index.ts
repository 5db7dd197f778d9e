import { PageHinkley } from "../../numerics/concept-drift/page-hinkley.ts";
import { number, object, parse } from "../../schema/index.ts";
import { runningMeanState } from "../change-state.ts";
import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { StandardisedWatch } from "../standardised-watch.ts";
import { parameters } from "./parameters.ts";

const savedState = object({
  mean: runningMeanState,
  rise: number(),
  fall: number(),
  leastRise: number(),
  greatestFall: number(),
  beforeRise: runningMeanState,
  beforeFall: runningMeanState,
});

/** Deviations from the running mean that add up. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "page-hinkley",
  parameters,
  wording: { level: "the mean", statistic: "accumulated deviations" },
  watchBytes: () => 512,
  watch: (given, saved) =>
    new StandardisedWatch(
      given,
      (state) =>
        new PageHinkley({ ...given, warmUpSamples: 1 }, state === undefined ? undefined : parse(savedState, state)),
      saved,
    ),
});
