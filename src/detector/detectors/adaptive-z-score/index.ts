import { defineDetector } from "../define.ts";
import type { DetectorDefinition } from "../detector.ts";
import { fadingModel } from "./fading-model.ts";
import { parameters } from "./parameters.ts";
import { windowModel } from "./window-model.ts";

/** Distance from the mean in standard deviations, both of them following the series. */
export const definition: DetectorDefinition = defineDetector({
  name: "adaptive-z-score",
  parameters,
  wording: ({ acceptAfterSamples, halfLifeSamples, memory, windowSamples }) => ({
    statistic: "adaptive z-score",
    adaptsWithinSamples: acceptAfterSamples + Math.ceil(memory === "window" ? windowSamples / 4 : halfLifeSamples / 4),
  }),
  modelBytes: ({ memory, windowSamples }) => (memory === "window" ? 24 * windowSamples + 512 : 256),
  model: (given, state) => (given.memory === "window" ? windowModel(given, state) : fadingModel(given, state)),
});
