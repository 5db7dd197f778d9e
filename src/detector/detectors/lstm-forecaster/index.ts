import { forecasterWeights } from "../../numerics/networks/window-forecaster.ts";
import { defineTailDetector } from "../define-tail.ts";
import type { DetectorDefinition } from "../detector.ts";
import { ForecastModel } from "./forecast-model.ts";
import { type Parameters, parameters } from "./parameters.ts";

/** Far from what a long short-term memory, trained while values come, forecasts from the last ones. */
export const definition: DetectorDefinition = defineTailDetector({
  name: "lstm-forecaster",
  parameters,
  wording: ({ halfLifeSamples }) => ({
    statistic: "distance from the forecast in standard deviations of the series",
    adaptsWithinSamples: Math.ceil(halfLifeSamples / 2),
  }),
  modelBytes,
  model: (given, state) => new ForecastModel(given, state),
});

function modelBytes({ hiddenUnits, historySamples, windowSamples }: Parameters): number {
  const weights = forecasterWeights(hiddenUnits);
  // Weights, gradients and two moments; for each step of a window ten numbers a hidden unit, and its arrays.
  return 32 * weights + windowSamples * (80 * hiddenUnits + 640) + 8 * historySamples + 2048;
}
