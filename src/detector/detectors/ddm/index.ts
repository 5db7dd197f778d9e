import { Ddm } from "../../numerics/concept-drift/ddm.ts";
import { nullable, object, parse } from "../../schema/index.ts";
import { runningMeanState } from "../change-state.ts";
import { defineChangeDetector } from "../define-change.ts";
import type { DetectorDefinition } from "../detector.ts";
import { ErrorWatch } from "../error-watch.ts";
import { parameters } from "./parameters.ts";

const savedState = object({ rate: runningMeanState, best: nullable(runningMeanState) });

/** A rate of errors that rises above its best. */
export const definition: DetectorDefinition = defineChangeDetector({
  name: "ddm",
  parameters,
  wording: { level: "the rate of errors", statistic: "standard errors above the best rate" },
  watchBytes: () => 256,
  watch: (given, saved) =>
    new ErrorWatch(given, (state) => new Ddm(given, state === undefined ? undefined : parse(savedState, state)), saved),
});
