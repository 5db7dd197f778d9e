import { forecasterWeights } from "../../numerics/networks/window-forecaster.ts";
import { defineDetector } from "../define.ts";
import type { DetectorDefinition } from "../detector.ts";
import { ForecastModel } from "./forecast-model.ts";
import { type Parameters, parameters } from "./parameters.ts";

/** Far from what a long short-term memory, trained while values come, forecasts from the last ones. */
export const definition: DetectorDefinition = defineDetector({
  name: "lstm-forecaster",
  parameters,
  wording: ({ acceptAfterSamples, errorSamples }) => ({
    statistic: "distance from the forecast in robust standard deviations of its errors",
    adaptsWithinSamples: acceptAfterSamples + Math.ceil(errorSamples / 4),
  }),
  modelBytes,
  model: (given, state) => new ForecastModel(given, state),
});

function modelBytes({ errorSamples, hiddenUnits, historySamples, windowSamples }: Parameters): number {
  const weights = forecasterWeights(hiddenUnits);
  // Weights, gradients and two moments; for each step of a window nine numbers a hidden unit, and its arrays.
  const network = 32 * weights + windowSamples * (80 * hiddenUnits + 640);
  return network + 8 * historySamples + 20 * errorSamples + 2048;
}
