import { HddmA } from "../../numerics/concept-drift/hddm-a.ts";
import { HddmW } from "../../numerics/concept-drift/hddm-w.ts";
import { number, object, parse } from "../../schema/index.ts";
import { runningMeanState, tally } from "../change-state.ts";
import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { ErrorWatch } from "../error-watch.ts";
import { parameters } from "./parameters.ts";

const hoeffdingState = object({ whole: runningMeanState, lowest: runningMeanState, highest: runningMeanState });
const fading = object({ count: tally, mean: number(), squaredWeights: number({ minimum: 0, maximum: 1 }) });
const mcdiarmidState = object({
  whole: fading,
  lowest: fading,
  sinceLowest: fading,
  highest: fading,
  sinceHighest: fading,
});

/** A rate of errors beyond a bound that holds for any distribution. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "hddm",
  parameters,
  wording: { level: "the rate of errors", statistic: "difference of rates" },
  watchBytes: () => 512,
  watch(given, saved) {
    const options = { ...given, twoSided: given.direction !== "above" };
    const create = (state?: unknown) =>
      given.bound === "hoeffding"
        ? new HddmA(options, state === undefined ? undefined : parse(hoeffdingState, state))
        : new HddmW(options, state === undefined ? undefined : parse(mcdiarmidState, state));
    return new ErrorWatch(given, create, saved);
  },
});
